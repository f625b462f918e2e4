import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, mock, test } from 'node:test';
import type { AgendaView, RequestsView, Seen } from '../src/messages.ts';
import type { Judgement } from '../src/types/wire.ts';
import { Background, build, frame, popup } from './background.ts';
import { Repository } from './repository.ts';

const built = build(new Repository().firstRoot);
after(built.remove);

let background: Background;

beforeEach(() => {
  process.env['TZ'] = 'Asia/Tokyo';
  mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-20T12:00:00+09:00') });
  background = new Background(built.dir);
});

afterEach(() => mock.timers.reset());

const asin = 'B0EXAMPLE1';
const shop = 'https://www.amazon.co.jp';
const choice = { find: '', only: '', limit: 20 };

/** Opens a page of the shop, and waits until what it shows is kept. */
async function open(path: string, html: string, incognito = false): Promise<Judgement> {
  const from = frame(4, 0, { url: shop + path, incognito });
  return (await background.ask('page', { html, title: '', account: '', href: shop + path }, from)).judgement;
}

/** A product's page in one of the states of an invitation sale, greeting somebody. */
function product(state: string, text: string, { name = '花子', id = asin } = {}): Promise<Judgement> {
  const body = `<span id="nav-link-accountList-nav-line-1">こんにちは、${name}さん</span>
    <span id="productTitle">ゲーム機</span><div id="buybox"><div id="hdp_${state}_desktop">${text}</div></div>`;
  return open(`/dp/${id}`, body);
}

const request = '<p>招待された方のみご購入いただけます</p><button id="hdp-invite-button">招待をリクエストする</button>';

function requests(): Promise<RequestsView> {
  return background.ask('requests', { choice }, popup);
}

function agenda(): Promise<AgendaView> {
  return background.ask('agenda', {}, popup);
}

function kept(): string[] {
  return [...background.local.kept.keys()].filter((name) => name.startsWith('requests1/'));
}

test('a request is kept, outlives the background, and names nobody', async () => {
  await product('requested', '招待をリクエスト済み');
  background.restart();
  const { items, all, failure } = await requests();
  assert.equal(failure, undefined);
  assert.deepEqual(
    items.map(({ status, fields }) => [status, fields?.['title'], fields?.['open']]),
    [['requested', 'ゲーム機', `${shop}/dp/${asin}`]],
  );
  assert.equal(all, 1);
  assert.equal(kept().length, 1);
  assert.ok(![...background.local.kept].flat().join().includes('花子'));
});

test('two accounts of one browser are kept apart, in whatever language they are greeted', async () => {
  await product('requested', '招待をリクエスト済み');
  await product('expired', '招待の期限が切れました', { name: '太郎' });
  assert.equal((await requests()).items.length, 2);
});

test('an invitation that a page shows is told once', async () => {
  await product('requested', '招待をリクエスト済み');
  assert.equal(background.notified.length, 0);
  await product('invited', '招待されました');
  await product('invited', '招待されました');
  assert.deepEqual(
    background.notified.map(({ title, message }) => [title, message]),
    [['招待されています', 'ゲーム機']],
  );
});

test('nothing is told where the reader has switched it off', async () => {
  const settings = { ...(await background.ask('reminders', {}, popup)), on: false };
  await background.ask('remindAt', { settings }, popup);
  await product('requested', '招待をリクエスト済み');
  await product('invited', '招待されました');
  assert.deepEqual(background.notified, []);
  assert.equal((await requests()).items[0]?.status, 'invited');
});

test('of private windows nothing is kept', async () => {
  await open(`/dp/${asin}`, '<div id="buybox"><div id="hdp_requested_desktop">招待をリクエスト済み</div></div>', true);
  assert.deepEqual(kept(), []);
  assert.deepEqual((await requests()).items, []);
});

test('a request is taken off the list and had back', async () => {
  await product('requested', '招待をリクエスト済み');
  const [{ key } = assert.fail()] = (await requests()).items;
  const { items } = await background.ask('removeRequest', { key, choice }, popup);
  assert.ok(items[0]?.fields?.['removed']);
  const back = await background.ask('restoreRequest', { key, choice }, popup);
  assert.ok(!back.items[0]?.fields?.['removed']);
});

test('an invitation mail and a page that offers a request: another account, perhaps', async () => {
  const fields = {
    'from-name': 'Amazon.co.jp',
    'from-address': 'no-reply@amazon.co.jp',
    subject: 'おめでとうございます。招待者に選ばれました',
    date: 'Fri, 20 Nov 2026 02:00:00 +0000',
  };
  const mail = `<p>Amazon.co.jpをご利用いただきありがとうございます。</p><p>2026年11月22日 12:00までにご購入ください。</p>
    <a href="${shop}/dp/${asin}">商品ページ</a>`;
  const letter = { site: 'roundcube', regions: [{ key: 'm1', kind: 'mail', fields }], bodies: [mail], cut: [] };
  await background.ask('check', { seen: letter as Seen }, frame(3, 0));
  await agenda();
  const { told } = await product('notRequested', request);
  assert.equal(told?.[0]?.id, 'other-account');
  const other = await product('notRequested', request, { id: 'B0EXAMPLE2' });
  assert.ok(!other.told?.some(({ id }) => id === 'other-account'));
});

function order(status: string, rest = ''): Promise<Judgement> {
  return open(
    '/your-orders/orders',
    `<div class="order-card js-order-card"><div class="yohtmlc-order-id"><span dir="ltr">249-1234567-1234567</span></div>
    <span class="yohtmlc-shipment-status-primaryText">${status}</span>${rest}</div>`,
  );
}

