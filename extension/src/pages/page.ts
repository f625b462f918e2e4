/** What the extension's own pages have in common. */
import { element } from '../shown/dom.ts';
import { speakAsChosen } from '../shown/speech.ts';
import { language, words } from '../shown/words.ts';

/** An element the page was written with. */
export function place<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`this page has no #${id}`);
  return found as T;
}

/** Puts a part in its place, or what to do when there is no answer. */
export async function fill(id: string, part: Promise<(Node | string)[]>): Promise<void> {
  const content = await part.catch(() => [element('p', { class: 'failure' }, words('popup_failed'))]);
  renew(place(id), element('div', {}, ...content));
}

/** Makes the content of one the content of the other. What is the same is left alone: somebody may be about to press it. */
function renew(there: Node, now: Node): void {
  const [known, fresh] = [[...there.childNodes], [...now.childNodes]];
  for (const [i, node] of fresh.entries()) {
    const old = known[i];
    if (!old) there.appendChild(node);
    else if (areLists(old, node)) renew(old, node);
    else if (!old.isEqualNode(node)) there.replaceChild(node, old);
  }
  for (const gone of known.slice(fresh.length)) gone.remove();
}

function areLists(...nodes: Node[]): boolean {
  const [shell, other] = nodes.map((node) => node.cloneNode(false));
  return shell instanceof HTMLUListElement && shell.isEqualNode(other ?? null);
}

/** As above with what is kept ready, where there is such a thing; one that cannot be shown is none. Then it waits until that is painted. */
export async function ready<T>(
  id: string,
  kept: Promise<T | undefined>,
  part: (kept: T) => (Node | string)[],
): Promise<void> {
  const shown = await kept.then((view) => view && part(view)).catch(() => undefined);
  if (!shown) return;
  await fill(id, Promise.resolve(shown));
  await painted();
}

/** Waits until the browser has painted what is there, or has better things to do. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 200 });
  });
}

/** Gives the page its words, in the language the reader has chosen. */
export async function speak(): Promise<void> {
  await speakAsChosen();
  document.documentElement.lang = language();
  document.title = words('name');
  say('words', (el, text) => el.replaceChildren(text));
  say('wordsPlaceholder', (el, text) => el.setAttribute('placeholder', text));
  // A button that shows a sign alone is named by its tooltip; two names would be read out twice.
  say('wordsLabel', (el, text) => {
    if (el instanceof HTMLButtonElement) el.title = text;
    else el.ariaLabel = text;
  });
}

/** Fills in what elements of the page name in an attribute. */
function say(attribute: string, how: (el: HTMLElement, text: string) => void): void {
  const name = attribute.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  for (const el of document.querySelectorAll<HTMLElement>(`[data-${name}]`)) {
    how(el, words(el.dataset[attribute] ?? ''));
  }
}

/** Says in the line of a part, which may be closed, what matters of it. */
export function state(part: string, text: string): void {
  place(`${part}-state`).textContent = text;
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
