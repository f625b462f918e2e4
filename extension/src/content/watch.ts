/**
 * Keeps the answer on the screen true to what is open: looks when the page
 * changes, takes the old verdict away before it asks for a new one, and drops
 * answers to what is no longer there. It judges nothing.
 */
import { type Asks, ask } from '../messages.ts';
import { contains, documentOf, isConnected, isDrawn, listen, viewOf } from '../shown/node.ts';
import { unanswered } from '../shown/unanswered.ts';
import { speakBy } from '../shown/words.ts';
import type { Site } from '../types/rules.ts';
import { isOurs } from './ours.ts';
import { see, type View, wholePage } from './see.ts';
import { show } from './show.ts';

/** How long a webmail may take to fill in a message it has begun to draw, or a page on which one is to open. */
const drawing = { message: 3000, page: 10_000 };

/** The least time between two looks, the most when a page never rests, and what counts as a rest. */
const pause = { least: 30, most: 2000, quiet: 150 };

/** Attributes of a mail that change what it says, and those that may. */
const telling = ['href', 'src', 'action', 'formaction', 'hidden'];
const styling = ['style', 'class'];

type Answer = Asks['check']['answer'];

interface Shown {
  view: View;
  answer: Answer;
  hosts: Element[];
  gone: AbortController;
}

export class Watch {
  private sites: Site[];
  private readonly ended = new AbortController();
  /** What stands on the screen. */
  private shown: Shown | undefined;
  /** What was judged last, as text: tells a change from a redraw. */
  private judged = '';
  /** The reader wants this page looked at, whatever it is. */
  private asked = false;
  private view: View | undefined;
  private judging: Promise<void> | undefined;
  /** Rises with everything that makes an answer under way worthless. */
  private turn = 0;
  private timer = 0;
  private due = 0;
  private rests = 0;
  /** Doubles with every look that the page gives no rest before. */
  private haste = 1;
  private readonly frames = new WeakSet<Element>();
  /** Since when the mails named have been waited for. */
  private drawn: { keys: string; since: number } | undefined;
  private readonly observer = new MutationObserver((records) => this.changed(records));
  /** What mails stand in, and whether it was drawn when we looked. */
  private drawnParts = new Map<Element, boolean>();
  private sizes: ResizeObserver | undefined;

  constructor(sites: Site[]) {
    this.sites = sites;
    const { signal } = this.ended;
    this.observe(document);
    addEventListener('pagehide', () => this.clear(), { signal });
    addEventListener('pageshow', (event) => event.persisted && this.again(this.sites), { signal });
    const frameLoaded = (event: Event) => event.target instanceof HTMLIFrameElement && this.soon();
    listen(document, 'load', frameLoaded, { capture: true, signal });
    for (const type of ['hashchange', 'popstate']) listen(window, type, () => this.soon(), { signal });
    this.look();
  }

  /** Looks anew, by other profiles, even when the page has not changed. */
  again(sites: Site[]): void {
    this.sites = sites;
    this.judged = '';
    this.look();
  }

  /** Looks because the reader asked for it, and says whether there is a mail. */
  async ask(sites: Site[]): Promise<boolean> {
    this.asked = true;
    this.again(sites);
    await this.judging;
    return (this.view?.mails.length ?? 0) > 0;
  }

  private look(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    // The version that replaced this one looks after the page now.
    if (this.isOrphan()) return;
    const began = performance.now();
    const view = see(this.sites, this.asked);
    const cost = performance.now() - began;
    this.haste = began - this.rests > pause.quiet ? 1 : Math.min(this.haste * 2, 32);
    this.rest(began, cost * 4);

    if (view) this.watch(view);
    this.view = view && this.settled(view, began);
    if (this.view && this.view.mails.length > 0) this.compare(this.view);
    else this.clear();
  }

  /** Has a view judged when it says something else than the one before. */
  private compare(view: View): void {
    const judged = JSON.stringify(view.seen);
    if (judged === this.judged) {
      this.keep(view);
      return;
    }
    this.hide();
    this.judged = judged;
    this.judging = this.judge(view, ++this.turn);
  }

  private async judge(view: View, turn: number): Promise<void> {
    const asked = performance.now();
    const report = await ask('check', { seen: view.seen }).catch(() => undefined);
    if (!report && this.isOrphan()) return;
    const answered = performance.now();
    this.rest(answered, answered - asked);
    if (turn === this.turn) this.show(view, report ?? unanswered(view.seen.regions));
  }

  /** Leaves a page that changes without end to itself for ever longer: it gets little of us and the background. */
  private rest(from: number, cost: number): void {
    const time = Math.min(Math.max(cost * this.haste, pause.least), pause.most);
    this.rests = Math.max(this.rests, from + time);
  }

