/**
 * What the Message Centers that were opened have listed, and the mails that are
 * compared with it. The core holds and matches it; here it is stored whenever
 * the core has learnt something.
 */
import type { AccountsView, Seen } from '../messages.ts';
import { language } from '../shown/words.ts';
import { RegionPage, type Report, type Snapshot } from '../types/wire.ts';
import { accounts, choose, current, forgetAll, keyOf, opening } from './accounts.ts';
import { type Chunks, inTurn, keep, noted, noting } from './chunks.ts';
import { check, forget, type Remembered, remember } from './core.ts';
import { note } from './note.ts';
import { recheckAll } from './recheck.ts';
import type { Page } from './verdicts.ts';

/** A page of a Message Center, as a content script has cut it out. */
export interface CenterPage {
  html: string;
  /** The words by which the page greets the account's owner; "" where it does not. */
  account: string;
  /** As in a Region: "too-large" where rows may be missing. */
  problem?: string;
}

/** Where it is noted that something could not be kept, until something can. */
const failedKey = 'messages-failure';

/** What the core has learnt and the storage has not taken yet. */
let unwritten: Chunks = {};

/**
 * Remembers what the page of a Message Center lists, and has the open mails
 * judged again where that is news. Of private windows, and of a page that does
 * not say whose it is, nothing is remembered.
 */
export async function rememberMessages(page: Page, { html, account, problem }: CenterPage): Promise<Remembered> {
  const key = page.hidden ? '' : await noting(failedKey, keyOf(account));
  if (key === '') return { listed: 0, added: 0 };
  const region = { key: 'page', kind: RegionPage, fields: {}, html: '', ...(problem && { problem }) };
  const snapshot = { ...snapshotOf(page, key), regions: [region] };
  const { answer, changed } = await remember(snapshot, [html]);
  if (answer.listed > 0) await store(changed, () => opening(key, snapshot.now, answer.added > 0));
  if (answer.added > 0) await recheckAll();
  return answer;
}

/** Judges what is open, and compares it with the Message Center of the account that is known. */
export async function checkMails(page: Page, seen: Seen): Promise<Report> {
  // Where nobody can tell whose mail it is, it is judged all the same.
  const account = page.hidden ? '' : await accounts().then(current, () => '');
  const snapshot = {
    ...snapshotOf(page, account),
    site: seen.site,
    cut: seen.cut,
    regions: seen.regions.map((region) => ({ ...region, html: '' })),
  };
  const { answer, changed } = await check(snapshot, seen.bodies);
  // Which entry has proven which mail: the verdict need not wait for it.
  store(changed).catch((cause: unknown) => note('keeping what has proven a mail', cause));
  return answer;
}

function snapshotOf({ url, hidden }: Page, account: string): Snapshot {
  return { url, site: '', now: new Date().toISOString(), lang: language(), account, private: hidden, regions: [] };
}

/** Stores what has changed. What cannot be written is tried again with the next change. */
function store(changed: Chunks, beside?: () => Promise<object>): Promise<void> {
  unwritten = { ...unwritten, ...changed };
  if (Object.keys(unwritten).length === 0 && !beside) return Promise.resolve();
  return inTurn(async () => {
    const writing = unwritten;
    unwritten = {};
    try {
      await noting(failedKey, keep(writing, (await beside?.()) ?? {}));
    } catch (cause) {
      unwritten = { ...writing, ...unwritten };
      throw cause;
    }
  });
}

/** Forgets every account and all that their Message Centers have listed. */
export async function forgetAccounts(): Promise<void> {
  for (const key of Object.keys((await accounts()).opened)) await store((await forget(key)).changed);
  await inTurn(forgetAll);
  await recheckAll();
}

/** The accounts that are known, for the reader to choose from, and what went wrong. */
export async function accountsView(): Promise<AccountsView> {
  const { opened, chosen } = await accounts();
  const failure = await noted(failedKey);
  return { opened, chosen, ...(failure && { failure }) };
}

/** From now on mails are compared with this account's Message Center. */
export async function chooseAccount(key: string): Promise<AccountsView> {
  await inTurn(() => noting(failedKey, choose(key)));
  await recheckAll();
  return accountsView();
}
