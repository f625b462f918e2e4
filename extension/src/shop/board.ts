/**
 * Where notes stand on a page: in one element of ours with a closed shadow
 * root, at the end of the page, where nothing hides or moves it. Notes take no
 * room in the page and press nothing; each opens where it stands when the
 * reader wants to know more.
 */
import { makeOurs, noteTag } from '../content/ours.ts';
import { followScheme } from '../content/scheme.ts';
import { adopt } from '../content/style.ts';
import { element } from '../shown/dom.ts';
import { bodyOf, box, isConnected, isDrawn, listen } from '../shown/node.ts';
import { language } from '../shown/words.ts';
import css from './shop.css';
import { spotFor } from './spot.ts';

/** More than are worth reading on one page. */
const maxPins = 60;

/** A note, and what it stands beside; undefined where the page has no place for it. */
export interface Pin {
  at: Element | undefined;
  note: HTMLDetailsElement;
}

export class Board {
  private readonly groups = new Map<string, Pin[]>();
  private readonly layer = element('div', { class: 'layer' });
  private readonly signal: AbortSignal;
  private host: HTMLElement | undefined;
  private gone = new AbortController();
  private asked = 0;

  constructor(signal: AbortSignal) {
    this.signal = signal;
    signal.addEventListener('abort', () => this.clear());
  }

  /** Puts the notes of a group up, in place of those that were there. One that says the same stays open. */
  put(group: string, pins: Pin[]): void {
    const before = this.groups.get(group) ?? [];
    for (const { note } of pins) note.open = before.some((old) => old.note.open && isAlike(old.note, note));
    for (const { note } of before) note.remove();
    this.groups.set(group, pins.slice(0, maxPins));
    if (this.pins().length === 0) this.clear();
    else this.draw();
  }

  /** Whether what the notes are about is still there. */
  stands(): boolean {
    return [this.host, ...this.pins().map(({ at }) => at)].every((el) => !el || isConnected(el));
  }

  /** The page may have been laid out anew: places again, with the next picture. */
  move(): void {
    if (this.asked || !this.host) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.place();
    });
  }

  private pins(): Pin[] {
    return [...this.groups.values()].flat();
  }

  private clear(): void {
    this.gone.abort();
    this.host?.remove();
    this.host = undefined;
  }

  private draw(): void {
    const pins = this.pins();
    this.gone.abort();
    this.gone = new AbortController();
    this.layer.append(...pins.map(({ note }) => note));
    this.host ??= this.makeHost();
    if (!isConnected(this.host)) bodyOf(document).append(this.host);
    followScheme(this.host, this.gone.signal);
    const sizes = new ResizeObserver(() => this.move());
    for (const el of [bodyOf(document), ...pins.flatMap(({ at }) => at ?? [])]) sizes.observe(el);
    this.gone.signal.addEventListener('abort', () => sizes.disconnect());
    this.place();
  }

  private makeHost(): HTMLElement {
    const host = makeOurs(noteTag);
    const shadow = host.attachShadow({ mode: 'closed' });
    adopt(shadow, css);
    host.lang = language();
    host.dir = 'ltr';
    shadow.append(this.layer);
    const { signal } = this;
    const again = () => this.move();
    listen(document, 'load', again, { capture: true, signal }); // pictures arriving
    listen(window, 'resize', again, { signal });
    // Keys and clicks in here are no business of the page's: it has shortcuts of its own.
    for (const type of ['click', 'keydown', 'keyup', 'keypress', 'pointerup', 'change']) {
      listen(this.layer, type, (event) => event.stopPropagation(), { signal });
    }
    return host;
  }

  /** Reads all places first and writes afterwards. Where words have no room, the sign alone has. */
  private place(): void {
    const pins = this.pins();
    const origin = box(this.layer);
    for (const { note } of pins) note.toggleAttribute('data-small', false);
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
}

function isAlike(a: HTMLElement, b: HTMLElement): boolean {
  return a.dataset['status'] === b.dataset['status'] && a.dataset['about'] === b.dataset['about'];
}

/** The upper corner, half outside: there it covers least. */
function corner(at: Element, side: number): DOMRect {
  const { right, top } = box(at);
  return new DOMRect(right - side / 2, top - side / 2, side, side);
}
