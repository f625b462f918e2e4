/** The popup's part about what is due: what, until when, what to do, and where it is known from. */

import { firstFew, glance } from '../../glance.ts';
import { duesPrefix } from '../../ledger.ts';
import { type AgendaView, ask, type DueItem, type LedgerFailure } from '../../messages.ts';
import { element } from '../../shown/dom.ts';
import { everyMinute, timeLeft } from '../../shown/left.ts';
import { language, words } from '../../shown/words.ts';
import {
  AgendaDismissed,
  AgendaDone,
  AgendaOpen,
  AgendaSettled,
  DueGiftcard,
  DueInvitation,
  FromBalance,
  FromMail,
  FromOrder,
  FromProduct,
} from '../../types/wire.ts';
import { save } from '../file.ts';
import { button, copyButton, fill, place, ready, state } from '../page.ts';

const failures: Record<LedgerFailure, () => string> = {
  full: () => words('ledger_full'),
  unwritten: () => words('ledger_unwritten'),
  unreadable: () => words('ledger_unreadable'),
  damaged: () => words('ledger_damaged'),
};

/** How many are shown; so many more each time. */
let limit = firstFew;

/** Shows what is due from now on: at once what is kept ready, then what the background says. A change of the ledger is shown too. */
export async function showAgenda(speaking: Promise<void>, signal: AbortSignal): Promise<void> {
  const again = () => put(ask('agenda', { limit }));
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && Object.keys(changes).some((key) => key.startsWith(duesPrefix))) void again();
  });
  await ready('agenda', glance(duesPrefix, speaking), part);
  everyMinute(tick, signal);
  await again();
}

/** Shows an answer anew. Where the reader was in what it replaces, and what was opened there, stays. */
async function put(answer: Promise<AgendaView>): Promise<void> {
  const shown = answer.then(part);
  await shown.catch(() => undefined);
  const [was, opened] = [document.activeElement, detailsOf().filter((el) => el.open)];
  const key = keyOf(was);
  const names = opened.map(nameOf);
  await fill('agenda', shown);
  for (const el of detailsOf()) el.open = names.includes(nameOf(el));
  if (!key || !(was instanceof HTMLElement)) return;
  const its = [...place('agenda').querySelectorAll<HTMLElement>('[data-do], summary, a')].filter(
    (el) => keyOf(el) === key,
  );
  const same = its.find((el) => el.dataset['do'] === was.dataset['do'] && el.textContent === was.textContent);
  (same ?? its.find((el) => el.dataset['do'] === 'undo') ?? its[0])?.focus();
}

function keyOf(el: Element | null): string | undefined {
  return el?.closest<HTMLElement>('#agenda [data-key]')?.dataset['key'];
}

function detailsOf(): HTMLDetailsElement[] {
  return [...place('agenda').querySelectorAll('details')];
}

function nameOf(details: HTMLDetailsElement): string {
  return `${keyOf(details)} ${details.querySelector('summary')?.textContent}`;
}

function part({ items, open: count, more, failure }: AgendaView): Node[] {
  const open = items.filter((item) => item.state === AgendaOpen && !isPast(item));
  const over = items.filter((item) => !open.includes(item));
  // Some may have come to be past since they were counted.
  const ended = over.filter((item) => item.state === AgendaOpen && !item.past);
  const [first] = open;
  state('agenda', first ? words('agenda_count', String(count - ended.length), timeLeft(first.at)) : '');
  const shown: Node[] = failure
    ? [element('p', { class: 'failure', 'data-failure': failure }, failures[failure]())]
    : [];
  if (open.length === 0) shown.push(element('p', { class: 'soft' }, words('agenda_nothing')));
  shown.push(...open.map(card));
  if (more > 0) shown.push(button(words('requests_more', String(more)), showMore, { 'data-do': 'more' }));
  if (open.length > 1) shown.push(button(words('agenda_calendar_all'), () => void toCalendar([])));
  if (over.length > 0) shown.push(element('ul', { class: 'over' }, ...over.map(row)));
  return shown;
}

function isPast({ at }: DueItem): boolean {
  return Date.parse(at) <= Date.now();
}

function showMore(): void {
  limit += firstFew;
  void put(ask('agenda', { limit }));
}

