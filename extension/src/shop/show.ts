/**
 * Shows what is said of a page: quiet notes beside what they are about, in one
 * element of ours with a closed shadow root. They take no room in the page and
 * press nothing; each opens where it stands when the reader wants to know more.
 */
import { makeOurs, noteTag } from '../content/ours.ts';
import { followScheme } from '../content/scheme.ts';
import { adopt } from '../content/style.ts';
import { element } from '../dom.ts';
import { bodyOf, box, findAll, isConnected, isDrawn, listen } from '../node.ts';
import { advice, deeds, type Note } from '../notes.ts';
import { noteSign } from '../sign.ts';
import type { PageProfile } from '../types/rules.ts';
import { language, words } from '../words.ts';
import type { Cut } from './cut.ts';
import css from './shop.css';
import { spotFor } from './spot.ts';

/** More orders than this are not on one page. */
const maxNotes = 60;

interface Pin {
  /** What the note stands beside; undefined where the page has no place for it. */
  at: Element | undefined;
  note: HTMLDetailsElement;
}

/** What stands on the page, for as long as the signal says. */
export interface Shown {
  /** Whether what the notes are about is still there. */
  stands(): boolean;
  /** The page may have moved. */
  move(): void;
}

export function show(page: Cut, profile: PageProfile, notes: Note[], signal: AbortSignal): Shown {
  const pins = notes.slice(0, maxNotes).map((note) => ({ at: anchor(note, page, profile), note: draw(note) }));
  if (pins.length === 0) return { stands: () => true, move: () => undefined };
  const layer = element('div', { class: 'layer' });
  layer.append(...pins.map(({ note }) => note));
  const host = hostFor(layer, signal);
  const move = () => place(layer, pins);
  follow(pins, move, signal);
  return { stands: () => [host, ...pins.flatMap(({ at }) => at ?? [])].every(isConnected), move };
}

/** The element that holds our layer: at the end of the page, where nothing hides or moves it. */
function hostFor(layer: HTMLElement, signal: AbortSignal): HTMLElement {
  const host = makeOurs(noteTag);
  const shadow = host.attachShadow({ mode: 'closed' });
  adopt(shadow, css);
  host.lang = language();
  host.dir = 'ltr';
  shadow.append(layer);
  bodyOf(document).append(host);
  followScheme(host, signal);
  signal.addEventListener('abort', () => host.remove());
  return host;
}

/** For one of several things its own element, for the page the first of the profile's marks that is seen. */
function anchor({ item }: Note, page: Cut, { mark }: PageProfile): Element | undefined {
  const within = item ? page.live.get(item.ref ?? 0) : undefined;
  if (item && !within) return undefined;
  const seen = mark.flatMap((selector) => findAll(within ?? document, selector)).find(isDrawn);
  return seen ?? within;
}

function draw(note: Note): HTMLDetailsElement {
  const made = element(
    'details',
    { class: 'note', 'data-tone': note.tone, 'data-status': note.status },
    element('summary', { title: note.headline }, noteSign(note.tone), element('span', {}, note.headline)),
    element('div', { class: 'card' }, ...deeds(note), ...advice(note), element('p', { class: 'ours' }, words('name'))),
  );
  if (note.quiet) made.dataset['quiet'] = '';
  made.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') made.open = false;
  });
  return made;
}

/** Reads all places first and writes afterwards. Where words have no room, the sign alone has. */
function place(layer: HTMLElement, pins: Pin[]): void {
  const origin = box(layer);
  for (const { note } of pins) delete note.dataset['small'];
  const sizes = pins.map(({ note }) => box(note.firstElementChild ?? note));
  const taken: DOMRect[] = [];
  const places = pins.map(({ at }, i) => {
    if (!at || !isDrawn(at)) return undefined;
    const { width = 0, height = 0 } = sizes[i] ?? {};
    const spot = spotFor(at, { width, height }, taken);
    const found = spot ?? spotFor(at, { width: height, height }, taken) ?? corner(at, height);
    taken.push(found);
    return { found, small: !spot };
  });
  pins.forEach(({ at, note }, i) => {
    const put = places[i];
    note.classList.toggle('over', !at);
    note.hidden = at !== undefined && !put;
    if (!put) return;
    note.toggleAttribute('data-small', put.small);
    const { left, top } = put.found;
    note.style.cssText = `left:${left - origin.left}px;top:${top - origin.top}px`;
    note.classList.toggle('leftwards', left > innerWidth / 2);
  });
}

/** The upper corner, half outside: there it covers least. */
function corner(at: Element, side: number): DOMRect {
  const { right, top } = box(at);
  return new DOMRect(right - side / 2, top - side / 2, side, side);
}

/** Places again whenever the page may have been laid out anew. */
function follow(pins: Pin[], again: () => void, signal: AbortSignal): void {
  let asked = 0;
  const soon = () => {
    if (asked) return;
    asked = requestAnimationFrame(() => {
      asked = 0;
      if (!signal.aborted) again();
    });
  };
  const sizes = new ResizeObserver(soon);
  for (const el of [bodyOf(document), ...pins.flatMap(({ at }) => at ?? [])]) sizes.observe(el);
  listen(document, 'load', soon, { capture: true, signal }); // pictures arriving
  listen(window, 'resize', soon, { signal });
  signal.addEventListener('abort', () => sizes.disconnect());
  again();
}
