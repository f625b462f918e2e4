import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

// The texts of _locales: whole in both languages, all of them used, none too long for its place.

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

type Catalogue = Record<string, Message>;

const home = join(process.cwd(), 'extension');
const languages = ['ja', 'en'] as const;
const catalogues = Object.fromEntries(
  languages.map((language) => [
    language,
    JSON.parse(readFileSync(join(home, `_locales/${language}/messages.json`), 'utf8')),
  ]),
) as Record<(typeof languages)[number], Catalogue>;

const sources = ['src', 'manifest.json'].flatMap((place) => texts(join(home, place)));

function texts(path: string): string[] {
  if (path.endsWith('.json')) return [readFileSync(path, 'utf8')];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) return entry.name === 'types' ? [] : texts(inner);
    return /\.(ts|html)$/.test(entry.name) ? [readFileSync(inner, 'utf8')] : [];
  });
}

function found(pattern: RegExp): Set<string> {
  return new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, id]) => id ?? '')));
}

/** Ids that are asked for by name. */
const named = new Set([
  ...found(/\bwords\('(\w+)'/g),
  ...found(/data-words(?:-\w+)?="(\w+)"/g),
  ...found(/__MSG_(\w+?)__/g),
]);

/** Beginnings of ids whose end is put in when they are asked for, and all that could be an id. */
const families = found(/\bwords\(`(\w+)\$\{/g);
const quoted = found(/'(\w+)'/g);

for (const language of languages) {
  const catalogue = catalogues[language];

  test(`${language}: every text that is asked for is there`, () => {
    assert.deepEqual(
      [...named].filter((id) => !catalogue[id]?.message),
      [],
    );
    for (const family of families) {
      assert.ok(
        Object.keys(catalogue).some((id) => id.startsWith(family)),
        `nothing begins with ${family}`,
      );
    }
  });

  test(`${language}: nothing is left over`, () => {
    const used = (id: string) =>
      named.has(id) || quoted.has(id) || [...families].some((family) => id.startsWith(family));
    assert.deepEqual(
      Object.keys(catalogue).filter((id) => !used(id)),
      [],
    );
  });

  test(`${language}: what is filled in has its place, and every place is filled in`, () => {
    for (const [id, { message, placeholders = {} }] of Object.entries(catalogue)) {
      const places = [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => (name ?? '').toLowerCase());
      assert.deepEqual([...new Set(places)].sort(), Object.keys(placeholders).sort(), id);
    }
  });

  test(`${language}: calls itself by its name`, () => assert.equal(catalogue['lang']?.message, language));
}

test('both languages say the same things, with the same things filled in', () => {
  assert.deepEqual(Object.keys(catalogues.ja).sort(), Object.keys(catalogues.en).sort());
  for (const [id, { placeholders }] of Object.entries(catalogues.ja)) {
    assert.deepEqual(catalogues.en[id]?.placeholders, placeholders, id);
  }
});

test('Japanese texts are Japanese, English ones are not', () => {
  const written = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
  // Names, and texts that are little but what is filled in.
  const bare = (text: string) => !/\p{L}{2}/u.test(text.replace(/\$\w+\$/g, '').replace(/[A-Z][\w.]*/g, ''));
  const strange = (id: string) =>
    id !== 'lang' && !bare(catalogues.ja[id]?.message ?? '') && !written.test(catalogues.ja[id]?.message ?? '');
  assert.deepEqual(Object.keys(catalogues.ja).filter(strange), []);
  assert.deepEqual(
    Object.keys(catalogues.en).filter(
      (id) => !id.startsWith('language_') && written.test(catalogues.en[id]?.message ?? ''),
    ),
    [],
  );
});

test('what stands in a page until its texts are filled in is the Japanese text', () => {
  const stands = sources.flatMap((source) => [...source.matchAll(/data-words="(\w+)"[^<>]*>([^<]*)</g)]);
  assert.ok(stands.length > 50);
  assert.deepEqual(
    stands.filter(([, id = '', text]) => catalogues.ja[id]?.message !== text).map(([, id]) => id),
    [],
  );
});

/** Words of CONTRIBUTING's list that another word stands for, and the space that Japanese does without beside Latin letters. */
const unfit =
  /規則|にせ|騙|ギフト券|ギフト番号|バナー|ポップアップ|ブラウザ(?!ー)|つくり|わか[るりらっ]|ドメイン|下さい|出来|[ぁ-ヿ一-龠] [A-Za-z]|[A-Za-z] [ぁ-ヿ一-龠]/u;

/** What a book or a catalogue says in Japanese, with where it stands. */
function japanese(part: unknown, place: string): [string, string][] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'ja' && typeof value === 'string' ? [[place, value]] : japanese(value, `${place} ${name}`),
  );
}

test('one thing has one name, in the book and on the surfaces', () => {
  const book = JSON.parse(readFileSync(join(process.cwd(), 'wasm/rules/baseline.json'), 'utf8')) as unknown;
  const own = Object.entries(catalogues.ja).map(([id, { message }]): [string, string] => [id, message]);
  const all = [...own, ...japanese(book, '')];
  assert.ok(all.length > own.length + 200);
  assert.deepEqual(
    all.filter(([, text]) => unfit.test(text)),
    [],
  );
});

/** How many characters a text may have, in Japanese; English takes about twice as many. The first that fits counts. */
const room: [RegExp, number][] = [
  [/^name$/, 12],
  [/^description$/, 66], // Chrome's store takes 132 characters
  [/^verdict_/, 8], // beside the icon
  [/^left_|^unit_/, 16], // in a chip
  [/^menu_|^command_/, 24],
  [/_(title|do|yes|no|copy|add|remove)$/, 24], // on a button or over a part
  [/./, 130],
];

test('no text is too long for its place', () => {
  for (const [language, times] of [
    ['ja', 1],
    ['en', 2.2],
  ] as const) {
    for (const [id, { message }] of Object.entries(catalogues[language])) {
      const [, most = 0] = room.find(([name]) => name.test(id)) ?? [];
      const { length } = message.replace(/\$\w+\$/g, '0000');
      assert.ok(length <= most * times, `${language} ${id}: ${length} characters, ${most * times} fit`);
    }
  }
});
