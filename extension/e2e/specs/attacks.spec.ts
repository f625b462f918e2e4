import type { Page } from '@playwright/test';
import { Browser } from '../browser.ts';
import { compose } from '../mail.ts';
import { give, type RuleServer, startRuleServer } from '../rules.ts';
import { verdicts } from '../shown.ts';
import { expect, test } from '../test.ts';
import { logIn, openPreview, receive } from '../webmail/reader.ts';

// A rule server that attacks (worker/hostile), and the extension as people have it. Whatever it says, the rules in use
// go on judging, the popup says what is wrong, nothing of it is kept, and the next honest publication is taken.
// worker/hostile's own test holds go-tuf's client to the same attacks.

// What never ends is cut off after this; releases wait fifteen seconds.
test.use({ pace: { seconds: 5 } });

/** The attacks, and what the popup calls them. */
const attacks: Record<string, string> = {
  'arbitrary-software': 'signature',
  'one-byte': 'signature',
  'rollback-timestamp': 'older',
  'rollback-snapshot': 'older',
  'rollback-targets': 'older',
  freeze: 'expired',
  'mix-and-match': 'signature',
  'endless-timestamp': 'invalid',
  'endless-book': 'invalid',
  'slow-timestamp': 'unreachable',
  'slow-book': 'unreachable',
  'wrong-key': 'signature',
  'too-few-signatures': 'signature',
  'skipped-root': 'signature',
  'revoked-key': 'signature',
  'corrupt-json': 'invalid',
  'huge-json': 'invalid',
  redirect: 'unreachable',
  'captive-portal': 'portal',
  'out-of-order': 'unreachable',
};

const says: Record<string, string> = {
  signature: '署名が正しくない',
  older: '今のものより古い',
  expired: '署名の期限が切れている',
  invalid: '形式が正しくない',
  unreachable: 'つながりませんでした',
  portal: 'ほかのページが返ってきました',
};

/** By the book that is published here, and not by the one that is built in, this is Amazon's own mail. */
const letter = {
  from: 'Amazon.co.jp',
  address: 'oshirase@kaimono.example',
  subject: 'ご注文の確認',
  html: '<p>Amazon.co.jpをご利用いただきありがとうございます。</p><a href="https://kaimono.example/rireki">ご注文の履歴</a>',
};

let browser: Browser;
let rules: RuleServer;
let popup: Page;

test.beforeAll(async ({ extension, webmail }) => {
  rules = await startRuleServer(extension);
  give(rules, 'kaimono.example');
  await rules.publish();
  await rules.publish('-version', '2');
  browser = await Browser.launch({ extension, still: true });
  await logIn(browser.page, webmail);
  await receive(browser.page, webmail, compose(letter));
  await openPreview(browser.page, letter.subject);
  popup = await browser.popup(browser.page);
  await look();
  await expect.poll(() => browser.received()).toBe(2);
});

test.afterAll(async () => {
  await browser?.close();
  await rules?.stop();
});

/** Has the popup look for new rules, and waits for what it says. */
async function look(): Promise<void> {
  await popup.locator('#sync').click();
  await expect(popup.locator('#sync')).toBeEnabled();
}

/** Opens the mail once more: it is judged by what is in use now. */
async function judge(verdict: string): Promise<void> {
  const frame = browser.page.frame('messagecontframe');
  await frame?.goto(frame.url());
  await expect.poll(() => verdicts(browser.page)).toEqual([verdict]);
}

/** What is kept of the rules. */
function kept(): Promise<unknown> {
  return browser.background.evaluate(() => chrome.storage.local.get('book'));
}

/** An honest publication is taken, with all that was done to the browser before. */
async function recover(): Promise<void> {
  const version = (await browser.received()) + 1;
  await rules.publish('-version', String(version));
  await rules.resume();
  // A machine that is busy may need more than one look to be in time.
  await expect(async () => {
    await look();
    expect(await popup.locator('#rules [data-failure]').count()).toBe(0);
  }).toPass();
  expect(await browser.received()).toBe(version);
}

for (const [attack, code] of Object.entries(attacks)) {
  test(`${attack}: refused, and said to be`, async () => {
    const before = await kept();
    await rules.attack(attack);
    await popup.locator('#sync').click();
    // While it is under way, a mail does not wait for it.
    await judge('consistent');
    await expect(popup.locator('#sync')).toBeEnabled();
    const failure = popup.locator(`#rules [data-failure=${code}]`);
    await expect(failure).toContainText(says[code] ?? 'no text for it');
    await expect(failure).toContainText('これまでの判定ルールを使い続けます');
    expect(await kept()).toEqual(before);

    await browser.stopBackground();
    await judge('consistent');
    await recover();
  });
}

test('the background is stopped in the middle of a sync: the next one brings the rules', async () => {
  const before = await kept();
  const isAsked = await rules.attack('slow-book');
  await popup.locator('#sync').click();
  await expect.poll(() => isAsked('targets/')).toBe(true);
  await browser.stopBackground();
  await judge('consistent');
  expect(await kept()).toEqual(before);
  await popup.reload();
  await recover();
  await judge('consistent');
});

test('fast-forward: a version that nothing can follow is forgotten with the key that signed it', async () => {
  await rules.attack('fast-forward');
  await look();
  await judge('consistent');
  const version = await browser.received();
  await rules.publish('-version', String(version + 1));
  await rules.resume();
  await look();
  await expect(popup.locator('#rules [data-failure=older]')).toBeVisible();
  await rules.rotate('snapshot', 'timestamp');
  await recover();
  await judge('consistent');
});

test('four roots: every key is replaced, and the browser follows', async ({ extension }) => {
  for (const keys of [
    ['root-1', 'timestamp'],
    ['root-2', 'snapshot'],
    ['root-3', 'targets'],
  ]) {
    await rules.rotate(...keys);
  }
  await recover();
  await judge('consistent');
  // So does one that was installed with the first root just now.
  const fresh = await Browser.launch({ extension });
  await expect.poll(() => fresh.received()).toBe(await browser.received());
  await fresh.close();
});

test('a book that misjudges what is plain is refused, and named', async () => {
  const version = (await browser.received()) + 1;
  const before = await kept();
  give(rules, 'koushin.example');
  await rules.publish('-version', String(version), '-untried');
  await look();
  const failure = popup.locator('#rules [data-failure=refused]');
  await expect(failure).toContainText(`第${version}版`);
  await expect(failure).toContainText('sender elsewhere, link elsewhere');
  expect(await kept()).toEqual(before);
  await judge('consistent');
});
