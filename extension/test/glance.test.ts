import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, mock, test } from 'node:test';
import type { AgendaView, LedgerFile, RequestsView, Seen } from '../src/messages.ts';
import { Background, build, type Death, frame, popup } from './background.ts';
import { konbini } from './letters.ts';
import { Repository } from './repository.ts';

// What the popup shows before anybody is asked. It may be missing, but never says anything else than the ledger.

const built = build(new Repository().firstRoot);
after(built.remove);

let background: Background;

beforeEach(() => {
  process.env['TZ'] = 'Asia/Tokyo';
  mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-20T12:00:00+09:00') });
  background = new Background(built.dir);
});

afterEach(() => mock.timers.reset());

/** A mail about a payment at a konbini, for each number another. */
function payment(order: number): Seen {
  return konbini('2026年11月22日 12:00', `249-7654321-${String(order).padStart(7, '0')}`);
}

async function mail(order: number): Promise<void> {
  const before = dues()?.open ?? 0;
  await background.ask('check', { seen: payment(order) }, frame(3, 0));
  await background.settled(() => background.full || (dues()?.open ?? 0) > before);
}

function key(order: number): string {
  return `konbini 249-7654321-${String(order).padStart(7, '0')}`;
}

async function product(): Promise<void> {
  const url = 'https://www.amazon.co.jp/dp/B0EXAMPLE1';
  const html = `<span id="nav-link-accountList-nav-line-1">こんにちは、花子さん</span><span id="productTitle">ゲーム機</span>
    <div id="buybox"><div id="hdp_requested_desktop">招待をリクエスト済み</div></div>`;
  await background.ask('page', { href: url, html, title: '', account: '' }, frame(4, 0, { url }));
}

function kept<View>(part: string): View | undefined {
  return JSON.parse(background.session.kept.get(`glance:${part}`) ?? '{}').view;
}

const dues = () => kept<AgendaView>('dues1/');
const requests = () => kept<RequestsView>('requests1/');

/** What is kept ready of what is due, by key. */
function keys(): string[] {
  return (dues()?.items ?? []).map((item) => item.key);
}

/** What is kept ready is the first of what another background reads in the ledger. */
async function assertTrue(): Promise<void> {
  const [due, asked] = [dues(), requests()];
  background.restart();
  const agenda = await background.ask('agenda', {}, popup);
  const list = await background.ask('requests', { choice: { find: '', only: '', limit: 20 } }, popup);
  if (due) assert.deepEqual(due.items, first(agenda.items, due.items));
  if (due) assert.deepEqual([due.open, due.items.length + due.more], [agenda.open, agenda.items.length + agenda.more]);
  if (asked) assert.deepEqual(asked.items, first(list.items, asked.items));
  if (asked) assert.equal(asked.all, list.all);
}

function first<Item extends { key: string }>(all: Item[], shown: Item[]): Item[] {
  const names = shown.map((item) => item.key);
  return all.filter((item) => names.includes(item.key));
}

test('what is due is ready as soon as a mail has said it, the soonest of many', async () => {
  for (const order of [1, 2, 3, 4, 5, 6, 7]) await mail(order);
  assert.deepEqual(keys(), [1, 2, 3, 4, 5].map(key));
  assert.deepEqual([dues()?.open, dues()?.more], [7, 2]);
  await assertTrue();
});

test('every change is in it: done, had back, taken off, had back', async () => {
  await mail(1);
  await product();
  const [request] = requests()?.items ?? [];
  assert.ok(request);
  await background.ask('mark', { key: key(1), state: 'done' }, popup);
  assert.deepEqual([dues()?.items[0]?.state, dues()?.open], ['done', 0]);
  await background.ask('undo', { key: key(1) }, popup);
  assert.deepEqual([dues()?.items[0]?.state, dues()?.open], ['open', 1]);
  const choice = { find: '', only: '', limit: 20 };
  await background.ask('removeRequest', { key: request.key, choice }, popup);
  assert.ok(requests()?.items[0]?.fields?.['removed']);
  await background.ask('restoreRequest', { key: request.key, choice }, popup);
  assert.equal(requests()?.items[0]?.fields?.['removed'], '');
  await assertTrue();
});

test('a change made in a list that was searched is in it, or nothing is ready', async () => {
  await product();
  const [request] = requests()?.items ?? [];
  const choice = { find: 'ゲーム', only: '', limit: 20 };
  await background.ask('removeRequest', { key: request?.key ?? '', choice }, popup);
  assert.ok(requests()?.items[0]?.fields?.['removed'] ?? true);
  await assertTrue();
});

test('another ledger takes its place, and after erasing nothing is ready', async () => {
  await mail(1);
  await product();
  const file: LedgerFile = await background.ask('export', {}, popup);
  await background.ask('mark', { key: key(1), state: 'done' }, popup);
  await mail(2);
  await background.ask('import', { text: JSON.stringify(file) }, popup);
  assert.deepEqual(
    dues()?.items.map((item) => [item.key, item.state]),
    [[key(1), 'open']],
  );
  assert.equal(requests()?.all, 1);
  await background.ask('import', { text: JSON.stringify({ ...file, kept: {} }) }, popup);
  assert.deepEqual([dues()?.items, requests()?.items], [[], []]);
  await mail(1);
  await background.ask('erase', {}, popup);
  assert.deepEqual([dues(), requests()], [undefined, undefined]);
});

test('what could not be stored, or is damaged, is not ready: each look finds it out anew', async () => {
  await mail(1);
  background.full = true;
  await mail(2);
  await background.settled(() => dues() === undefined);
  const { failure } = await background.ask('agenda', {}, popup);
  assert.deepEqual([failure, dues()], ['full', undefined]);
  background.full = false;
  await mail(3);
  assert.deepEqual(keys(), [1, 3].map(key));
  background.local.kept.set('dues1/2027-01', '{"not":"a text"}');
  assert.equal((await background.ask('agenda', {}, popup)).failure, 'damaged');
  assert.equal(dues(), undefined);
});

for (const when of ['before', 'after'] as const)
  test(`whenever a change is killed, ${when} each of its steps`, async (t) => {
    await mail(1);
    await mail(2);
    const [local, session] = [[...background.local.kept], [...background.session.kept]];
    const ready: boolean[] = [];
    for (let step = 1; ; step++) {
      for (const [area, before] of [[background.local, local] as const, [background.session, session] as const]) {
        area.kept.clear();
        for (const [name, value] of before) area.kept.set(name, value);
      }
      background.restart();
      if (!(await isKilled({ step, when }))) break;
      ready.push(dues() !== undefined);
      await assertTrue();
    }
    t.diagnostic(`ready after each step: ${ready.map((is) => (is ? 'yes' : 'no')).join(' ')}`);
    assert.ok(ready.includes(false) && ready.includes(true));
  });

/** Kills the background while the reader's mark is being noted; false when it was through before. */
async function isKilled(death: Death): Promise<boolean> {
  background.die(death);
  const marked = background.ask('mark', { key: key(1), state: 'done' }, popup).then(() => false);
  return Promise.race([background.died.then(() => true), marked]);
}
