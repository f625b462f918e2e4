/**
 * Looks at a gift code while it is typed. The code goes to the core and
 * nowhere else: it is kept in no storage, and here only as long as the page
 * stands. Nothing is written into the page.
 */

import { ask } from '../messages.ts';
import { element } from '../shown/dom.ts';
import { find, isDrawn, listen, matches, typedIn } from '../shown/node.ts';
import { noteSign } from '../shown/sign.ts';
import { words } from '../shown/words.ts';
import type { CodeCheck, CodeNote } from '../types/wire.ts';
import type { Board } from './board.ts';

/** People type on before they look. */
const rest = 250;

/** Remarks that something is amiss; the others only ask to look twice. */
const amiss = new Set(['foreign', 'twice', 'long', 'again']);

export class CodeField {
  private readonly selector: string;
  private readonly board: Board;
  /** Codes that were sent off from this page. */
  private readonly earlier = new Set<string>();
  private timer = 0;
  private turn = 0;

  constructor(selectors: string[], board: Board, signal: AbortSignal) {
    this.selector = selectors.join(',');
    this.board = board;
    const typed = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && matches(target, this.selector)) this.soon(target);
    };
    listen(document, 'input', typed, { capture: true, passive: true, signal });
    listen(document, 'submit', () => this.sent(), { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => this.forget());
    // Whoever is quick has typed before we came.
    const field = this.field();
    if (field) this.soon(field);
  }

  private field(): HTMLInputElement | undefined {
    const field = find(document, this.selector);
    return field instanceof HTMLInputElement ? field : undefined;
  }

  private soon(field: HTMLInputElement): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(field), rest);
  }

  private async look(field: HTMLInputElement): Promise<void> {
    const turn = ++this.turn;
    const code = typedIn(field);
    const check = code.trim()
      ? await ask('code', { code, earlier: [...this.earlier] }).catch(() => undefined)
      : undefined;
    if (turn !== this.turn) return;
    const say = check && check.notes.length > 0 && isDrawn(field);
    this.board.put('code', say ? [{ at: field, note: remark(code, check) }] : []);
  }

  /** The page takes what is in the field now: should it come again, that is worth saying. */
  private sent(): void {
    const field = this.field();
    const code = field ? typedIn(field).trim() : '';
    if (code) this.earlier.add(code);
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.turn++;
    this.earlier.clear();
  }
}

function remark(code: string, { notes, others }: CodeCheck): HTMLDetailsElement {
  const [first] = notes;
  const tone = notes.some(({ id }) => amiss.has(id)) ? 'care' : 'plain';
  const marked = notes.find(({ at }) => at && at.length > 0);
  const headline = element('span', { role: 'status' }, first?.text ?? '');
  const card = element(
    'div',
    { class: 'card' },
    ...(marked ? [element('p', { class: 'code' }, ...withMarks(code, marked))] : []),
    element('ul', { class: 'told' }, ...notes.map(({ id, text = id }) => element('li', {}, text))),
    ...(others.length > 0 ? alternatives(others) : []),
    element('p', { class: 'ours' }, words('code_stays')),
  );
  return element(
    'details',
    { class: 'note', 'data-tone': tone, 'data-status': `code-${first?.id}` },
    element('summary', {}, noteSign(tone), headline),
    card,
  );
}

/** The code as it was typed, with the characters meant marked. */
function withMarks(code: string, { at = [] }: CodeNote): (Node | string)[] {
  return [...code].map((character, i) => (at.includes(i) ? element('mark', {}, character) : character));
}

/** Codes for the reader to try by hand. */
function alternatives(others: string[]): HTMLElement[] {
  const list = element('ul', { class: 'others' }, ...others.map((code) => element('li', { class: 'code' }, code)));
  return [element('p', {}, words('code_others')), list];
}
