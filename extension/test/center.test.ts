import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, mock, test } from 'node:test';
import type { Seen } from '../src/messages.ts';
import type { Judgement } from '../src/types/wire.ts';
import { Background, build, frame, popup } from './background.ts';
import { Repository } from './repository.ts';

const built = build(new Repository().firstRoot);
after(built.remove);

let background: Background;

/** Noon in Japan; the mail came two hours before. */
const now = Date.parse('2026-11-20T12:00:00+09:00');
const sent = now - 2 * 60 * 60_000;
const order = '249-7654321-7654321';
const stock = 'Amazon.co.jp ご注文の確認';

beforeEach(() => {
  mock.timers.enable({ apis: ['Date'], now });
  background = new Background(built.dir);
});

afterEach(() => mock.timers.reset());

interface Row {
  subject: string;
  at: number;
  order?: string;
}

/** The inbox of a Message Center, as the content script of the shop's pages cuts it out. */
function inbox(...rows: Row[]): string {
  const listed = [...rows, { subject: 'ようこそ', at: now - 1000 * 60 * 60_000, order: '' }];
  return listed
    .map(
      ({ subject, at, order = '' }) => `<div class="message-table-row-content"><div>Amazon.co.jp</div>
        <a href="#">${subject}</a><div>${order}</div><time messagesenttime="${at}">11月20日</time></div>`,
    )
    .join('');
}

interface Visit {
  account?: string;
  incognito?: boolean;
}

async function openCenter(html: string, { account = 'こんにちは、花子さん', incognito = false }: Visit = {}) {
  const href = 'https://www.amazon.co.jp/gp/message';
  await background.ask('page', { href, html, title: '', account }, frame(9, 0, { url: href, incognito }));
}

/** An order confirmation in Roundcube. */
function mail(subject = stock, at = sent): Seen {
  const fields = {
    'from-name': 'Amazon.co.jp',
    'from-address': 'auto-confirm@amazon.co.jp',
    subject,
    date: new Date(at).toUTCString(),
  };
  const body = `<p data-ref="1">Amazon.co.jpをご利用いただきありがとうございます。ご注文を承りました。</p>
    <p data-ref="2">注文番号: ${order}</p><a data-ref="3" href="https://www.amazon.co.jp/your-orders">注文履歴</a>`;
  return { site: 'roundcube', regions: [{ key: 'm1', kind: 'mail', fields }], bodies: [body], cut: [] };
}

async function check(seen = mail(), incognito = false): Promise<Judgement> {
  const sender = frame(3, 0, { url: 'https://mail.example/', incognito });
  const { judgements } = await background.ask('check', { seen }, sender);
  return judgements[0] ?? assert.fail();
}

function kept(): string[] {
  return [...background.local.kept.keys()].filter((name) => /^(messages1|ledger:)/.test(name)).sort();
}

test('before the Message Center was opened a mail is not found, and is told so', async () => {
  const { verdict, messageCenter } = await check();
  assert.equal(verdict, 'consistent');
  assert.equal(messageCenter?.state, 'unknown');
  assert.match(messageCenter?.why ?? '', /まだ開いていない/);
  assert.equal(messageCenter?.open, 'https://www.amazon.co.jp/gp/message');
});

test('what is listed proves the mail, also after the background was stopped', async () => {
  await openCenter(inbox({ subject: stock, at: sent, order }));
  background.restart();
  const { verdict, messageCenter } = await check();
  assert.deepEqual([verdict, messageCenter?.state], ['genuine', 'found']);
});

test('the same subject at another time proves nothing', async () => {
  await openCenter(inbox({ subject: stock, at: sent - 5 * 24 * 60 * 60_000 }));
  const { verdict, messageCenter } = await check();
  assert.deepEqual([verdict, messageCenter?.state], ['consistent', 'not-found']);
});

