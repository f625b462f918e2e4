/**
 * The whole ledger as one file, to be taken to another browser or put by. What
 * is brought in takes the place of what is there, all of it or nothing.
 */
import { firstRequests } from '../glance.ts';
import { duesPrefix, messagesPrefix, requestsPrefix } from '../ledger.ts';
import type { ImportAnswer, LedgerCounts, LedgerFile } from '../messages.ts';
import { language } from '../shown/words.ts';
import { namesUnder } from '../stored.ts';
import { accountNames, forgetSalt, isAccounts } from './accounts.ts';
import { remindNow } from './agenda.ts';
import { inTurn, keep, LedgerError } from './chunks.ts';
import { dues, requests, stopCore } from './core.ts';
import { mustArrange } from './reminders.ts';
import { requestsView } from './requests.ts';

const version = 1;
const prefixes = [duesPrefix, requestsPrefix, messagesPrefix];

type Kept = LedgerFile['kept'];

/** All that is remembered. The settings and the rules are no part of it. */
export async function exportLedger(): Promise<LedgerFile> {
  const kept = await inTurn(async () => chrome.storage.local.get(await allNames()));
  return { tashikame: 'ledger', version, made: new Date().toISOString(), kept };
}

/** Puts a file in the place of all that is remembered. What went wrong has changed nothing. */
export async function importLedger(text: string): Promise<ImportAnswer> {
  const file = parsed(text);
  if (!file) return { problem: 'no-ledger' };
  if (file.version > version) return { problem: 'newer' };
  try {
    const brought = await counts(file.kept);
    await inTurn(() => replace(file.kept));
    await remindNow();
    await requestsView(firstRequests);
    return { brought };
  } catch (cause) {
    if (cause instanceof LedgerError) return { problem: cause.code };
    throw cause;
  }
}

async function replace(kept: Kept): Promise<void> {
  const gone = (await allNames()).filter((name) => !(name in kept));
  await keep(Object.fromEntries(gone.map((name) => [name, ''])), { ...kept, ...mustArrange });
  await chrome.storage.session.remove(['ledger-failure', 'requests-failure', 'messages-failure']);
  // What the core and we know of accounts was of what was there before.
  forgetSalt();
  stopCore();
}

async function allNames(): Promise<string[]> {
  const names = await Promise.all(prefixes.map((prefix) => namesUnder(chrome.storage.local, prefix)));
  return [...names.flat(), ...accountNames];
}

/** The file, when it is one of ours and holds nothing else. */
function parsed(text: string): LedgerFile | undefined {
  let file: Partial<LedgerFile> | null;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { tashikame, version, kept } = file ?? {};
  if (tashikame !== 'ledger' || !Number.isInteger(version) || typeof kept !== 'object' || kept === null)
    return undefined;
  return Object.entries(kept).every(isOurs) ? (file as LedgerFile) : undefined;
}

function isOurs([name, value]: [string, unknown]): boolean {
  if (accountNames.includes(name)) return isAccounts(name, value);
  return prefixes.some((prefix) => name.startsWith(prefix)) && typeof value === 'string';
}

/** What the core can read of it: lines that are broken count for nothing. */
async function counts(kept: Kept): Promise<LedgerCounts> {
  const chunks: Record<string, string> = {};
  let messages = 0;
  for (const [name, value] of Object.entries(kept)) {
    if (typeof value !== 'string') continue;
    if (name.startsWith(messagesPrefix) && !name.endsWith('/seen')) messages += value.split('\n').length - 1;
    chunks[name] = value;
  }
  const question = { now: new Date().toISOString(), lang: language() };
  const [due, asked] = [
    await dues({ ...question, do: 'agenda' }, chunks),
    await requests({ ...question, do: 'list' }, chunks),
  ];
  return { dues: due.agenda?.items.length ?? 0, requests: asked.all, messages };
}
