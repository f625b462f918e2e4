import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, mock, test } from 'node:test';
import type { AgendaView, PageSeen, Seen } from '../src/messages.ts';
import { Background, build, frame, popup } from './background.ts';
import { konbini } from './letters.ts';
import { Repository } from './repository.ts';

const built = build(new Repository().firstRoot);
after(built.remove);

let background: Background;

/** Noon in Japan. */
const now = Date.parse('2026-11-20T12:00:00+09:00');
const hour = 60 * 60_000;

beforeEach(() => {
  process.env['TZ'] = 'Asia/Tokyo';
  mock.timers.enable({ apis: ['Date'], now });
  background = new Background(built.dir);
});

afterEach(() => mock.timers.reset());

const inTwoDays = konbini('2026年11月22日 12:00');

/** Shows a mail, and waits until what it says is kept. */
async function show(seen: Seen, incognito = false): Promise<void> {
  await background.ask('check', { seen }, frame(3, 0, { incognito }));
  await agenda();
}

/** The answer comes after everything that was asked before. */
function agenda(): Promise<AgendaView> {
  return background.ask('agenda', {}, popup);
}

function chunks(): string[] {
  return [...background.local.kept.keys()].filter((name) => name.startsWith('dues'));
}

/** The clock stands at a time, and the alarm rings. */
async function ring(time: number): Promise<void> {
  mock.timers.setTime(time);
  await background.ring('remind');
  await agenda();
}

test('what a mail says is due is kept, and outlives the background', async () => {
  await show(inTwoDays);
  background.restart();
  const { items, failure } = await agenda();
  assert.equal(failure, undefined);
  assert.equal(items.length, 1);
  const [{ kind, at, proven = false, open, sources } = assert.fail()] = items;
  assert.deepEqual([kind, at, proven], ['konbini', '2026-11-22T12:00:00+09:00', false]);
  assert.equal(open, 'https://www.amazon.co.jp/gp/css/order-history');
  assert.equal(sources.length, 1);
});

test('the same mail in another view is the same', async () => {
  await show(inTwoDays);
  const [region = assert.fail()] = inTwoDays.regions;
  await show({ ...inTwoDays, regions: [{ ...region, key: 'another' }] });
  assert.equal((await agenda()).items[0]?.sources.length, 1);
});

test('the number of an unproven mail is nowhere', async () => {
  const seen = konbini('2026年11月22日 12:00');
  const [region = assert.fail()] = seen.regions;
  region.fields = { ...region.fields, subject: 'お支払い番号 81250947306 のお知らせ' };
  await show(seen);
  const events = await background.ask('calendar', { keys: [] }, popup);
  await ring(Date.parse('2026-11-22T11:00:00+09:00'));
  assert.equal(background.notified.length, 1);
  const known = [await agenda(), events, background.notified, [...background.local.kept], [...background.session.kept]];
  for (const part of known) {
    const text = JSON.stringify(part);
    assert.ok(text.length > 2 && !text.includes('81250947306'), text);
  }
});

const orderUrl = 'https://www.amazon.co.jp/your-orders/order-details?orderID=249-7654321-7654321';

/** The page of an order, as its content script cuts it out. */
function orderPage(status: string, rest = ''): PageSeen {
  const html = `<main data-ref="1"><h1 data-ref="2">注文内容を表示</h1><p data-ref="3">注文番号 249-7654321-7654321</p>
    <h4 data-ref="4" class="yohtmlc-shipment-status-primaryText">${status}</h4>${rest}</main>`;
  return { html, title: '', account: '' };
}

const unpaid = orderPage(
  'お支払い待ち',
  '<p data-ref="5">お支払い番号：81250947306</p><p data-ref="6">お支払い期限：2026年11月21日 23:59</p>',
);

async function visit(seen: PageSeen, url = orderUrl): Promise<void> {
  await background.ask('page', { ...seen, href: url }, frame(4, 0, { url }));
  await agenda();
}

test("the order's page joins the mail, names the number, and ends it when it is paid", async () => {
  await show(inTwoDays);
  await visit(unpaid);
  const { items } = await agenda();
  assert.deepEqual(
    items.map(({ at, numbers, proven }) => [at, numbers, proven]),
    [['2026-11-21T23:59:00+09:00', ['81250947306'], true]],
  );
  assert.deepEqual(
    items[0]?.sources.map(({ from, at }) => [from, at]),
    [
      ['mail', '2026-11-22T12:00:00+09:00'],
      ['order', '2026-11-21T23:59:00+09:00'],
    ],
  );
  await visit(orderPage('発送済み'));
  assert.deepEqual(
    (await agenda()).items.map(({ state, numbers }) => [state, numbers]),
    [['settled', undefined]],
  );
  await ring(Date.parse('2026-11-21T12:00:00+09:00'));
  assert.equal(background.notified.length, 0);
  assert.ok(![...background.local.kept.values()].some((text) => text.includes('81250947306')));
});

test('a page that only says it is the order history settles and names nothing', async () => {
  await show(inTwoDays);
  for (const url of ['https://kutsu.example/your-orders', orderUrl.replace('https:', 'http:')]) {
    await visit(unpaid, url);
    await visit(orderPage('発送済み'), url);
  }
  assert.deepEqual(
    (await agenda()).items.map(({ state, numbers }) => [state, numbers]),
    [['open', undefined]],
  );
});

