/**
 * Looks whether a page that is no shop's presents itself as one, and warns
 * before anything is typed. It runs only where the reader has allowed it, and
 * hands nothing of a page to anybody that does not name the brand.
 */
import { makeOurs, noteTag } from '../content/ours.ts';
import { followScheme } from '../content/scheme.ts';
import { adopt } from '../content/style.ts';
import { ask, type PageAnswer } from '../messages.ts';
import { element } from '../shown/dom.ts';
import { attribute, bodyOf, find, findAll, isConnected, listen, textOf, titleOf } from '../shown/node.ts';
import { notesOf } from '../shown/notes.ts';
import { reasons } from '../shown/parts.ts';
import { verdictSign } from '../shown/sign.ts';
import { known } from '../shown/verdict.ts';
import { language, speakBy, words } from '../shown/words.ts';
import type { PageProfile } from '../types/rules.ts';
import { None } from '../types/wire.ts';
import { Board } from './board.ts';
import { cut, names } from './cut.ts';
import { Pace } from './pace.ts';
import { drawn } from './pins.ts';
import css from './place.css';

/** The least time between two looks, and the most; each one doubles it. */
const pause = { least: 200, most: 20_000 };

/** Of a longer page, no more is searched for names. */
const maxText = 200_000;

/** The profile of every page that is no shop's. */
export const anywhere = 'anywhere';

export class Place {
  private readonly profile: PageProfile;
  private readonly href: string;
  private readonly signal: AbortSignal;
  private readonly board: Board;
  private sent = '';
  private warning: HTMLElement | undefined;
  /** The reader has put the warning away. */
  private known = false;
  private wait = pause.least;
  private timer = 0;
  private readonly observer = new MutationObserver(() => this.soon());

  constructor(profile: PageProfile, href: string, signal: AbortSignal) {
    this.profile = profile;
    this.href = href;
    this.signal = signal;
    this.board = new Board(signal);
    this.observer.observe(document, { childList: true, characterData: true, subtree: true });
    // Whoever is about to type is not kept waiting for the answer.
    listen(document, 'focusin', () => this.look(), { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => this.end());
    this.look();
  }

  private look(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.warning && !isConnected(this.warning)) bodyOf(document).append(this.warning);
    if (!this.isNamed() || this.isMail()) return;
    void this.read();
  }

  private async read(): Promise<void> {
    const { html, cut: short } = await cut(this.profile, new Pace());
    if (html === this.sent || this.signal.aborted) return;
    this.sent = html;
    await this.judge(html, short);
  }

  /** Whether the page names the brand at all. Most do not, and are left alone. */
  private isNamed(): boolean {
    const signs = findAll(document, '[alt], [aria-label]').map(
      (el) => attribute(el, 'alt') ?? attribute(el, 'aria-label'),
    );
    const text = [titleOf(document), ...signs, textOf(bodyOf(document))?.slice(0, maxText)].join('\n');
    return names(this.profile, text);
  }

  /** Mails are judged one by one: whoever they name, they do not speak for the webmail around them. */
  private isMail(): boolean {
    return (this.profile.except ?? []).some((selector) => {
      try {
        return find(document, selector) !== null;
      } catch {
        return false; // this browser does not know the selector
      }
    });
  }

  private async judge(html: string, short: boolean): Promise<void> {
    const sent = {
      href: this.href,
      html,
      title: titleOf(document),
      account: '',
      ...(short && { problem: 'too-large' }),
    };
    const answer = await ask('page', sent).catch(() => undefined);
    if (!answer || this.signal.aborted) return;
    speakBy(answer.speech);
    this.show(answer);
  }

  private show({ judgement }: PageAnswer): void {
    this.warning?.remove();
    this.warning = undefined;
    const fine = judgement.verdict === None;
    const notes = fine ? notesOf(judgement) : [];
    this.board.put(
      'page',
      notes.map((note) => ({ at: undefined, note: drawn(note) })),
    );
    if (fine || this.known) return;
    const host = makeOurs(noteTag);
    const shadow = host.attachShadow({ mode: 'closed' });
    adopt(shadow, css);
    host.lang = language();
    host.dir = 'ltr';
    const close = element('button', { type: 'button' }, words('place_close'));
    listen(close, 'click', () => this.putAway(), {});
    shadow.append(
      element(
        'section',
        { class: 'warning', 'data-verdict': known(judgement.verdict), role: 'alert' },
        verdictSign(judgement.verdict),
        element(
          'div',
          {},
          element('h2', {}, judgement.headline),
          element('p', {}, judgement.advice),
          reasons(judgement.findings),
        ),
        close,
      ),
    );
    bodyOf(document).append(host);
    followScheme(host, this.signal);
    this.warning = host;
  }

  private putAway(): void {
    this.known = true;
    this.warning?.remove();
    this.warning = undefined;
  }

  private soon(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => this.look(), this.wait);
    this.wait = Math.min(this.wait * 2, pause.most);
  }

  private end(): void {
    this.observer.disconnect();
    clearTimeout(this.timer);
    this.warning?.remove();
  }
}
