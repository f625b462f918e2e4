/**
 * How what was judged is shown in its page: as the reader wants it. What is
 * warned of most is always shown, unless this very mail's banner was put away.
 */
import type { Manner, Seen, SenderState } from '../messages.ts';
import { type Preferences, preferencesKey, validPreferences } from '../preferences.ts';
import { gravest } from '../shown/verdict.ts';
import {
  Consistent,
  FieldDate,
  FieldFromAddress,
  FieldSubject,
  Genuine,
  type Judgement,
  None,
  type Report,
} from '../types/wire.ts';
import { queue } from './queue.ts';
import { spoken } from './speech.ts';
import type { Page } from './verdicts.ts';

const fineKey = 'fine-senders';
const closedKey = 'closed';
const saltKey = 'closed-salt';

/** Mails whose banner was put away; older ones are seldom opened again. */
const mostClosed = 500;

/** What was put away in private windows: gone with this process, or with the windows. */
const closedPrivately = new Set<string>();

/** What the reader has chosen, read once for each question. */
export interface Wishes {
  preferences: Preferences;
  fine: string[];
  closed: string[];
  salt: string;
}

export async function wishes(): Promise<Wishes> {
  const kept: Record<string, unknown> = await chrome.storage.local.get([preferencesKey, fineKey, closedKey, saltKey]);
  return {
    preferences: validPreferences(kept[preferencesKey] as Partial<Preferences> | undefined),
    fine: (kept[fineKey] as string[] | undefined) ?? [],
    closed: (kept[closedKey] as string[] | undefined) ?? [],
    salt: (kept[saltKey] as string | undefined) ?? '',
  };
}

/** Leaves out what speaks of brands the reader does not want looked for. */
export function without({ preferences: { brandsOff } }: Wishes, report: Report): Report {
  if (!report.judgements.some(({ brand }) => brandsOff.includes(brand))) return report;
  const judgements = report.judgements.map((judged) =>
    brandsOff.includes(judged.brand) ? { ...judged, verdict: None, brand: '', findings: [], dues: [] } : judged,
  );
  return { ...report, judgements, verdict: gravest(judgements.map(({ verdict }) => verdict)) };
}

export async function mannerOf(page: Page, seen: Seen, report: Report, wished: Wishes): Promise<Manner> {
  const salt = wished.salt || (page.hidden ? '' : await makeSalt());
  const tokens: Record<string, string> = {};
  const quiet: string[] = [];
  for (const judged of report.judgements) {
    const token = await tokenOf(salt, fieldsOf(seen, judged), judged);
    tokens[judged.key] = token;
    if (wished.closed.includes(token) || closedPrivately.has(token) || isQuiet(seen, judged, wished)) {
      quiet.push(judged.key);
    }
  }
  const speech = await spoken();
  return { quiet, tokens, chips: wished.preferences.chips, ...(speech && { speech }) };
}

function isQuiet(seen: Seen, judged: Judgement, { preferences: { marks }, fine }: Wishes): boolean {
  if (marks === 'warnings' && isCalm(judged)) return true;
  const address = senderOf(seen, judged);
  return address !== '' && fine.includes(address);
}

/**
 * The senders of mails that are shown to come from them, and whether the reader
 * has called them fine. Of no other sender can that be said: anybody can write
 * anybody's address.
 */
export function sendersOf(seen: Seen, report: Report, { fine }: Wishes): Record<string, SenderState> {
  const senders: Record<string, SenderState> = {};
  for (const judged of report.judgements) {
    const address = senderOf(seen, judged);
    if (address !== '') senders[judged.key] = { address, fine: fine.includes(address) };
  }
  return senders;
}

/** What is not warned of. Fraud has also been sent through honest systems: no sender is ever fine enough for the rest. */
function isCalm({ verdict }: Judgement): boolean {
  return verdict === Genuine || verdict === Consistent;
}

/** The address of a sender who is authenticated, of a mail that is not warned of; "" otherwise. */
function senderOf(seen: Seen, judged: Judgement): string {
  const shown = judged.verdict === Genuine || judged.findings.some(({ id }) => id === 'authenticated');
  if (!shown || !isCalm(judged)) return '';
  return (fieldsOf(seen, judged)[FieldFromAddress] ?? '').trim().toLowerCase();
}

function fieldsOf({ regions }: Seen, { key }: Judgement): Record<string, string> {
  return regions.find((region) => region.key === key)?.fields ?? {};
}

/** A name for this mail with this verdict, that says nothing of either. */
async function tokenOf(salt: string, fields: Record<string, string>, { key, verdict }: Judgement): Promise<string> {
  const said = [FieldFromAddress, FieldSubject, FieldDate].map((name) => fields[name] ?? '');
  // A page that shows nothing of its mails names them at least.
  const mail = said.join('') === '' ? key : said.join('\n');
  const bytes = new TextEncoder().encode(`${salt}\n${verdict}\n${mail}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

let salting: Promise<string> | undefined;

function makeSalt(): Promise<string> {
  salting ??= (async () => {
    const salt = crypto.randomUUID();
    await chrome.storage.local.set({ [saltKey]: salt });
    return salt;
  })();
  return salting;
}

/** Changes of one list run one after the other. */
const inTurn = queue();

/** Puts a mail's banner away for good; in a private window, while this process lasts. */
export function close(page: Page, token: string): Promise<void> {
  if (!/^[0-9a-f]{24}$/.test(token)) return Promise.reject(new Error('no such mail'));
  if (page.hidden) {
    closedPrivately.add(token);
    return Promise.resolve();
  }
  return inTurn(async () => {
    const { closed } = await wishes();
    const now = [token, ...closed.filter((other) => other !== token)].slice(0, mostClosed);
    await chrome.storage.local.set({ [closedKey]: now });
  });
}

export async function fineSenders(): Promise<string[]> {
  return (await wishes()).fine;
}

/** Calls a sender fine, or no longer. */
export function setFine(address: string, fine: boolean): Promise<string[]> {
  return inTurn(async () => {
    const others = (await fineSenders()).filter((other) => other !== address);
    const now = fine ? [...others, address].sort() : others;
    await chrome.storage.local.set({ [fineKey]: now });
    return now;
  });
}
