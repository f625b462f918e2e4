/**
 * Where invitation requests stand, as the products' pages that were opened have
 * shown it: the shop itself lists them nowhere. The core merges and forgets;
 * here it is stored, and a change the reader waits for is told.
 */
import { firstRequests, keepGlance } from '../glance.ts';
import { duesPrefix, requestsPrefix } from '../ledger.ts';
import type { RequestsChoice, RequestsView } from '../messages.ts';
import { language } from '../shown/words.ts';
import type { Advice, Item, Judgement, RequestsAnswer, RequestsRequest } from '../types/wire.ts';
import { keyOf } from './accounts.ts';
import { keepPage } from './agenda.ts';
import { chunks, inTurn, keep, LedgerError, noted, noting } from './chunks.ts';
import { requests } from './core.ts';
import { chosen } from './reminders.ts';
import { spoken } from './speech.ts';
import type { Page } from './verdicts.ts';

/** Where it is noted that something could not be kept, until something can. */
const failedKey = 'requests-failure';

type Question = Omit<RequestsRequest, 'now' | 'lang'>;

/**
 * Keeps what a page of the shop shows, and answers what is to be said beside its
 * state. Of private windows nothing is kept.
 */
export async function seePage(page: Page, judgement: Judgement): Promise<Advice[]> {
  if (page.hidden) return [];
  await keepPage(judgement);
  return judgement.page === 'product' ? seeProduct(judgement) : [];
}

async function seeProduct(seen: Judgement): Promise<Advice[]> {
  const account = await keyOf(seen.fields?.['account'] ?? '');
  const { turn, items, hints } = (await inTurn(() => put({ ...firstRequests, do: 'see', account, seen }))).answer;
  const turned = items.find(({ key }) => key === turn);
  if (turned) await tell(turned);
  return hints;
}

/** Puts a question to the core, stores what it changes, and keeps ready what the popup shows first. */
async function put(question: Question): Promise<{ answer: RequestsAnswer; view: RequestsView }> {
  await spoken();
  // Whether a mail told of an invitation matters only for a page.
  const empty = { read: {} };
  const [ours, due] = await Promise.all([chunks(requestsPrefix), question.do === 'see' ? chunks(duesPrefix) : empty]);
  const request: RequestsRequest = { ...question, now: new Date().toISOString(), lang: language() };
  const answer = await requests(request, { ...ours.read, ...due.read });
  if (Object.keys(answer.chunks).length > 0) await noting(failedKey, keep(answer.chunks, {}));
  const failure = (await noted(failedKey)) ?? (ours.damaged ? 'damaged' : undefined);
  const view = { ...shown(answer), ...(failure && { failure }) };
  if (isFirst(question)) await keepGlance(requestsPrefix, view);
  return { answer, view };
}

function shown({ items, more, all }: RequestsAnswer): RequestsView {
  return { items, more, all };
}

function isFirst({ find, only, limit }: Question): boolean {
  return find === firstRequests.find && only === firstRequests.only && limit === firstRequests.limit;
}

/** Told once: the ledger has it from now on. Quiet hours do not count: who opens the page is awake. */
async function tell({ key, fields = {} }: Item): Promise<void> {
  if (!(await chosen()).on) return;
  const iconUrl = chrome.runtime.getURL('icons/brand-128.png');
  const [title, message] = [fields['state'] ?? '', fields['title'] ?? ''];
  await chrome.notifications.create(`request:${key}`, { type: 'basic', iconUrl, title, message });
}

/** The requests chosen, for the popup. */
export function requestsView({ find, only, limit }: RequestsChoice): Promise<RequestsView> {
  return ask({ do: 'list', find, only, limit });
}

/** Takes a request off the list. */
export function removeRequest(key: string, { find, only, limit }: RequestsChoice): Promise<RequestsView> {
  return ask({ do: 'remove', key, find, only, limit });
}

/** Takes that back. */
export function restoreRequest(key: string, { find, only, limit }: RequestsChoice): Promise<RequestsView> {
  return ask({ do: 'undo', key, find, only, limit });
}

function ask(question: Question): Promise<RequestsView> {
  return inTurn(async () => (await put(question)).view).catch((cause: unknown) => readable(question, cause));
}

/** What can still be read, and what went wrong. */
async function readable({ find = '', only = '', limit = 0 }: Question, cause: unknown): Promise<RequestsView> {
  if (!(cause instanceof LedgerError)) throw cause;
  const { read } = await chunks(requestsPrefix).catch(() => ({ read: {} }));
  const now = new Date().toISOString();
  const answer = await requests({ do: 'list', now, lang: language(), find, only, limit }, read);
  return { ...shown(answer), failure: cause.code };
}
