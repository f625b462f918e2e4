import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, beforeEach, test } from 'node:test';
import type { RulesState } from '../src/messages.ts';
import { Background, build, popup } from './background.ts';
import { newKeys, Repository } from './repository.ts';

const keys = newKeys();
const built = build(new Repository(keys).firstRoot);
after(built.remove);

let repository: Repository;
let background: Background;

beforeEach(() => {
  repository = new Repository(keys);
  // The root a build trusts is the one file that does not change from test to test.
  background = new Background(built.dir);
  background.serve = answer;
});

function answer(path: string): Response {
  const file = repository.files.get(path);
  return file === undefined ? new Response(null, { status: 404 }) : new Response(file);
}

const baseline = JSON.parse(readFileSync('wasm/rules/baseline.json', 'utf8')) as { version: number; brands: Brand[] };

interface Brand {
  id: string;
  owns: string[];
}

/** A book that differs from the built-in one in its version, and in what change does to its first brand. */
function pack(version: number, change: (amazon: Brand) => void = () => undefined): string {
  const book = structuredClone(baseline);
  book.version = version;
  for (const brand of book.brands.slice(0, 1)) change(brand);
  return JSON.stringify(book);
}

function sync(): Promise<RulesState> {
  return background.ask('sync', {}, popup);
}

async function keeps(version: number, code: string): Promise<void> {
  const state = await sync();
  assert.equal(state.failure?.code, code, JSON.stringify(state.failure));
  assert.equal(state.version, version);
  background.restart();
  assert.equal((await background.ask('rules', {}, popup)).version, version, 'after a restart');
}

test('before anything has arrived the built-in book judges', async () => {
  const state = await background.ask('rules', {}, popup);
  assert.equal(state.version, baseline.version);
  assert.equal(state.received, false);
});

test('a book is taken into use, kept, and told to open pages', async () => {
  background.frames.add('7:0');
  repository.publish(pack(5));
  const state = await sync();
  assert.equal(state.failure, undefined);
  assert.deepEqual([state.version, state.received], [5, true]);
  assert.deepEqual(background.told, ['7 recheck']);
  background.restart();
  assert.equal((await background.ask('rules', {}, popup)).version, 5);
});

test('nothing new costs two requests and disturbs no page', async () => {
  background.frames.add('7:0');
  repository.publish(pack(5));
  await sync();
  background.asked.length = background.told.length = 0;
  await sync();
  assert.deepEqual(background.asked, ['2.root.json', 'timestamp.json']);
  assert.deepEqual(background.told, []);
});

test('the daily promise costs two requests as well', async () => {
  repository.publish(pack(5), { days: { timestamp: 1 } });
  const before = await sync();
  repository.promise(2);
  background.asked.length = 0;
  const state = await sync();
  assert.deepEqual(background.asked, ['2.root.json', 'timestamp.json']);
  assert.ok(state.expires > before.expires, 'the promise was not kept');
  repository.publish(pack(6));
  background.asked.length = 0;
  assert.equal((await sync()).version, 6);
  assert.equal(background.asked.length, 5);
});

test('a promise signed anew without a new book is kept, so that its end is known', async () => {
  repository.publish(pack(5), { days: { timestamp: 1 } });
  const before = await sync();
  repository.publish(pack(5), { days: { timestamp: 2 } });
  background.asked.length = 0;
  const state = await sync();
  assert.ok(state.expires > before.expires);
  assert.equal(state.since, before.since);
  assert.ok(!background.asked.some((path) => path.startsWith('targets/')));
});

test('the next sync is arranged before this one has ended, and early after a failure', async () => {
  background.serve = () => {
    assert.ok((background.alarms.get('sync') ?? 0) > 0);
    throw new TypeError('network');
  };
  await sync();
  assert.ok((background.alarms.get('sync') ?? 360) < 30);
  background.serve = answer;
  repository.publish(pack(5));
  await sync();
  assert.ok((background.alarms.get('sync') ?? 0) > 300);
});

test('no server: the rules in use stay', async () => {
  repository.publish(pack(5));
  await sync();
  background.serve = () => Promise.reject(new TypeError('Failed to fetch'));
  await keeps(5, 'unreachable');
});

test('a server that fails is no server without news', async () => {
  repository.publish(pack(5));
  await sync();
  background.serve = () => new Response('busy', { status: 503 });
  await keeps(5, 'unreachable');
});

