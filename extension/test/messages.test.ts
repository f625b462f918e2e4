import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Seen } from '../src/messages.ts';
import { Background, build, frame, popup } from './background.ts';
import { Repository } from './repository.ts';

const built = build(new Repository().firstRoot);
after(built.remove);

let background: Background;

beforeEach(() => {
  background = new Background(built.dir);
});

/** A mail as the content script would have cut it out, by one that speaks as Amazon. */
function mail(href: string, key = 'm1'): Seen {
  const fields = {
    'from-name': 'Amazon.co.jp',
    'from-address': 'account-update@amazon.co.jp',
    subject: '重要なお知らせ',
  };
  return {
    site: 'roundcube',
    regions: [{ key, kind: 'mail', fields }],
    bodies: [`<p>Amazon.co.jpをご利用いただきありがとうございます。</p><a data-ref="1" href="${href}">確認する</a>`],
    cut: [],
  };
}

const spoofed = mail('https://amazon.co.jp.login.example/');
const honest = mail('https://www.amazon.co.jp/your-orders');

async function verdicts(tab: number): Promise<string[]> {
  return (await background.ask('tab', { tab }, popup)).map(({ report }) => report.verdict);
}

test('a mail is judged, the toolbar and the popup know', async () => {
  background.frames.add('3:0');
  const report = await background.ask('check', { seen: spoofed }, frame(3, 0));
  assert.equal(report.verdict, 'spoofed');
  assert.equal(report.judgements[0]?.key, 'm1');
  assert.deepEqual(await verdicts(3), ['spoofed']);
  assert.equal(background.badges.get(3), '×');
});

test('a tab shows the gravest of its frames', async () => {
  for (const name of ['3:0', '3:8', '3:9']) background.frames.add(name);
  await background.ask('check', { seen: honest }, frame(3, 0));
  await background.ask('check', { seen: spoofed }, frame(3, 8));
  await background.ask('check', { seen: honest }, frame(3, 9));
  assert.deepEqual(await verdicts(3), ['consistent', 'spoofed', 'consistent']);
  assert.equal(background.badges.get(3), '×');
});

test('the page is what the browser says, not what the message says', async () => {
  const lying = { ...spoofed, url: 'https://www.amazon.co.jp/', tab: 99 };
  await background.ask('check', { seen: lying }, frame(3, 0));
  assert.deepEqual([...background.badges.keys()], [3]);
});

test('a verdict is gone as soon as its mail is', async () => {
  background.frames.add('3:0');
  await background.ask('check', { seen: spoofed }, frame(3, 0));
  await background.ask('clear', {}, frame(3, 0));
  assert.deepEqual(await verdicts(3), []);
  assert.equal(background.badges.get(3), '');
});

test('an answer to what is no longer shown is dropped', async () => {
  background.frames.add('3:0');
  const late = background.ask('check', { seen: spoofed }, frame(3, 0));
  await background.ask('clear', {}, frame(3, 0));
  assert.equal((await late).verdict, 'spoofed');
  assert.deepEqual(await verdicts(3), []);
});

test('of two questions of a frame the later one counts', async () => {
  background.frames.add('3:0');
  const first = background.ask('check', { seen: spoofed }, frame(3, 0));
  const second = background.ask('check', { seen: honest }, frame(3, 0));
  await Promise.all([first, second]);
  assert.deepEqual(await verdicts(3), ['consistent']);
});

test('verdicts outlast the background, but not their tab or frame', async () => {
  for (const name of ['3:0', '3:8', '4:0']) background.frames.add(name);
  await background.ask('check', { seen: spoofed }, frame(3, 0));
  await background.ask('check', { seen: spoofed }, frame(3, 8));
  await background.ask('check', { seen: spoofed }, frame(4, 0));
  background.restart();
  assert.equal((await verdicts(3)).length, 2);
  background.frames.delete('3:8');
  assert.equal((await verdicts(3)).length, 1, 'a frame that does not answer is gone');
  background.closeTab(3);
  assert.equal((await verdicts(3)).length, 0);
  assert.equal((await verdicts(4)).length, 1);
});

test('a private tab is judged, and nothing of it is kept', async () => {
  background.frames.add('3:0');
  const hidden = frame(3, 0, { incognito: true });
  await background.ask('sites', {}, hidden);
  await background.ask('check', { seen: spoofed }, hidden);
  assert.deepEqual(await verdicts(3), ['spoofed']);
  assert.equal(background.session.kept.size, 0);
  background.restart();
  assert.deepEqual(await verdicts(3), []);
});

test('storage is closed to content scripts', () => {
  assert.equal(background.local.level, 'TRUSTED_CONTEXTS');
  assert.equal(background.session.level, 'TRUSTED_CONTEXTS');
});

test('a page may not ask what only the popup may', async () => {
  for (const [type, rest] of [
    ['tab', { tab: 3 }],
    ['rules', {}],
    ['sync', {}],
  ] as const) {
    const reply = await background.send({ type, ...rest }, frame(3, 0));
    assert.ok(reply && 'error' in reply, type);
  }
  assert.deepEqual(background.asked, []);
});

test('another extension is not heard', async () => {
  assert.equal(await background.send({ type: 'rules' }, { ...popup, id: 'another' }), undefined);
});

test('nonsense is answered, or not heard at all, and harms nothing', async () => {
  for (const message of [null, 3, 'check', {}, { type: 'constructor' }, { type: '__proto__' }]) {
    assert.equal(await background.send(message, frame(3, 0)), undefined);
  }
  const broken = [{}, { seen: null }, { seen: { regions: 3 } }, { seen: { ...spoofed, bodies: [] } }];
  for (const rest of broken) {
    const reply = await background.send({ type: 'check', ...rest }, frame(3, 0));
    assert.ok(reply && ('error' in reply || JSON.stringify(reply).includes('unreadable')), JSON.stringify(rest));
  }
  assert.equal((await background.ask('check', { seen: spoofed }, frame(3, 0))).verdict, 'spoofed');
});

test('a core that has ended is said to be down, and the next check has a new one', async () => {
  background.frames.add('3:0');
  let core: { check: () => string } | undefined;
  // Catches what the program puts on the global scope, as the background does.
  Object.defineProperty(globalThis, 'tashikame', {
    configurable: true,
    get: () => core,
    set: (face) => {
      core = face ?? core;
    },
  });
  assert.equal((await background.ask('check', { seen: spoofed }, frame(3, 0))).verdict, 'spoofed');
  assert.ok(core);
  core.check = () => {
    throw new Error('Go program has already exited');
  };
  const down = await background.ask('check', { seen: spoofed }, frame(3, 0));
  assert.equal(down.verdict, 'unreadable');
  assert.equal(down.judgements[0]?.verdict, 'unreadable');
  assert.deepEqual(await verdicts(3), ['unreadable']);
  assert.equal(background.badges.get(3), '?');
  assert.equal((await background.ask('check', { seen: spoofed }, frame(3, 0))).verdict, 'spoofed');
  assert.equal(background.starts, 2);
  Reflect.deleteProperty(globalThis, 'tashikame');
});

test('a page without mail does not start the core twice', async () => {
  const page = frame(3, 0, { url: 'https://www.amazon.co.jp/dp/B000000000' });
  await background.ask('sites', {}, page);
  assert.equal(background.starts, 1);
  background.restart();
  await background.ask('sites', {}, page);
  assert.equal(background.starts, 1);
});
