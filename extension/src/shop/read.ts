/**
 * Keeps what is said of a page true to what it shows: reads it, has it judged,
 * and reads again when the parts that were read change. It judges nothing.
 */
import { isOurs } from '../content/ours.ts';
import { ask, type PageAnswer } from '../messages.ts';
import { bodyOf, find, listen, matches, nodeType, parentElement, textOf, titleOf, typedIn } from '../shown/node.ts';
import { notesOf } from '../shown/notes.ts';
import { speakBy } from '../shown/words.ts';
import type { PageProfile } from '../types/rules.ts';
import type { Judgement } from '../types/wire.ts';
import { Board, type Pin } from './board.ts';
import { CodeField } from './code.ts';
import { type Cut, cut, type Parts } from './cut.ts';
import { choice, reminders } from './decline.ts';
import { Pace } from './pace.ts';
import { pinsOf } from './pins.ts';

/** The least time between two looks, and the most while a page runs on without saying anything new. */
const pause = { least: 100, most: 15_000 };

/** A look may take this part of the time, whatever the page does. */
const share = 1 / 20;

/** How often a page is read that changes while it is read. */
const maxTries = 2;

/** Attributes that change what a part says or whether it is seen. */
const attributeFilter = 'class style hidden disabled aria-disabled aria-hidden checked value id'.split(' ');

type Manner = Omit<PageAnswer, 'judgement'>;

export class Reader {
  private readonly profile: PageProfile;
  private readonly href: string;
  private readonly signal: AbortSignal;
  private readonly board: Board;
  private parts: Parts = { whole: new Set([bodyOf(document)]), around: new Set(), skipped: new Set() };
  /** What was sent last; and the same without numbers, since clocks run. */
  private sent = '';
  private shape = '';
  /** The page's parts have not been enough, so all of it is read. */
  private all = false;
  private said = '';
  private shown = false;
  private turn = 0;
  private timer = 0;
  private reading = false;
  /** Something of what is being read has changed. */
  private changed = false;
  private rests = 0;
  /** Doubles with every look that brings nothing new. */
  private haste = 1;
  private readonly observer = new MutationObserver((records) => {
    if (!records.some((record) => this.concerns(record))) return;
    if (this.reading) this.changed = true;
    else this.soon();
  });

  constructor(profile: PageProfile, href: string, signal: AbortSignal) {
    this.profile = profile;
    this.href = href;
    this.signal = signal;
    this.board = new Board(signal);
    if (profile.code) new CodeField(profile.code, this.board, signal);
    const seen = { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter };
    this.observer.observe(document, seen);
    for (const type of ['change', 'pointerup']) {
      listen(document, type, () => this.hurry(), { signal, capture: true, passive: true });
    }
    signal.addEventListener('abort', () => this.end());
    this.look();
  }

  /** Has the page judged anew, though it has not changed. */
  private again(): void {
    this.sent = '';
    this.look();
  }

