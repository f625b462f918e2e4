import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Seen } from '../src/messages.ts';
import { Background, build, frame, popup } from './background.ts';
import { Repository } from './repository.ts';

// How what was judged is shown: as the reader wants it, and never so that a false mail goes unseen.

const built = build(new Repository().firstRoot);
after(built.remove);

let background: Background;

beforeEach(() => {
  background = new Background(built.dir);
  background.frames.add('3:0');
});

const gmail = { url: 'https://mail.google.com/mail/u/0/#inbox/1' };
const address = 'auto-confirm@amazon.co.jp';

/** A mail of Gmail's, which states who signed it. */
function mail(href: string, fields: Record<string, string> = {}): Seen {
  const all = { 'from-name': 'Amazon.co.jp', 'from-address': address, subject: 'ご注文の確認', ...fields };
  return {
    site: 'gmail',
    regions: [{ key: 'm1', kind: 'mail', fields: all }],
    bodies: [`<p>Amazon.co.jpをご利用いただきありがとうございます。</p><a data-ref="1" href="${href}">確認する</a>`],
    cut: [],
  };
}

const signed = mail('https://www.amazon.co.jp/your-orders', { 'signed-by': 'amazon.co.jp' });
const unsigned = mail('https://www.amazon.co.jp/your-orders');
const spoofed = mail('https://kakunin.example/', { 'signed-by': 'amazon.co.jp' });

async function quiet(seen: Seen, sender = frame(3, 0, gmail)): Promise<boolean> {
  const { manner } = await background.ask('check', { seen }, sender);
  return manner?.quiet.includes('m1') ?? false;
}

async function offered(): Promise<unknown> {
  const [known] = await background.ask('tab', { tab: 3 }, popup);
  return known?.senders?.['m1'];
}

test('of a sender who is shown to be who he says, the reader may want no banner, and take that back', async () => {
  assert.equal((await background.ask('check', { seen: signed }, frame(3, 0, gmail))).verdict, 'genuine');
  assert.deepEqual(await offered(), { address, fine: false });
  assert.deepEqual(await background.ask('fine', { address, fine: true }, popup), [address]);
  assert.equal(await quiet(signed), true);
  assert.deepEqual(await offered(), { address, fine: true });
  await background.ask('fine', { address, fine: false }, popup);
  assert.equal(await quiet(signed), false);
});

test('whoever writes that address gets no benefit of it, nor does a false mail', async () => {
  await background.ask('fine', { address, fine: true }, popup);
  assert.equal(await quiet(unsigned), false);
  assert.equal(await offered(), undefined);
  assert.equal(await quiet(spoofed), false);
  assert.equal(await offered(), undefined);
});

test('where only warnings are wanted, what is warned of is shown', async () => {
  const preferences = await background.ask('preferences', {}, popup);
  await background.ask('prefer', { preferences: { ...preferences, marks: 'warnings' } }, popup);
  assert.deepEqual([await quiet(signed), await quiet(unsigned), await quiet(spoofed)], [true, true, false]);
});

test('a banner that is put away is known again by this mail and this verdict alone', async () => {
  const { manner } = await background.ask('check', { seen: unsigned }, frame(3, 0, gmail));
  const token = manner?.tokens['m1'] ?? '';
  await background.ask('close', { token }, frame(3, 0, gmail));
  background.restart();
  assert.equal(await quiet(unsigned), true);
  assert.equal(await quiet(spoofed), false);
  assert.equal(await quiet(mail('https://www.amazon.co.jp/your-orders', { subject: '発送済み' })), false);
  await assert.rejects(background.ask('close', { token: 'x'.repeat(24) }, frame(3, 0, gmail)));
});

test('in a private window what was put away, and whose mail it was, is written nowhere', async () => {
  const hidden = frame(3, 0, { ...gmail, incognito: true });
  const { manner } = await background.ask('check', { seen: signed }, hidden);
  await background.ask('close', { token: manner?.tokens['m1'] ?? '' }, hidden);
  assert.equal(await quiet(signed, hidden), true);
  assert.equal(await offered(), undefined);
  const written = JSON.stringify([...background.local.kept, ...background.session.kept]);
  assert.ok(!/closed|auto-confirm/.test(written), written);
});

test('another language is spoken in the page, the core and the toolbar, and the browser’s own again', async () => {
  const preferences = await background.ask('preferences', {}, popup);
  await background.ask('prefer', { preferences: { ...preferences, language: 'en' } }, popup);
  const english = await background.ask('check', { seen: spoofed }, frame(3, 0, gmail));
  assert.match(english.judgements[0]?.headline ?? '', /pretends/);
  assert.equal(english.manner?.speech?.['verdict_spoofed'], 'Spoofed');
  assert.equal(english.manner?.speech?.['reasons'], 'Reasons ($1)');
  await background.ask('prefer', { preferences: { ...preferences, language: 'ja' } }, popup);
  const japanese = await background.ask('check', { seen: spoofed }, frame(3, 0, gmail));
  assert.equal(japanese.manner?.speech, undefined);
  assert.match(japanese.judgements[0]?.headline ?? '', /なりすまし/);
});

test('a badge tells that sites are closed to us, until they are open again', async () => {
  background.withheld.add('https://mail.google.com/*');
  assert.deepEqual((await background.ask('protection', {}, popup)).lacking, ['https://mail.google.com/*']);
  const diagnosis = await background.ask('diagnose', {}, popup);
  assert.deepEqual(diagnosis.protection.lacking, ['https://mail.google.com/*']);
  assert.equal(diagnosis.core.works, true);
});
