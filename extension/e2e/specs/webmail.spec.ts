import type { Frame } from '@playwright/test';
import { compose } from '../mail.ts';
import { expect, test } from '../test.ts';
import { backToList, openFull, openPreview, receive } from '../webmail/reader.ts';

// Roundcube's site profile in the rule book stands on what is asserted here; when a new Roundcube breaks this
// spec, the profile needs the same change.

const letter = {
  from: '佐藤 花子',
  address: 'hanako.sato@sato.example',
  replyTo: 'henji@sato.example',
  subject: '来週の集まりについて',
  date: 'Fri, 20 Nov 2026 01:15:00 +0000',
  html: `<p class="rcmContactAddress" id="messagebody" title="forged@forged.example">来週の件です。</p>
    <a href="https://annai.example/kai">案内を見る</a>
    <form action="https://form.example/"><input name="q"><button>送る</button></form>
    <map name="m"><area href="https://area.example/"></map>`,
};

async function expectParts(frame: Frame) {
  const header = frame.locator('#message-header');
  await expect(header.locator('h2.subject')).toContainText(letter.subject);
  const from = header.locator('td.header.from .rcmContactAddress');
  await expect(from).toHaveText(letter.from);
  await expect(from).toHaveAttribute('title', letter.address);
  await expect(header.locator('td.header.replyto .rcmContactAddress')).toHaveAttribute('title', letter.replyTo);
  await expect(header.locator('.header-summary .text-nowrap')).toHaveText('2026-11-20 10:15');
  await expect(frame.locator('#messagebody > .message-htmlpart')).toContainText('来週の件です。');
}

test('the parts of an open mail stand where the profile looks for them', async ({ webmail, inbox }) => {
  await receive(inbox, webmail, compose(letter));

  await test.step('beside the list', async () => {
    const frame = await openPreview(inbox, letter.subject);
    expect(frame.parentFrame()).toBe(inbox.mainFrame());
    await expectParts(frame);
  });
  await test.step('in the whole window', async () => {
    const frame = await openFull(inbox, letter.subject);
    expect(frame.parentFrame()).toBeNull();
    await expectParts(frame);
  });
  await backToList(inbox);
});

test("a body cannot forge the header's marks, and keeps its links", async ({ webmail, inbox }) => {
  await receive(inbox, webmail, compose({ ...letter, subject: '偽の見出し' }));
  const frame = await openPreview(inbox, '偽の見出し');
  const body = frame.locator('#messagebody');
  await expect(frame.locator("[id='messagebody']")).toHaveCount(1);
  await expect(body.locator('.rcmContactAddress')).toHaveCount(0);
  await expect(body.getByText('案内を見る')).toHaveAttribute('href', 'https://annai.example/kai');
  await expect(body.locator('area')).toHaveAttribute('href', 'https://area.example/');
  // Roundcube turns a form into a div and drops where it would send to; only its button is left to see.
  await expect(body.locator('form, [action]')).toHaveCount(0);
  await expect(body.locator('div.form button')).toHaveText('送る');
});

test('plain text is shown as a part whose addresses are links', async ({ webmail, inbox }) => {
  const text = 'こちらです\nhttps://annai.example/kai?a=1&b=2 をどうぞ';
  await receive(inbox, webmail, compose({ from: '', address: 'plain@sato.example', subject: '文字だけの手紙', text }));
  const frame = await openPreview(inbox, '文字だけの手紙');
  const part = frame.locator('#messagebody > .message-part');
  await expect(part).toContainText('こちらです');
  await expect(part.locator('a')).toHaveAttribute('href', 'https://annai.example/kai?a=1&b=2');
  await expect(frame.locator('td.header.from .rcmContactAddress')).toHaveText('plain@sato.example');
});

test('the next mail comes as a new document in the same frame', async ({ webmail, inbox }) => {
  const mails = ['一通目', '二通目'].map((subject) => compose({ ...letter, subject }));
  await receive(inbox, webmail, ...mails);
  const first = await openPreview(inbox, '一通目');
  await first.evaluate(() => document.documentElement.setAttribute('data-seen', ''));
  const second = await openPreview(inbox, '二通目');
  expect(second).toBe(first);
  await expect(second.locator('html')).not.toHaveAttribute('data-seen');
  await expect(second.locator('#message-header h2.subject')).toContainText('二通目');
});

test('a mail within a mail brings a header of its own, inside the body', async ({ webmail, inbox }) => {
  const inner = compose({ ...letter, from: 'Amazon.co.jp', address: 'x@amazon.co.jp', subject: '中の手紙' });
  await receive(inbox, webmail, forwarded(inner));
  const frame = await openPreview(inbox, 'Fwd');
  const address = (within: string) => frame.locator(`${within} td.header.from .rcmContactAddress`);
  await expect(address('#message-header')).toHaveAttribute('title', 'tenso@sato.example');
  await expect(address('#messagebody .message-partheaders')).toHaveAttribute('title', 'x@amazon.co.jp');
  await expect(frame.locator('#messagebody > .message-htmlpart')).toContainText('来週の件です。');
});

/** A mail that carries another one, shown inline. */
function forwarded(mail: string): string {
  return [
    'From: <tenso@sato.example>',
    'To: <hanako@post.example>',
    'Subject: Fwd',
    'Date: Fri, 20 Nov 2026 02:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="=_around"',
    '',
    '--=_around',
    'Content-Type: message/rfc822',
    'Content-Disposition: inline',
    '',
    mail,
    '--=_around--',
    '',
  ].join('\r\n');
}
