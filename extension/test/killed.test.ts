import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Seen } from '../src/messages.ts';
import { Background, build, type Death, frame, popup } from './background.ts';
import { Repository, sha256 } from './repository.ts';

// Browsers stop the background whenever they like. Whatever it was doing, what comes next judges by the old rules or by
// the new ones, whole, and gets the new ones at the next look.

const repository = new Repository();
const built = build(repository.firstRoot);
after(built.remove);

interface Book {
  version: number;
  brands: { owns: string[] }[];
}

/** A book by which kaimono.example is Amazon's or not. */
function pack(version: number, ...owns: string[]): string {
  const book: Book = JSON.parse(readFileSync('wasm/rules/baseline.json', 'utf8'));
  book.version = version;
  book.brands[0]?.owns.push(...owns);
  return JSON.stringify(book);
}

/** A mail whose verdict depends on that. */
const letter: Seen = {
  site: 'roundcube',
  regions: [
    {
      key: 'm1',
      kind: 'mail',
      fields: { 'from-name': 'Amazon.co.jp', 'from-address': 'oshirase@kaimono.example', subject: 'ご注文の確認' },
    },
  ],
  bodies: ['<p>ご注文の履歴</p><a href="https://kaimono.example/rireki">ご注文の履歴</a>'],
  cut: [],
};

const verdicts: Record<number, string> = { 5: 'spoofed', 6: 'consistent' };

const background = new Background(built.dir);
let local: [string, string][];

before(async () => {
  background.serve = (path) => {
    const file = repository.files.get(path);
    return file === undefined ? new Response(null, { status: 404 }) : new Response(file);
  };
  repository.publish(pack(5));
  await background.ask('sync', {}, popup);
  local = [...background.local.kept];
  repository.publish(pack(6, 'kaimono.example'));
});

/** The browser as it was before version 6 was published, with a mail open. */
function again(): void {
  for (const [area, kept] of [
    [background.local, local],
    [background.session, []],
  ] as const) {
    area.kept.clear();
    for (const [name, value] of kept) area.kept.set(name, value);
  }
  background.told.length = 0;
  background.frames.add('7:0');
  background.restart();
}

/** What judges now, told by the popup and by a mail. Both must say the same. */
async function judging(): Promise<number> {
  const { version } = await background.ask('rules', {}, popup);
  const report = await background.ask('check', { seen: letter }, frame(7, 0));
  assert.deepEqual([report.rules, report.verdict], [version, verdicts[version]]);
  return version;
}

/** The pack and what vouches for it are kept together. */
function assertWhole(): void {
  const { pack, hash, version, files } = JSON.parse(background.local.kept.get('book') ?? '{}');
  const { signed } = JSON.parse(files['tuf/targets.json']);
  assert.equal(sha256(pack), hash);
  assert.equal(signed.targets['rules.json'].hashes.sha256, hash);
  assert.equal(JSON.parse(pack).version, version);
}

/** Kills a sync, and says by which version is judged after that; undefined when it was through before. */
async function killed(death: Death): Promise<number | undefined> {
  again();
  background.die(death);
  const dead = await Promise.race([
    background.died.then(() => true),
    background.ask('sync', {}, popup).then(() => false),
  ]);
  if (!dead) return undefined;
  background.restart();
  assertWhole();
  const version = await judging();
  await background.settled(() => version === 5 || background.told.includes('7 recheck'));
  assert.ok((background.alarms.get('sync') ?? 0) > 0, 'no other sync is arranged');

  const state = await background.ask('sync', {}, popup);
  assert.deepEqual([state.version, state.failure], [6, undefined]);
  assertWhole();
  assert.equal(await judging(), 6);
  assert.ok(background.told.includes('7 recheck'), 'the open mail was never judged anew');
  return version;
}

for (const when of ['before', 'after'] as const) {
  test(`killed ${when} each step of a sync`, async (t) => {
    const versions: number[] = [];
    for (let step = 1; ; step++) {
      const version = await killed({ step, when }).catch((cause: Error) => {
        throw new Error(`killed ${when} step ${step}: ${cause.message}`, { cause });
      });
      if (version === undefined) break;
      versions.push(version);
    }
    t.diagnostic(`${versions.length} steps, then by version ${versions.join(' ')}`);
    assert.ok(versions.length > 15, 'a sync takes more steps than that');
    assert.deepEqual([versions[0], versions.at(-1)], [5, 6]);
    assert.deepEqual(versions, [...versions].sort(), 'the old rules judge again after the new ones');
  });
}
