/**
 * What falls due, as the mails that were opened say it. The core knows how to
 * remember, merge and forget; here it is stored, one question after the other.
 */
import { firstFew, keepGlance } from '../glance.ts';
import { duesPrefix } from '../ledger.ts';
import type { AgendaView, DueItem, Seen } from '../messages.ts';
import { language, until } from '../shown/words.ts';
import {
  type AgendaItem,
  type CalendarEvent,
  Caution,
  Consistent,
  type DueSighting,
  type DuesAnswer,
  type DuesRequest,
  FieldDate,
  FieldFromAddress,
  FieldSubject,
  FromMail,
  Genuine,
  type Judgement,
  RegionMail,
  type Report,
} from '../types/wire.ts';
import { chunks, inTurn, keep, LedgerError, noted, noting } from './chunks.ts';
import { dues } from './core.ts';
import { arrange, mustArrange, settings, tell } from './reminders.ts';
import { spoken } from './speech.ts';
import type { Page } from './verdicts.ts';

/** Where it is noted that something could not be kept, until something can. */
const failedKey = 'ledger-failure';

type Question = Omit<DuesRequest, 'now' | 'lang'>;

/** Puts a question to the core, stores what it changes, and keeps ready what the popup shows first. */
async function put(question: Question): Promise<{ answer: DuesAnswer; view: AgendaView }> {
  await spoken();
  const { read, damaged } = await chunks(duesPrefix);
  const request: DuesRequest = { ...question, now: new Date().toISOString(), lang: language() };
  const answer = await dues(request, read);
  if (isChange(answer)) await noting(failedKey, keep(answer.chunks, mustArrange));
  const failure = (await noted(failedKey)) ?? (damaged ? 'damaged' : undefined);
  const view = { ...shown(answer), ...(failure && { failure }) };
  if ((question.limit ?? 0) <= firstFew) await keepGlance(duesPrefix, view);
  return { answer, view };
}

function isChange({ chunks }: DuesAnswer): boolean {
  return Object.keys(chunks).length > 0;
}

function shown({ agenda }: DuesAnswer): AgendaView {
  return { items: (agenda?.items ?? []).map(dated), open: agenda?.open ?? 0, more: agenda?.more ?? 0 };
}

function dated(item: AgendaItem): DueItem {
  const sources = item.sources.map((source) => ({ ...source, until: until(source.at) }));
  return { ...item, until: until(item.at), sources };
}

/** Keeps what the mails of a page say is due. Of private windows nothing is kept. */
export async function see(page: Page, seen: Seen, report: Report): Promise<void> {
  const judged = report.judgements.filter(isKept);
  if (page.hidden || judged.length === 0) return;
  await keepAll(async () => {
    const sightings = await Promise.all(judged.map((judgement) => sighting(seen, judgement)));
    return sightings.map((one) => ({ do: 'see', seen: one }));
  });
}

/**
 * Keeps what a page of the shop shows to be due, and ends what it shows to be over: an order that was paid, an
 * invitation that was used. Whose page it is, the core has judged.
 */
export async function keepPage(judgement: Judgement): Promise<void> {
  if (judgement.brand !== '') await keepAll(async () => [{ do: 'page', page: judgement }]);
}

function keepAll(questions: () => Promise<Question[]>): Promise<void> {
  return inTurn(async () => {
    let changed = false;
    for (const question of await questions()) {
      const { answer } = await put(question);
      changed ||= isChange(answer);
    }
    if (changed) await remind();
  });
}

/** The verdicts whose deadlines are worth keeping; the core holds to the same. */
const trusted: string[] = [Genuine, Consistent, Caution];

function isKept({ kind, verdict, dues }: Judgement): boolean {
  return kind === RegionMail && trusted.includes(verdict) && dues.length > 0;
}

async function sighting(seen: Seen, { key, verdict, dues }: Judgement): Promise<DueSighting> {
  const fields: Record<string, string> = seen.regions.find((region) => region.key === key)?.fields ?? {};
  // The same mail has other addresses in other views of a webmail; what stands over it stays.
  const known = [FieldFromAddress, FieldSubject, FieldDate].map((name) => fields[name] ?? '');
  const origin = `mail:${await digest(known.join('\n'))}`;
  return { origin, from: FromMail, title: fields[FieldSubject] ?? '', verdict, dues };
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is due, for the popup. */
export function agenda(limit = 0): Promise<AgendaView> {
  return inTurn(async () => (await put({ do: 'agenda', limit })).view).catch(readable);
}

/** Notes what the reader has made of something that is due. */
export function mark(key: string, state: string): Promise<AgendaView> {
  return change({ do: 'mark', key, state });
}

/** Takes that back. */
export function undo(key: string): Promise<AgendaView> {
  return change({ do: 'undo', key });
}

function change(question: Question): Promise<AgendaView> {
  return inTurn(async () => {
    const { view } = await put(question);
    await remind();
    return view;
  }).catch(readable);
}

/** What can still be read, and what went wrong. */
async function readable(cause: unknown): Promise<AgendaView> {
  if (!(cause instanceof LedgerError)) throw cause;
  const { read } = await chunks(duesPrefix).catch(() => ({ read: {} }));
  const request: DuesRequest = { do: 'agenda', now: new Date().toISOString(), lang: language() };
  return { ...shown(await dues(request, read)), failure: cause.code };
}

/** Events for a calendar: of the keys named, or of all that is open. */
export async function calendar(keys: string[]): Promise<CalendarEvent[]> {
  const options = await settings();
  const { answer } = await inTurn(() => put({ do: 'calendar', keys, options }));
  return answer.events ?? [];
}

/** Tells what is to be told now, and arranges the next time. */
async function remind(): Promise<void> {
  const options = await settings();
  const { answer } = await put({ do: 'remind', options });
  const told = answer.reminders?.tell ?? [];
  for (const reminder of told) await tell(reminder);
  if (told.length > 0) await put({ do: 'told', told });
  await arrange(answer);
}

/** As above, from outside. */
export function remindNow(): Promise<void> {
  return inTurn(remind);
}