function card(item: DueItem): HTMLElement {
  const made = element(
    'article',
    { class: 'due', 'data-due': item.kind, 'data-key': item.key },
    element('h3', {}, item.heading, ' ', left(item)),
    element('p', { class: 'until', elementtiming: 'due' }, words('due_until', item.until)),
    element('p', { class: 'soft' }, ...(item.proven ? [] : [unproven(), ' ']), item.title),
  );
  made.append(...(item.numbers ?? []).map(number));
  made.append(element('ul', { class: 'todo' }, ...item.todo.map((text) => element('li', {}, text))));
  if (item.chains?.length) made.append(chains(item));
  made.append(sources(item), actions(item));
  return made;
}

function unproven(): HTMLElement {
  return element('span', { class: 'unproven' }, words('agenda_unproven'));
}

/** The time left, kept true while the popup is open. It is not read out at each turn. */
function left({ at }: DueItem): HTMLElement {
  const made = element('time', { class: 'left' }, timeLeft(at));
  made.dateTime = at;
  return made;
}

function tick(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>('time.left')) {
    const text = timeLeft(time.dateTime);
    if (time.textContent !== text) time.textContent = text;
  }
}

/** Only what is proven has a number here: the core gives no other. */
function number(digits: string): HTMLElement {
  const copy = copyButton(words('agenda_copy'), () => digits);
  return element('p', { class: 'number' }, element('span', {}, words('agenda_number')), element('b', {}, digits), copy);
}

function chains({ chains }: DueItem): HTMLElement {
  const list = (chains ?? []).flatMap(({ chain, digits, steps }) => [
    element('dt', {}, chain, ' ', element('span', { class: 'soft' }, words('agenda_digits', String(digits)))),
    element('dd', {}, steps),
  ]);
  return element('details', {}, element('summary', {}, words('agenda_chains')), element('dl', {}, ...list));
}

const origins: Record<string, () => string> = {
  [FromMail]: () => words('agenda_from_mail'),
  [FromProduct]: () => words('agenda_from_product'),
  [FromOrder]: () => words('agenda_from_order'),
  [FromBalance]: () => words('agenda_from_balance'),
};

/** Where it is known from. Mails that say the same are one line. */
function sources({ sources }: DueItem): HTMLElement {
  const lines = new Set(sources.map(line));
  const list = [...lines].map((text) => element('li', {}, text));
  return element('details', {}, element('summary', {}, words('agenda_reason')), element('ul', {}, ...list));
}

function line({ from, until, quote, reason }: DueItem['sources'][number]): string {
  const said = quote ? words('agenda_source', until, quote, reason) : `${until} ${reason}`;
  const origin = origins[from];
  return origin ? words('agenda_from', origin(), said) : said;
}

function actions(item: DueItem): HTMLElement {
  const made = element('p', { class: 'actions' });
  if (item.open) made.append(link(item, item.open));
  const calendar = button(words('agenda_calendar'), () => void toCalendar([item.key]), { 'data-do': 'calendar' });
  made.append(marking(item, AgendaDone, words('agenda_done')), calendar);
  made.append(marking(item, AgendaDismissed, words('agenda_dismiss')));
  return made;
}

function link({ kind }: DueItem, href: string): HTMLElement {
  const names: Record<string, string> = {
    [DueInvitation]: words('agenda_open_product'),
    [DueGiftcard]: words('agenda_open_balance'),
  };
  const made = element('a', { class: 'open' }, names[kind] ?? words('agenda_open_orders'));
  made.href = href;
  made.target = '_blank';
  made.rel = 'noreferrer';
  return made;
}

function marking({ key }: DueItem, state: string, text: string): HTMLButtonElement {
  const marked = () => void put(ask('mark', { key, state }));
  return button(text, marked, { 'data-do': state });
}

/** What is done, set aside or past, greyed. What the reader did can be undone. */
function row(item: DueItem): HTMLElement {
  const states: Record<string, string> = {
    [AgendaDone]: words('agenda_is_done'),
    [AgendaDismissed]: words('agenda_is_dismissed'),
    [AgendaSettled]: words('agenda_is_settled'),
  };
  const state = states[item.state] ?? words('left_past');
  const made = element('li', { 'data-key': item.key }, `${item.heading} ${item.title} `, element('b', {}, state));
  const undone = () => void put(ask('undo', { key: item.key }));
  if ([AgendaDone, AgendaDismissed].includes(item.state))
    made.append(' ', button(words('agenda_undo'), undone, { 'data-do': 'undo' }));
  return made;
}

async function toCalendar(keys: string[]): Promise<void> {
  const [events, { icsOf }] = await Promise.all([ask('calendar', { keys }), import('./calendar.ts')]);
  save('tashikame.ics', icsOf(events, words('name'), language()), 'text/calendar');
}