test('a captive portal is no rule server', async () => {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  background.serve = () => new Response('<!doctype html>Please log in', { status: 200, headers });
  await keeps(baseline.version, 'portal');
  background.serve = () => new Response('<!doctype html>Please log in', { status: 200 });
  await keeps(baseline.version, 'invalid');
});

test('after failures it is tried again soon, then less and less soon, each browser at a time of its own', async () => {
  background.serve = () => new Response('busy', { status: 503 });
  for (const minutes of [10, 20, 40, 80, 160, 320, 360, 360]) {
    await sync();
    const delay = background.alarms.get('sync') ?? 0;
    assert.ok(delay >= 0.85 * minutes && delay <= 1.15 * minutes, `${delay} for ${minutes} minutes`);
  }
  const delays = new Set<number>();
  for (let i = 0; i < 10; i++) {
    await sync();
    delays.add(background.alarms.get('sync') ?? 0);
  }
  assert.equal(delays.size, 10);
});

test('a server that wants to be left alone is left alone for that long', async () => {
  const inTwoHours = new Date(Date.now() + 120 * 60_000).toUTCString();
  for (const [told, least, most] of [
    ['7200', 120, 160],
    [inTwoHours, 119, 160],
    ['999999999', 24 * 60, 1.3 * 24 * 60],
    // What says nothing changes nothing.
    ['60', 0, 12],
    ['soon', 0, 12],
    ['-5', 0, 12],
    ['', 0, 12],
  ] as const) {
    background = new Background(built.dir);
    background.serve = () => new Response('busy', { status: 503, headers: { 'retry-after': told } });
    await sync();
    const delay = background.alarms.get('sync') ?? 0;
    assert.ok(delay >= least && delay <= most, `"${told}": ${delay} minutes`);
  }
});

test('what a book changes is told by parts', async () => {
  repository.publish(pack(5));
  assert.deepEqual((await sync()).changes, []);
  const book = JSON.parse(pack(6));
  book.brands[0].owns.push('kaimono.example');
  book.sites[0].message = 'main';
  book.opaque = book.opaque.slice(2).reverse();
  book.off.push('link-imitates');
  repository.publish(JSON.stringify(book));
  const expected = [
    { part: 'brands', added: 1, removed: 0 },
    { part: 'sites', added: 1, removed: 1 },
    { part: 'links', added: 0, removed: 2 },
    { part: 'off', added: 1, removed: 0 },
  ];
  assert.deepEqual((await sync()).changes, expected);
  // Nothing new later is no reason to forget it.
  assert.deepEqual((await sync()).changes, expected);
  background.restart();
  assert.deepEqual((await background.ask('rules', {}, popup)).changes, expected);
});

test('a book that cannot be stored is not judged by either, and that is said', async () => {
  repository.publish(pack(5));
  await sync();
  repository.publish(pack(6));
  background.full = true;
  const state = await sync();
  assert.deepEqual([state.version, state.failure?.code], [5, 'storage']);
  background.restart();
  const later = await background.ask('rules', {}, popup);
  assert.deepEqual([later.version, later.failure?.code], [5, 'storage']);
  background.full = false;
  const now = await sync();
  assert.deepEqual([now.version, now.failure], [6, undefined]);
});

test('redirects are not followed and nothing goes along with a request', async () => {
  repository.publish(pack(5));
  background.serve = (path, init) => {
    assert.deepEqual([init.redirect, init.credentials, init.referrerPolicy], ['error', 'omit', 'no-referrer']);
    return answer(path);
  };
  assert.equal((await sync()).version, 5);
});

test('an altered book is refused', async () => {
  repository.publish(pack(5));
  await sync();
  repository.publish(pack(6));
  for (const [path, file] of repository.files) {
    if (path.startsWith('targets/')) repository.files.set(path, file.replace('"amazon.jp"', '"amazom.jp"'));
  }
  await keeps(5, 'signature');
});

for (const role of ['timestamp', 'snapshot', 'targets'] as const) {
  test(`${role}: a signature by another key is refused`, async () => {
    repository.publish(pack(5));
    await sync();
    repository.publish(pack(6), { keys: { [role]: newKeys()[role] } });
    await keeps(5, 'signature');
  });

  test(`${role}: an expired signature is refused`, async () => {
    repository.publish(pack(5));
    await sync();
    repository.publish(pack(6), { days: { [role]: -1 } });
    await keeps(5, 'expired');
  });

  test(`${role}: an older version is refused`, async () => {
    repository.publish(pack(4));
    repository.publish(pack(5));
    await sync();
    repository.publish(pack(6), { versions: { [role]: 1 } });
    await keeps(5, 'older');
  });
}