  private show(view: View, answer: Answer): void {
    const earlier = this.shown?.hosts ?? [];
    this.hide();
    speakBy(answer.manner?.speech);
    const gone = new AbortController();
    const hosts = view.mails.flatMap((mail, i) => {
      const judgement = answer.judgements.find(({ key }) => key === mail.key);
      return judgement && isConnected(mail.before)
        ? [show(mail, judgement, answer.manner, gone.signal, earlier[i])]
        : [];
    });
    this.shown = { view, answer, hosts, gone };
  }

  /** The same mails, perhaps drawn anew: their verdict is put back where it is missing. */
  private keep(view: View): void {
    if (!this.shown) return;
    const same = view.mails.every((mail, i) => mail.bodies.every((body, k) => body === this.bodyShown(i, k)));
    if (!same || !this.shown.hosts.every(isConnected)) this.show(view, this.shown.answer);
  }

  private bodyShown(mail: number, body: number): Element | undefined {
    return this.shown?.view.mails[mail]?.bodies[body];
  }

  private hide(): void {
    this.shown?.gone.abort();
    this.shown = undefined;
  }

  /** Takes the verdict away, here and in the toolbar. */
  private clear(): void {
    const something = this.shown !== undefined || this.judged !== '';
    this.hide();
    this.judged = '';
    this.turn++;
    if (something) ask('clear', {}).catch(() => this.isOrphan());
  }

  private changed(records: MutationRecord[]): void {
    if (records.every((record) => this.isOwn(record))) return;
    if (records.some((record) => this.changesMail(record))) this.clear();
    this.soon();
  }

  private isOwn({ addedNodes, removedNodes }: MutationRecord): boolean {
    const nodes = [...addedNodes, ...removedNodes];
    return nodes.length > 0 && nodes.every(isOurs) && (this.shown?.hosts ?? []).every(isConnected);
  }

  private changesMail({ target, attributeName }: MutationRecord): boolean {
    if (attributeName !== null && styling.includes(attributeName)) return false;
    const parts = (this.view?.mails ?? []).flatMap(({ holders, bodies }) => [...holders, ...bodies]);
    return parts.some((part) => !isConnected(part) || contains(part, target));
  }

  /** A webmail with tabs of its own puts mails away and back without a change that is seen otherwise. */
  private resized(): void {
    if ([...this.drawnParts].some(([part, drawn]) => isDrawn(part) !== drawn)) this.soon();
  }

  /** Looks at once after a quiet time, and the less often the busier the page is. */
  private soon(): void {
    const wait = this.rests - performance.now();
    if (wait > 0) this.later(wait);
    else this.look();
  }

  private later(wait: number): void {
    const due = performance.now() + Math.max(0, wait);
    if (this.timer !== 0 && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.look(), due - performance.now());
  }

  private observe(root: Document): void {
    this.observer.observe(root, { childList: true, characterData: true, subtree: true });
  }

  private watch(view: View): void {
    this.sizes ??= new ResizeObserver(() => this.resized());
    this.sizes.disconnect();
    this.drawnParts = new Map(view.parts.map((part) => [part, isDrawn(part)]));
    for (const part of view.parts) this.sizes.observe(part);
    const attributeFilter = [...telling, ...styling];
    for (const body of view.mails.flatMap(({ bodies }) => bodies)) {
      const parts = { attributes: true, attributeFilter, childList: true, characterData: true, subtree: true };
      this.observer.observe(body, parts);
      if (documentOf(body) !== document) this.watchFrame(body);
    }
  }

  /** A frame gets another document without a change in ours; the old one says when it goes. */
  private watchFrame(body: Element): void {
    const view = viewOf(body);
    if (!view || this.frames.has(body)) return;
    this.frames.add(body);
    this.observe(documentOf(body));
    listen(view, 'pagehide', () => this.clear(), { signal: this.ended.signal, once: true });
  }

  /**
   * Leaves out, for a while, what is only begun: webmails draw the header of a
   * mail first and fetch its body, and their page before there is a mail on it.
   */
  private settled(view: View, now: number): View {
    const begun = view.mails.map(({ empty }) => empty);
    if (!begun.includes(true)) {
      this.drawn = undefined;
      return view;
    }
    const keys = view.mails.map(({ key }) => key).join('\n');
    if (keys !== this.drawn?.keys) this.drawn = { keys, since: now };
    const may = keys === wholePage ? drawing.page : drawing.message;
    const left = this.drawn.since + may - now;
    if (left <= 0) return view;
    this.later(left);
    const whole = <T>(list: T[]) => list.filter((_, i) => !begun[i]);
    const { seen, mails, parts } = view;
    return {
      parts,
      mails: whole(mails),
      seen: { ...seen, regions: whole(seen.regions), bodies: whole(seen.bodies) },
    };
  }

  /** Whether the extension was replaced or removed and this script left behind; it then ends. */
  private isOrphan(): boolean {
    if (chrome.runtime?.id) return false;
    this.end();
    return true;
  }

  private end(): void {
    this.ended.abort();
    this.observer.disconnect();
    this.sizes?.disconnect();
    clearTimeout(this.timer);
    this.turn++;
    this.hide();
  }
}