test('nothing is kept of a private window, nor of a false mail', async () => {
  await show(inTwoDays, true);
  await show(konbini('2026年11月22日 12:00', undefined, 'https://amazon-co-jp.login.example/'));
  assert.deepEqual(chunks(), []);
  assert.deepEqual((await agenda()).items, []);
  assert.ok(!background.alarms.has('remind'));
});

test('only what changes is written', async () => {
  await show(inTwoDays);
  await show(konbini('2026年12月5日 12:00', '249-1111111-1111111'));
  assert.deepEqual(chunks().sort(), ['dues1/2026-11', 'dues1/2026-12']);
  background.written.length = 0;
  const key = (await agenda()).items[1]?.key ?? '';
  await background.ask('mark', { key, state: 'done' }, popup);
  assert.deepEqual(new Set(background.written), new Set(['dues1/2026-12', 'arranged']));
});

test('each is told once at its times, whatever the alarm does', async () => {
  const due = Date.parse('2026-11-22T12:00:00+09:00');
  await show(inTwoDays);
  await ring(due - 24 * hour - 60_000);
  assert.equal(background.notified.length, 0);
  await ring(due - 24 * hour);
  await ring(due - 24 * hour);
  await ring(now);
  await ring(due - 24 * hour + 60_000);
  assert.equal(background.notified.length, 1);
  assert.match(background.notified[0]?.title ?? '', /お支払い期限 残り/);
  assert.equal(background.badges.get(0), '1');
  await ring(due - 3 * hour);
  assert.equal(background.notified.length, 2);
  await ring(due + 60_000);
  assert.equal(background.notified.length, 2);
  assert.equal(background.badges.get(0), '');
});

test('what was missed is told at the next start, once, though the alarm was lost', async () => {
  await show(inTwoDays);
  background.alarms.clear();
  for (let start = 0; start < 2; start++) {
    mock.timers.setTime(Date.parse('2026-11-22T08:00:00+09:00'));
    background.restart();
    await background.settled(() => background.alarms.has('remind'));
    await agenda();
    assert.equal(background.notified.length, 1);
  }
});

test('a change that nobody had time to arrange for is arranged at the next start', async () => {
  await show(inTwoDays);
  background.local.kept.set('arranged', 'null');
  background.alarms.clear();
  background.restart();
  await background.settled(() => background.alarms.has('remind'));
});

test('while nothing is due soon, a start of the background does not start the core', async () => {
  await show(inTwoDays);
  const { starts } = background;
  background.restart();
  await background.settled(() => background.alarms.has('remind'));
  assert.equal(background.starts, starts);
});

test('in quiet hours nothing is told, and off is off', async () => {
  const settings = { on: true, leads: [1440], quietFrom: 22 * 60, quietTo: 7 * 60 };
  await background.ask('remindAt', { settings }, popup);
  await show(konbini('2026年11月23日 2:00'));
  await ring(Date.parse('2026-11-22T02:00:00+09:00'));
  await ring(Date.parse('2026-11-22T06:59:00+09:00'));
  assert.equal(background.notified.length, 0);
  await background.ask('remindAt', { settings: { ...settings, on: false } }, popup);
  await ring(Date.parse('2026-11-22T07:00:00+09:00'));
  assert.equal(background.notified.length, 0);
  await background.ask('remindAt', { settings }, popup);
  assert.equal(background.notified.length, 1);
});

test('in another time zone it is told by the clock there, and not again at home', async () => {
  await show(inTwoDays);
  process.env['TZ'] = 'America/New_York';
  // Noon in Japan is late in the evening there.
  await ring(Date.parse('2026-11-21T12:00:00+09:00'));
  assert.equal(background.notified.length, 0);
  process.env['TZ'] = 'Asia/Tokyo';
  await ring(Date.parse('2026-11-21T12:30:00+09:00'));
  assert.equal(background.notified.length, 1);
  process.env['TZ'] = 'America/New_York';
  await ring(Date.parse('2026-11-21T21:00:00+09:00'));
  assert.equal(background.notified.length, 1);
});

test('a full storage is said to be, and what was there stays', async () => {
  await show(inTwoDays);
  const before = new Map(background.local.kept);
  background.full = true;
  await show(konbini('2026年12月5日 12:00', '249-1111111-1111111'));
  const { items, failure } = await agenda();
  assert.deepEqual([items.length, failure], [1, 'full']);
  assert.deepEqual(background.local.kept, before);
});

test('in a full storage too, a reminder comes once', async () => {
  await show(inTwoDays);
  background.full = true;
  for (const minute of [0, 1, 2]) await ring(Date.parse('2026-11-21T12:00:00+09:00') + minute * 60_000);
  assert.equal(background.notified.length, 1);
});

test('a damaged part is said to be, and the rest is as it was', async () => {
  await show(inTwoDays);
  await show(konbini('2026年12月5日 12:00', '249-1111111-1111111'));
  background.local.kept.set('dues1/2026-11', '{"not":"a text"}');
  const { items, failure } = await agenda();
  assert.deepEqual([items.length, failure], [1, 'damaged']);
  assert.equal(background.local.kept.get('dues1/2026-11'), '{"not":"a text"}');
});

test("none of it is for a page's eyes", async () => {
  for (const type of ['agenda', 'mark', 'undo', 'calendar', 'reminders', 'remindAt']) {
    const reply = await background.send({ type, key: '', keys: [], state: '' }, frame(3, 0));
    assert.ok(reply && 'error' in reply, type);
  }
});