test('an older repository is refused', async () => {
  repository.publish(pack(4));
  const older = new Map(repository.files);
  repository.publish(pack(5));
  await sync();
  for (const [path, file] of older) repository.files.set(path, file);
  await keeps(5, 'older');
});

test('a server that repeats an old answer for ever is noticed', async (t) => {
  repository.publish(pack(5), { days: { timestamp: 1 } });
  await sync();
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 2 * 86_400_000 });
  const state = await sync();
  assert.equal(state.failure?.code, 'expired');
  assert.equal(state.version, 5);
});

test('a sync that breaks off half-way leaves nothing half', async () => {
  repository.publish(pack(5));
  await sync();
  const before = background.local.kept.get('book');
  repository.publish(pack(6));
  for (const broken of ['snapshot', 'targets.json', 'targets/']) {
    background.serve = (path) => (path.includes(broken) ? new Response(null, { status: 500 }) : answer(path));
    await keeps(5, 'unreachable');
    assert.equal(background.local.kept.get('book'), before);
  }
  background.serve = answer;
  assert.equal((await sync()).version, 6);
});

test('a root is followed through rotations, and the new one is what is trusted from then on', async () => {
  repository.publish(pack(5));
  await sync();
  repository.rotate(newKeys());
  repository.rotate(newKeys());
  repository.publish(pack(6));
  assert.equal((await sync()).version, 6);
  repository.publish(pack(7));
  assert.equal((await sync()).version, 7);
  repository.publish(pack(8), { keys });
  await keeps(7, 'signature');
});

test('endless answers are cut off', async () => {
  repository.publish(pack(5));
  await sync();
  repository.publish(pack(6));
  let sent = 0;
  const endless = () =>
    new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
  background.serve = (path) => (path === 'timestamp.json' ? new Response(endless()) : answer(path));
  await keeps(5, 'invalid');
  assert.ok(sent < 2 << 20, `${sent} bytes were read`);
});

test('a signed book that takes a domain from its owner is refused by the core', async () => {
  repository.publish(pack(5));
  await sync();
  repository.publish(
    pack(6, (amazon) => {
      amazon.owns = amazon.owns.filter((domain) => domain !== 'amazon.jp');
    }),
  );
  await keeps(5, 'refused');
  const { failure } = await background.ask('rules', {}, popup);
  assert.equal(failure?.version, 6);
  assert.match(failure.detail, /takes amazon\.jp from amazon/);
});

test('a signed book that misjudges what is plain is refused by the core, and the example named', async () => {
  repository.publish(pack(5));
  await sync();
  repository.publish(pack(6, (amazon) => amazon.owns.push('koushin.example')));
  await keeps(5, 'refused');
  const { failure } = await background.ask('rules', {}, popup);
  assert.equal(failure?.version, 6);
  assert.match(failure.detail, /sender elsewhere, link elsewhere/);
});

test('a signed book with a lower number than the one in use is refused', async () => {
  repository.publish(pack(9));
  await sync();
  repository.publish(pack(8));
  await keeps(9, 'older');
});

test('what is kept under another root of trust is not used', async () => {
  repository.publish(pack(5));
  await sync();
  const kept = JSON.parse(background.local.kept.get('book') ?? '{}');
  background.local.kept.set('book', JSON.stringify({ ...kept, anchor: 'another' }));
  background.restart();
  assert.equal((await background.ask('rules', {}, popup)).version, baseline.version);
});

test('a kept book that does not load gives way to the built-in one', async () => {
  repository.publish(pack(5));
  await sync();
  const kept = JSON.parse(background.local.kept.get('book') ?? '{}');
  background.local.kept.set('book', JSON.stringify({ ...kept, pack: '{"format":99}' }));
  background.restart();
  const state = await background.ask('rules', {}, popup);
  assert.deepEqual([state.version, state.received], [baseline.version, false]);
});

test('the background reaches nothing but the rule server and its own files', async () => {
  await assert.rejects(fetch('https://elsewhere.example/'), /no way/);
});
