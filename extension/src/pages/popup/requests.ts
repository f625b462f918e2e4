/** The popup's part about invitation requests: which, in what state, since when, and what to look at again. */

import { firstFew, firstRequests, glance } from '../../glance.ts';
import { requestsPrefix } from '../../ledger.ts';
import { ask, type LedgerFailure, type RequestsChoice, type RequestsView } from '../../messages.ts';
import { element } from '../../shown/dom.ts';
import { day, words } from '../../shown/words.ts';
import type { Item } from '../../types/wire.ts';
import { button, fill, place, ready, state } from '../page.ts';

const failures: Record<LedgerFailure, () => string> = {
  full: () => words('requests_full'),
  unwritten: () => words('requests_unwritten'),
  unreadable: () => words('requests_unreadable'),
  damaged: () => words('requests_damaged'),
};

/** More of them than this are searched rather than read. */
const few = 5;

/** States to choose by; the others ask for nothing. */
const choices: Record<string, () => string> = {
  '': () => words('requests_every'),
  invited: () => words('requests_invited'),
  'open-again': () => words('requests_open_again'),
  requested: () => words('requests_requested'),
  expired: () => words('requests_expired'),
};

/** What is shown; so many more each time. */
const choice: RequestsChoice = { ...firstRequests };

/** Shows the requests: at once those kept ready, then what the background says. A change of the ledger is shown too. */
export async function showRequests(speaking: Promise<void>): Promise<void> {
  const kept = glance(requestsPrefix, speaking);
  await speaking;
  listenToChoices();
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && Object.keys(changes).some((key) => key.startsWith(requestsPrefix))) void again();
  });
  // What is folded away can wait until the rest is painted.
  await ready('requests', kept, (view) => (head(view).open ? list(view) : []));
  await ready('requests', kept, list);
  await again();
}

function listenToChoices(): void {
  const find = place<HTMLInputElement>('requests-find');
  const only = place<HTMLSelectElement>('requests-only');
  only.append(...Object.entries(choices).map(([value, text]) => new Option(text(), value)));
  const chosen = () => {
    Object.assign(choice, { find: find.value, only: only.value, limit: firstFew });
    void again();
  };
  find.addEventListener('input', chosen);
  only.addEventListener('change', chosen);
}

function again(): Promise<void> {
  return show(ask('requests', { choice }));
}

/** Only the last of several answers is shown: somebody may type faster than they come. */
let turn = 0;

async function show(view: Promise<RequestsView>): Promise<void> {
  const mine = ++turn;
  await view.catch(() => undefined);
  if (mine === turn) await inPlace(() => fill('requests', view.then(part)));
}

/** What was opened stays open, and the focus stays in its row: on the same thing, or on the button that took its place. */
async function inPlace(change: () => Promise<void>): Promise<void> {
  const was = document.activeElement;
  const key = rowOf(was)?.dataset['key'];
  const opened = rows().filter((row) => row.querySelector('details')?.open);
  const keys = opened.map((row) => row.dataset['key']);
  await change();
  for (const row of rows()) {
    const part = row.querySelector('details');
    if (part) part.open = keys.includes(row.dataset['key']);
    if (!was || row.dataset['key'] !== key) continue;
    (row.querySelector<HTMLElement>(was.tagName) ?? row.querySelector('button'))?.focus();
  }
}

function rows(): HTMLElement[] {
  return [...place('requests').querySelectorAll<HTMLElement>('.request')];
}

function rowOf(el: Element | null): HTMLElement | null {
  return el?.closest<HTMLElement>('#requests .request') ?? null;
}

function isUrgent({ status }: Item): boolean {
  return status === 'invited' || status === 'open-again';
}

function part(view: RequestsView): Node[] {
  head(view);
  return list(view);
}

/** Says in the part's line how many there are, and opens it for what is urgent: nobody looks into a part to see whether there is something to do. */
function head({ items, all }: RequestsView): HTMLDetailsElement {
  place('requests-choice').hidden = all <= few;
  state('requests', all > 0 ? words('requests_count', String(all)) : '');
  const whole = place<HTMLDetailsElement>('requests-part');
  whole.open ||= items.some(isUrgent);
  return whole;
}

function list({ items, more, all, failure }: RequestsView): Node[] {
  const shown: Node[] = failure
    ? [element('p', { class: 'failure', 'data-failure': failure }, failures[failure]())]
    : [];
  if (items.length === 0)
    shown.push(element('p', { class: 'soft' }, words(all > 0 ? 'requests_none' : 'requests_nothing')));
  else shown.push(element('ul', { class: 'requests' }, ...items.map(row)));
  if (more > 0) shown.push(button(words('requests_more', String(more)), showMore, { 'data-do': 'more' }));
  return shown;
}

function showMore(): void {
  choice.limit += firstFew;
  void again();
}

function row(item: Item): HTMLElement {
  const { key, status, fields = {} } = item;
  const made = element('li', { class: 'request', 'data-state': status, 'data-key': key });
  if (fields['removed']) {
    made.append(`${fields['title']} `, element('b', {}, words('requests_removed')), ' ');
    made.append(button(words('agenda_undo'), () => void put('restoreRequest', key), { 'data-do': 'undo' }));
    return made;
  }
  made.append(
    element('h3', {}, link(fields['title'] || fields['asin'] || '', fields['open'] ?? '')),
    element('p', { class: 'state' }, fields['state'] ?? ''),
    element(
      'p',
      { class: 'soft' },
      words('requests_since', day(fields['since']), ago(fields['since'])),
      ' ',
      words('requests_seen', ago(fields['seen'])),
    ),
  );
  if (fields['stale']) {
    made.append(
      element('p', { class: 'unproven' }, fields['stale'], ' ', link(words('requests_look'), fields['open'] ?? '')),
    );
  }
  made.append(
    details(item),
    button(words('requests_remove'), () => void put('removeRequest', key), { 'data-do': 'remove' }),
  );
  return made;
}

function link(text: string, href: string): HTMLElement {
  const made = element('a', {}, text);
  made.href = href;
  made.target = '_blank';
  made.rel = 'noreferrer';
  return made;
}

/** What its page has shown so far, and how long a request lasts: by whose word is said. */
function details({ status, fields = {}, told = [] }: Item): HTMLElement {
  const lines = (fields['changes'] ?? '').trim().split('\n').map(change);
  if (status === 'requested')
    lines.push(words('requests_lasts', later(fields['since'], 12), later(fields['since'], 3)));
  lines.push(...told.map(({ text, source, date }) => `${text} (${source}, ${date})`));
  const list = lines.map((text) => element('li', {}, text));
  return element('details', {}, element('summary', {}, words('requests_details')), element('ul', {}, ...list));
}

function change(line: string): string {
  const [at, ...state] = line.split(' ');
  return `${day(at)} ${state.join(' ')}`;
}

function later(since = '', months: number): string {
  const at = new Date(since);
  at.setMonth(at.getMonth() + months);
  return day(at.toISOString());
}

/** How long ago, by days: nobody asks for more. */
function ago(at = ''): string {
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 86_400_000));
  return days === 0 ? words('requests_today') : words('requests_days', String(days));
}

function put(what: 'removeRequest' | 'restoreRequest', key: string): Promise<void> {
  return show(ask(what, { key, choice }));
}