const unpaid = '<p>コンビニ払い お支払い番号: 81250947306</p><p>お支払い期限: 2026年11月25日</p>';

for (const ended of ['キャンセル済み', '発送済み', '11月21日にお届け済み']) {
  test(`an order that awaits payment is due until it is ${ended}`, async () => {
    await order('お支払い待ち', unpaid);
    const [{ kind, at, proven, numbers, title } = assert.fail()] = (await agenda()).items;
    assert.deepEqual(
      [kind, at, proven, numbers, title],
      ['konbini', '2026-11-25T23:59:59+09:00', true, ['81250947306'], '注文 249-1234567-1234567'],
    );
    await order(ended);
    assert.deepEqual(
      (await agenda()).items.map(({ state }) => state),
      ['settled'],
    );
  });
}

test('the timer of an invitation is due until the invitation is used', async () => {
  await product('invited', '招待されました <span id="expiryTime">2026年11月22日 12:00まで</span>');
  assert.deepEqual(
    (await agenda()).items.map(({ kind, at }) => [kind, at]),
    [['invitation', '2026-11-22T12:00:00+09:00']],
  );
  await product('consumed', '招待を利用済み');
  assert.deepEqual(
    (await agenda()).items.map(({ state }) => state),
    ['settled'],
  );
});

test('what of the gift balance lapses is due', async () => {
  await open(
    '/gc/balance',
    `<span id="gc-ui-balance-gc-balance-value">￥3,000</span><table id="gc-balance-table"><tr><td>2026年11月1日</td><td>ギフトカードを登録</td><td>￥3,000</td><td>￥3,000</td></tr></table>
    <table><tr><th>金額</th><th>有効期限</th></tr><tr><td>￥3,000</td><td>2036年11月1日</td></tr></table>`,
  );
  assert.deepEqual(
    (await agenda()).items.map(({ kind, at }) => [kind, at]),
    [['giftcard', '2036-11-01T23:59:59+09:00']],
  );
});

test('where nothing more can be stored it is said, and what was stored is still there', async () => {
  await product('requested', '招待をリクエスト済み');
  background.full = true;
  await product('requested', '招待をリクエスト済み', { id: 'B0EXAMPLE2' });
  const { items, failure } = await requests();
  assert.equal(failure, 'full');
  assert.equal(items.length, 1);
});

test('a damaged chunk is said, left as it is, and nothing else is lost', async () => {
  await product('requested', '招待をリクエスト済み');
  background.local.kept.set('requests1//X', '{"not":"ours"}');
  const { items, failure } = await requests();
  assert.equal(failure, 'damaged');
  assert.equal(items.length, 1);
  assert.equal(background.local.kept.get('requests1//X'), '{"not":"ours"}');
});

const greeting = 'こんにちは、花子さん';

test('the whole ledger is taken to another browser, and back', async () => {
  await product('requested', '招待をリクエスト済み');
  await order('お支払い待ち', unpaid);
  const file = await background.ask('export', {}, popup);
  const before = new Map(background.local.kept);
  assert.deepEqual([file.tashikame, file.version], ['ledger', 1]);
  assert.ok(!JSON.stringify(file).includes(greeting));

  background = new Background(built.dir);
  await product('requested', '招待をリクエスト済み', { id: 'B0EXAMPLE2' });
  const answer = await background.ask('import', { text: JSON.stringify(file) }, popup);
  assert.deepEqual(answer, { brought: { dues: 1, requests: 1, messages: 0 } });
  assert.deepEqual((await background.ask('export', {}, popup)).kept, file.kept);
  for (const name of [...before.keys()].filter((key) => /^(dues|requests|messages)1|^ledger:/.test(key)))
    assert.equal(background.local.kept.get(name), before.get(name));
  // The same person is known for the same here.
  await product('invited', '招待されました');
  assert.equal((await requests()).items.length, 1);
  assert.equal(background.notified.length, 1);
});

for (const [what, text] of Object.entries({
  'no JSON': 'x',
  nothing: 'null',
  'another program’s': '{"kept":{}}',
  'no ledger alone': '{"tashikame":"ledger","version":1,"kept":{"sync":"x"}}',
  'nobody’s': '{"tashikame":"ledger","version":1,"kept":{"ledger:accounts":{}}}',
  'a chunk that is none': '{"tashikame":"ledger","version":1,"kept":{"dues1/2026-11":{}}}',
}))
  test(`a file that is ${what} changes nothing`, async () => {
    await product('requested', '招待をリクエスト済み');
    assert.deepEqual(await background.ask('import', { text }, popup), { problem: 'no-ledger' });
    assert.equal((await requests()).items.length, 1);
  });

test('a file of a newer version changes nothing', async () => {
  const text = '{"tashikame":"ledger","version":2,"kept":{}}';
  assert.deepEqual(await background.ask('import', { text }, popup), { problem: 'newer' });
});

test('where a file has no room, what was there stays', async () => {
  await product('requested', '招待をリクエスト済み');
  const file = await background.ask('export', {}, popup);
  background.full = true;
  const answer = await background.ask('import', { text: JSON.stringify({ ...file, kept: {} }) }, popup);
  assert.deepEqual(answer, { problem: 'full' });
  assert.equal((await requests()).items.length, 1);
});

test('a page may neither have the ledger nor put one in its place', async () => {
  await assert.rejects(background.ask('export', {}, frame(3, 0)));
  await assert.rejects(background.ask('import', { text: '{}' }, frame(3, 0)));
});
