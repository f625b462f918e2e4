/** What is said of a shop's page, in pieces that the page and the popup show alike. */

import { type Advice, CautionSign, type Due, type Finding, Info, type Item, type Judgement } from '../types/wire.ts';
import { element } from './dom.ts';
import { reasons } from './parts.ts';
import { until, words } from './words.ts';

export interface Note {
  headline: string;
  status: string;
  /** Whether the reader should look twice. */
  tone: 'plain' | 'care';
  /** It says nothing that anybody waits for. */
  quiet: boolean;
  reason: string;
  /** What of the page says so. */
  findings: Finding[];
  told: Advice[];
  dues: Due[];
  fields: Record<string, string>;
  /** The one of several things on the page that it is about. */
  item?: Item;
}

/** States in which something is amiss, or is lost when nothing is done. */
const care = new Set('expired unpaid invalid locked registered-elsewhere invalidated risk traps'.split(' '));

/** States that most pages are in. */
const usual = new Set('buyable unavailable unknown calm waiting'.split(' '));

/** What is kept for the moment before something is bought. */
export const beforeBuying = 'reminder-before-buying';

/** Notes of a page: one of the page itself, or of a list one for each thing on it that has a state. */
export function notesOf(judgement: Judgement): Note[] {
  const { headline, status = '', reason = '', told = [], dues, fields = {}, items = [], findings } = judgement;
  const orders = items.filter((item) => item.kind === 'order' && item.headline);
  if (orders.length > 0) return orders.map(noteOf);
  // A page elsewhere has no state, but a risk.
  const risk = findings.find(({ severity }) => severity === CautionSign)?.text;
  if (risk && !headline) return [note({ headline: risk, status: 'risk', reason, findings: [], told, dues, fields })];
  if (!headline) return [];
  return [note({ headline, status, reason, findings: findings.filter(isAmiss), told, dues, fields })];
}

function noteOf(item: Item): Note {
  const { headline = '', status, told = [], dues = [], fields = {} } = item;
  return { ...note({ headline, status, reason: '', findings: [], told, dues, fields }), item };
}

function isAmiss({ severity }: Finding): boolean {
  return severity !== Info;
}

function note(said: Omit<Note, 'tone' | 'quiet'>): Note {
  const tone = care.has(said.status) ? 'care' : 'plain';
  return { ...said, tone, quiet: usual.has(said.status), told: said.told.filter(({ id }) => id !== beforeBuying) };
}

/** Why that is said, and what the page itself lets be done, by links of its own, and by when. */
export function deeds({ dues, fields, findings, reason }: Note): HTMLElement[] {
  const made: HTMLElement[] = reason ? [element('p', {}, reason)] : [];
  if (findings.length > 0) made.push(reasons(findings));
  for (const due of dues) made.push(element('p', { class: 'until' }, words('due_until', until(due.at))));
  const links = Object.entries(actions).flatMap(([name, label]) => link(fields[name], label()));
  if (links.length > 0) made.push(element('p', { class: 'deeds' }, ...links));
  return made;
}

const actions: Record<string, () => string> = {
  cancel: () => words('order_cancel'),
  return: () => words('order_return'),
  track: () => words('order_track'),
};

/** A link of the page's own; the core has seen that it stays in the shop. */
function link(href: string | undefined, label: string): HTMLElement[] {
  if (!href?.startsWith('https://')) return [];
  const made = element('a', { class: 'deed' }, label);
  made.href = href;
  made.rel = 'noreferrer';
  if (location.protocol !== 'https:') made.target = '_blank'; // the popup is no place to go on in
  return [made];
}

/** What the state means and what follows, each with where that comes from. */
export function advice({ told }: Note): HTMLElement[] {
  if (told.length === 0) return [];
  return [element('ul', { class: 'told' }, ...told.map(({ text, source, date }) => saying(text, source, date)))];
}

function saying(text: string, source: string, date: string): HTMLElement {
  const item = element('li', {}, text);
  if (source) item.append(' ', element('small', {}, words('told_source', source, date)));
  return item;
}
