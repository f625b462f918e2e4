/// <reference path="../src/background/go.d.ts" />
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type MailFile, seenIn } from '../src/pages/eml/file.ts';
import { readResults } from '../src/pages/eml/results.ts';
import type { Judgement } from '../src/types/wire.ts';
import { Background, build, popup } from './background.ts';
import { Repository } from './repository.ts';

// The reader of mail files and the core, as they are in the extension: what the terminal says of every mail of the
// corpus, this must say too.

const built = build(new Repository().firstRoot);
after(built.remove);

const background = new Background(built.dir);
type Read = (file: Uint8Array) => MailFile | { error: string };

const read = await start();

/** The reader, in node: of what a browser has, it asks for one thing more. */
async function start(): Promise<Read> {
  const parseFromString = (html: string) => ({ documentElement: { outerHTML: html } });
  const DOMParser = class {
    parseFromString = parseFromString;
  };
  Object.assign(globalThis, { DOMParser });
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(readFileSync(join(built.dir, 'mail.wasm')), go.importObject);
  void go.run(instance);
  const { tashikameMail } = globalThis as { tashikameMail?: Read };
  return tashikameMail ?? assert.fail('the reader did not start');
}

function mailIn(file: string | Buffer): MailFile {
  const mail = read(new Uint8Array(Buffer.from(file)));
  return 'error' in mail ? assert.fail(mail.error) : mail;
}

async function judge(file: string | Buffer): Promise<Judgement> {
  const { judgements } = await background.ask('assess', { seen: seenIn(mailIn(file)) }, popup);
  return judgements[0] ?? assert.fail();
}

for (const folder of ['mails', 'adversarial']) {
  const dir = `wasm/testdata/${folder}`;
  const names = readdirSync(dir).filter((name) => name.endsWith('.eml'));

  test(`the ${names.length} mails of ${dir} are judged as by the terminal`, async () => {
    assert.ok(names.length >= 60);
    for (const name of names) {
      const wanted = JSON.parse(readFileSync(`${dir}/${name.replace('.eml', '.json')}`, 'utf8'));
      const { verdict, brand, findings } = await judge(readFileSync(`${dir}/${name}`));
      assert.deepEqual({ verdict, brand }, { verdict: wanted.verdict, brand: wanted.brand ?? '' }, name);
      const found = findings.map(({ id }) => id);
      for (const id of wanted.findings ?? []) assert.ok(found.includes(id), `${name}: ${id} in ${found}`);
    }
  });
}

test('what is typed into a file proves nothing', async () => {
  const { verdict } = await judge(
    `Authentication-Results: mx.google.com; dkim=pass header.d=amazon.co.jp; dmarc=pass header.from=amazon.co.jp\r
From: Amazon.co.jp <auto-confirm@amazon.co.jp>\r\nSubject: Amazon.co.jp\r\n\r
https://www.amazon.co.jp/your-orders\r\n`,
  );
  assert.equal(verdict, 'consistent');
});

test('Japanese charsets read right, also where they are declared wrongly', () => {
  const jis = '\x1b$B$4CmJ8\x1b(B';
  const sjis = '\x82\xb2\x92\x8d\x95\xb6\x82\xcc\x8a\x6d\x94\x46';
  const cases: [declared: string, body: string, text: string][] = [
    ['iso-2022-jp', jis, 'ご注文'],
    ['us-ascii', jis, 'ご注文'],
    ['utf-8', sjis, 'ご注文の確認'],
    ['cp932', sjis, 'ご注文の確認'],
    ['iso-2022-jp', '\x1b(I:]6^\x1b(B', 'ｺﾝｶﾞ'],
    ['cp50222', '\x0e:]6^\x0f', 'ｺﾝｶﾞ'],
    ['iso-2022-jp', '\x1b$B$"$$\x1b(B\x1b$B$"\x1b(B', 'あいあ'],
  ];
  for (const [charset, body, text] of cases) {
    const head = `From: a@a.example\r\nSubject: ${sjis}\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n`;
    const mail = mailIn(Buffer.from(head + body, 'latin1'));
    assert.deepEqual([mail.text, mail.fields['subject']], [text, 'ご注文の確認'], `${charset} ${JSON.stringify(body)}`);
  }
});

test('what is no mail is said to be none', () => {
  assert.deepEqual(read(new Uint8Array()), { error: 'empty' });
  assert.deepEqual(read(new Uint8Array(Buffer.from('<!doctype html><p>From: x'))), { error: 'no-mail' });
  assert.equal(mailIn('From: a@a.example\n\nhello').text, 'hello');
});

test("the host's results are read as it writes them", () => {
  const value = `mx.mailbox.example 1; dkim=pass (2048-bit; dmarc=pass) header.d=amazon.co.jp header.i=@amazon.co.jp;
    spf=softfail smtp.mailfrom=kutsu.example; dmarc=FAIL (p=reject) header.from=amazon.co.jp; arc=none`;
  assert.deepEqual(readResults(value), {
    host: 'mx.mailbox.example',
    methods: [
      { method: 'dkim', answer: 'pass', domain: 'amazon.co.jp' },
      { method: 'spf', answer: 'softfail', domain: 'kutsu.example' },
      { method: 'dmarc', answer: 'fail', domain: 'amazon.co.jp' },
    ],
  });
});
