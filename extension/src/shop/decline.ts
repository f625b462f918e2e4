/**
 * An invitation that the reader does not want: it lapses when nothing is done.
 * What the reader has said so of is kept quiet, but for a reminder beside the
 * buttons that would use it up. None of them is pressed, or kept from it.
 */

import { ask } from '../messages.ts';
import { element } from '../shown/dom.ts';
import { findAll, isDrawn, listen } from '../shown/node.ts';
import { beforeBuying, type Note } from '../shown/notes.ts';
import { words } from '../shown/words.ts';
import type { PageProfile } from '../types/rules.ts';
import type { Judgement } from '../types/wire.ts';
import type { Pin } from './board.ts';
import { drawn } from './pins.ts';

/** The button by which the reader says so, or takes it back. */
export function choice(href: string, declined: boolean, done: () => void): HTMLElement {
  const button = element('button', { type: 'button' }, declined ? words('decline_undo') : words('decline'));
  const choose = async () => {
    button.disabled = true;
    await ask('decline', { href, declined: !declined }).catch(() => undefined);
    done();
  };
  listen(button, 'click', () => void choose(), {});
  return element('p', { class: 'choice' }, button);
}

/** A reminder beside each button that buys. */
export function reminders({ buy = [] }: PageProfile, { told = [] }: Judgement, more: () => Node): Pin[] {
  const said = told.filter(({ id }) => id === beforeBuying);
  const headline = words('declined_reminder');
  const note: Note = {
    headline,
    status: 'declined',
    tone: 'care',
    quiet: false,
    reason: '',
    findings: [],
    told: said,
    dues: [],
    fields: {},
  };
  const seen = buy.length > 0 ? findAll(document, buy.join(',')).filter(isDrawn) : [];
  return seen.map((at) => ({ at, note: drawn(note, more()) }));
}