test('one entry serves one mail, also after the background was stopped', async () => {
  await openCenter(inbox({ subject: stock, at: sent }));
  assert.equal((await check()).verdict, 'genuine');
  await background.settled(() => [...background.local.kept.values()].some((text) => !text.includes(' 0\\n"')));
  background.restart();
  assert.equal((await check(mail(stock, sent + 2 * 60_000))).verdict, 'consistent');
  assert.equal((await check()).verdict, 'consistent');
});

test('open mails are judged again when something new is listed, and only then', async () => {
  background.frames.add('3:0');
  const page = inbox({ subject: stock, at: sent });
  await openCenter(page);
  assert.deepEqual(background.told, ['3 recheck']);
  await openCenter(page);
  assert.deepEqual(background.told, ['3 recheck']);
});

test('no words and no names are kept', async () => {
  await openCenter(inbox({ subject: stock, at: sent }));
  assert.equal(kept().length, 5);
  for (const text of background.local.kept.values()) assert.doesNotMatch(text, /花子|注文の確認|ようこそ/);
});

test('of a private window nothing is kept, and nothing is looked up for it', async () => {
  await openCenter(inbox({ subject: stock, at: sent }), { incognito: true });
  assert.deepEqual(kept(), []);
  await openCenter(inbox({ subject: stock, at: sent }));
  const before = new Map(background.local.kept);
  const { verdict, messageCenter } = await check(mail(), true);
  assert.deepEqual([verdict, messageCenter], ['consistent', undefined]);
  assert.deepEqual(background.local.kept, before);
});

test('a page that greets nobody is not remembered', async () => {
  await openCenter(inbox({ subject: stock, at: sent }), { account: '' });
  assert.deepEqual(kept(), []);
});

test('one person is greeted in two languages', async () => {
  await openCenter(inbox({ subject: stock, at: sent }));
  await openCenter(inbox({ subject: stock, at: sent }), { account: 'Hello, 花子' });
  const { opened } = await background.ask('accounts', {}, popup);
  assert.equal(Object.keys(opened).length, 1);
});

test('of two accounts the chosen one is asked, and before the choice none', async () => {
  await openCenter(inbox({ subject: stock, at: sent }));
  mock.timers.setTime(now + 60_000);
  await openCenter(inbox({ subject: '別の知らせ', at: sent }), { account: 'こんにちは、太郎さん' });
  assert.equal((await check()).messageCenter?.state, 'unknown');
  const { opened } = await background.ask('accounts', {}, popup);
  const [hanako = '', taro = ''] = Object.keys(opened);
  background.told.length = 0;
  background.frames.add('3:0');
  await background.ask('chooseAccount', { account: taro }, popup);
  assert.deepEqual(background.told, ['3 recheck']);
  assert.equal((await check()).messageCenter?.state, 'not-found');
  await background.ask('chooseAccount', { account: hanako }, popup);
  assert.equal((await check()).verdict, 'genuine');
});

test('what is forgotten is gone', async () => {
  await openCenter(inbox({ subject: stock, at: sent }));
  await background.ask('forgetAccounts', {}, popup);
  assert.deepEqual(kept(), ['ledger:salt']);
  assert.equal((await check()).messageCenter?.state, 'unknown');
  background.restart();
  assert.equal((await check()).messageCenter?.state, 'unknown');
});

test('a full storage is said to be, loses nothing that was there, and takes it when there is room', async () => {
  await openCenter(inbox({ subject: '前の知らせ', at: sent }));
  const before = new Map(background.local.kept);
  background.full = true;
  await openCenter(inbox({ subject: stock, at: sent, order }));
  assert.equal((await background.ask('accounts', {}, popup)).failure, 'full');
  assert.deepEqual(background.local.kept, before);
  background.full = false;
  await openCenter(inbox({ subject: stock, at: sent, order }));
  assert.equal((await background.ask('accounts', {}, popup)).failure, undefined);
  background.restart();
  assert.equal((await check()).verdict, 'genuine');
});

test("whose Message Centers were opened is not for a page's eyes", async () => {
  for (const type of ['accounts', 'chooseAccount', 'forgetAccounts']) {
    const reply = await background.send({ type, account: '' }, frame(3, 0));
    assert.ok(reply && 'error' in reply, type);
  }
});
