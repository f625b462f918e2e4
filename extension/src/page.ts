/** What the extension's own pages have in common. */
import { element } from './dom.ts';
import { language, words } from './words.ts';

/** An element the page was written with. */
export function place<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`this page has no #${id}`);
  return found as T;
}

/** Puts a part in its place, or what to do when there is no answer. */
export async function fill(id: string, part: Promise<(Node | string)[]>): Promise<void> {
  const content = await part.catch(() => [element('p', { class: 'failure' }, words('popup_failed'))]);
  place(id).replaceChildren(...content);
}

/** Gives the page its words, in the browser's language. */
export function speak(): void {
  document.documentElement.lang = language();
  document.title = words('name');
  for (const el of document.querySelectorAll<HTMLElement>('[data-words]')) {
    el.textContent = words(el.dataset['words'] ?? '');
  }
}

export function button(text: string, pressed: () => void, props: Record<string, string> = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...props }, text);
  made.addEventListener('click', pressed);
  return made;
}

/** A button that copies a text and says that it did, or that the browser did not let it. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
  const says = (told: string) => {
    made.textContent = told;
    setTimeout(() => made.replaceChildren(label), 3000);
  };
  const copy = () => navigator.clipboard.writeText(text());
  const pressed = () =>
    void copy().then(
      () => says(words('copied')),
      () => says(words('not_copied')),
    );
  const made = button(label, pressed, { class: 'copy', 'aria-live': 'polite' });
  return made;
}

/** A link that leads out of the extension: to a brand's own page, or to the reader's mail program. */
export function outward(text: string, href: string, name = 'open'): HTMLAnchorElement {
  const made = element('a', { class: name }, text);
  made.href = href;
  made.target = '_blank';
  made.rel = 'noreferrer';
  return made;
}
