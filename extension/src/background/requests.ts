/**
 * Where invitation requests stand, as the products' pages that were opened have
 * shown it: the shop itself lists them nowhere. The core merges and forgets;
 * here it is stored, and a change the reader waits for is told.
 */
import type { LedgerFailure, RequestsChoice, RequestsView } from '../messages.ts';
import {
  type Advice,
  type Due,
  DueGiftcard,
  DueInvitation,
  DueKonbini,
  DueReturn,
  type DueSighting,
  FromBalance,
  FromOrder,
  FromProduct,
  type Item,
  type Judgement,
  type RequestsAnswer,
  type RequestsRequest,
} from '../types/wire.ts';
import { language, words } from '../words.ts';
import { keyOf } from './accounts.ts';
import { keepAll, type Settled } from './agenda.ts';
import { chunks, duesPrefix, inTurn, keep, LedgerError, requestsPrefix } from './chunks.ts';
import { requests } from './core.ts';
import { chosen } from './reminders.ts';
import { spoken } from './speech.ts';
import type { Page } from './verdicts.ts';

/** Where it is noted that something could not be kept, until something can. */
const failed = 'requests-failure';

type Question = Omit<RequestsRequest, 'now' | 'lang'>;

/**
 * Keeps what a page of the shop shows, and answers what is to be said beside its
 * state. Of private windows nothing is kept.
 */
export async function seePage(page: Page, judgement: Judgement): Promise<Advice[]> {
  if (page.hidden) return [];
  const { seen, over } = falls(judgement);
  if (seen.length > 0 || over.length > 0) await keepAll(async () => seen, over);
  return judgement.page === 'product' ? seeProduct(judgement) : [];
}

async function seeProduct(seen: Judgement): Promise<Advice[]> {
  const account = await keyOf(seen.fields?.['account'] ?? '');
  const { turn, items, hints } = await inTurn(() => put({ do: 'see', account, seen }));
  const turned = items.find(({ key }) => key === turn);
  if (turned) await tell(turned);
  return hints;
}

/** What a page shows to be due, and what it shows to be over. */
function falls({ page, status, fields = {}, items = [], dues }: Judgement): { seen: DueSighting[]; over: Settled[] } {
  const order = fields['order'];
  const asin = fields['asin'];
  if (page === 'orders') return { seen: items.flatMap(ofOrder), over: items.flatMap(settled) };
  if (page === 'order-detail' && order) {
    const item: Item = { kind: 'order', key: order, status: status ?? '', fields, dues };
    return { seen: ofOrder(item), over: settled(item) };
  }
  if (page === 'giftcard-balance') return { seen: ofBalance(dues), over: [] };
  if (page !== 'product' || !asin) return { seen: [], over: [] };
  const over = ['expired', 'consumed'].includes(status ?? '') ? [{ kind: DueInvitation, key: asin }] : [];
  const title = fields['title'] ?? asin;
  return { seen: dues.length > 0 ? [{ origin: `product:${asin}`, from: FromProduct, title, dues }] : [], over };
}

function ofOrder({ key, fields = {}, dues = [] }: Item): DueSighting[] {
  if (key === '' || dues.length === 0) return [];
  // Of several payment numbers none is the one to copy.
  const numbers = (fields['payment-number'] ?? '').split(' ');
  const number = numbers.length === 1 ? (numbers[0] ?? '') : '';
  return [{ origin: `order:${key}`, from: FromOrder, title: words('due_order', key), number, dues }];
}

/** What has left is paid, and what is cancelled or returned is nobody's business any more. */
const endings: Record<string, Settled['kind'][]> = {
  shipped: [DueKonbini],
  delivered: [DueKonbini],
  cancelled: [DueKonbini, DueReturn],
  returned: [DueKonbini, DueReturn],
};

function settled({ key, status, fields = {} }: Item): Settled[] {
  const paid = fields['paid'] ? [DueKonbini] : [];
  return key === '' ? [] : (endings[status] ?? paid).map((kind) => ({ kind, key }));
}

function ofBalance(dues: Due[]): DueSighting[] {
  const cards = dues.filter(({ kind }) => kind === DueGiftcard);
  return cards.length > 0 ? [{ origin: 'balance', from: FromBalance, title: words('due_balance'), dues: cards }] : [];
}

/** Puts a question to the core and stores what it changes. */
async function put(question: Question): Promise<RequestsAnswer> {
  await spoken();
  const [ours, due] = await Promise.all([chunks(requestsPrefix), chunks(duesPrefix)]);
  const request: RequestsRequest = { ...question, now: new Date().toISOString(), lang: language() };
  const answer = await requests(request, { ...ours.read, ...due.read });
  if (Object.keys(answer.chunks).length === 0) return answer;
  try {
    await keep(answer.chunks, {});
  } catch (cause) {
    // What could not be kept would be gone without a word: it is said in the popup.
    if (cause instanceof LedgerError) await chrome.storage.session.set({ [failed]: cause.code });
    throw cause;
  }
  await chrome.storage.session.remove(failed);
  return answer;
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

async function ask(question: Question): Promise<RequestsView> {
  try {
    const { items, more, all } = await inTurn(() => put(question));
    const { [failed]: noted }: Record<string, LedgerFailure> = await chrome.storage.session.get(failed);
    const failure = noted ?? ((await chunks(requestsPrefix)).damaged ? 'damaged' : undefined);
    return { items, more, all, ...(failure && { failure }) };
  } catch (cause) {
    if (!(cause instanceof LedgerError)) throw cause;
    return { ...(await readable(question)), failure: cause.code };
  }
}

/** What can still be read where nothing can be written. */
async function readable({ find = '', only = '', limit = 0 }: Question): Promise<RequestsView> {
  const { read } = await chunks(requestsPrefix).catch(() => ({ read: {} }));
  const now = new Date().toISOString();
  const { items, more, all } = await requests({ do: 'list', now, lang: language(), find, only, limit }, read);
  return { items, more, all };
}