  private look(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.reading) this.changed = true;
    else void this.read().finally(() => this.rested());
  }

  /** Also where reading has failed: the page's next change is read again. */
  private rested(): void {
    this.reading = false;
    if (this.changed && !this.signal.aborted) this.soon();
  }

  private async read(): Promise<void> {
    const began = performance.now();
    const pace = new Pace();
    this.reading = true;
    let page: Cut;
    let tries = 0;
    do {
      this.changed = false;
      page = await cut(this.profile, pace, this.all);
      // What has changed meanwhile may have been read half before and half after. A page that never rests is read as
      // it comes: where its parts do not fit, nothing is made of them.
    } while (this.changed && ++tries < maxTries && !this.signal.aborted);
    if (this.signal.aborted) return;
    this.parts = page.parts;
    page.html = this.withoutCode(page.html);
    this.rests = began + Math.max(pause.least * this.haste, pace.spent / share);
    this.take(page);
  }

  private take(page: Cut): void {
    if (page.html === this.sent && this.board.stands()) {
      this.board.move();
      return;
    }
    const shape = page.html.replace(/\d+/g, '0');
    if (shape !== this.shape) this.hide();
    this.sent = page.html;
    this.shape = shape;
    void this.judge(page, ++this.turn);
  }

  private async judge(page: Cut, turn: number): Promise<void> {
    const { html, account, cut } = page;
    const sent = { href: this.href, html, title: titleOf(document), account, ...(cut && { problem: 'too-large' }) };
    const answer = await ask('page', sent).catch(() => undefined);
    if (turn !== this.turn || this.signal.aborted) return;
    if (answer?.judgement.status === 'unknown' && !this.all && !this.isAll()) {
      this.all = true;
      this.again();
    } else if (answer) {
      speakBy(answer.speech);
      this.show(page, answer);
    } else {
      this.hide();
    }
  }

  /** What is said already is left standing: a page with a clock is judged again and again. */
  private show(page: Cut, { judgement, ...manner }: PageAnswer): void {
    const { doubt: _, dues, ...rest } = judgement;
    const said = JSON.stringify([rest, manner, dues.map(({ kind, key }) => [kind, key])]);
    this.haste = said === this.said ? Math.min(this.haste * 2, pause.most / pause.least) : 1;
    if (said === this.said && this.shown && this.board.stands()) {
      this.board.move();
      return;
    }
    this.said = said;
    this.shown = true;
    this.board.put('page', this.pins(page, judgement, manner));
  }

  private hide(): void {
    if (this.shown) this.board.put('page', []);
    this.shown = false;
  }

  private pins(page: Cut, judgement: Judgement, { warningsOnly, declined }: Manner): Pin[] {
    const notes = notesOf(judgement).filter(({ tone }) => !warningsOnly || tone === 'care');
    const open = judgement.status === 'invited' && declined !== undefined;
    const more = () => choice(this.href, declined === true, () => this.again());
    const pins = pinsOf(notes, page, this.profile, open ? more : undefined);
    return open && declined ? [...pins, ...reminders(this.profile, judgement, more)] : pins;
  }

  /** A gift code that is being typed is nobody's business; a page may say it once more elsewhere. */
  private withoutCode(html: string): string {
    const field = this.profile.code ? find(document, this.profile.code.join(',')) : null;
    const code = field instanceof HTMLInputElement ? typedIn(field).trim() : '';
    return code.length < 4 ? html : html.replaceAll(code, '…');
  }

  /** Whether the page has been read without leaving anything out. */
  private isAll(): boolean {
    return this.parts.whole.has(bodyOf(document)) && this.parts.skipped.size === 0;
  }

  private concerns({ type, target, addedNodes, removedNodes }: MutationRecord): boolean {
    if (isOurs(target)) return false;
    const inside = this.isInside(target);
    if (type !== 'childList') return inside || this.parts.around.has(target as Element);
    const changed = [...addedNodes, ...removedNodes];
    if (changed.every(isOurs)) return !this.board.stands();
    return inside || changed.some((node) => nodeType(node) === Node.ELEMENT_NODE && this.hasPart(node as Element));
  }

  private isInside(node: Node): boolean {
    const { whole, skipped } = this.parts;
    for (let el: Node | null = node; el; el = parentElement(el)) {
      if (skipped.has(el as Element)) return false;
      if (whole.has(el as Element)) return true;
    }
    return false;
  }

  private hasPart(el: Element): boolean {
    if (this.parts.whole.has(el) || this.parts.around.has(el)) return true;
    const selector = this.profile.regions.join(',');
    return selector !== '' && Boolean(textOf(el)) && (matches(el, selector) || find(el, selector) !== null);
  }

  /** The reader has done something: what comes of it is not to be waited for. */
  private hurry(): void {
    this.haste = 1;
    this.rests = Math.min(this.rests, performance.now() + pause.least);
    clearTimeout(this.timer);
    this.timer = 0;
    this.soon();
  }

  /** A page that never rests puts nothing off. */
  private soon(): void {
    if (this.timer) return;
    const wait = this.rests - performance.now();
    this.timer = setTimeout(() => this.look(), Math.max(wait, 20));
  }

  private end(): void {
    this.observer.disconnect();
    clearTimeout(this.timer);
    this.turn++;
    this.hide();
  }
}
