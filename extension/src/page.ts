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
