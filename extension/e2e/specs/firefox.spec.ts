import { join } from 'node:path';
import type { ElementHandle, Frame } from 'puppeteer-core';
import { Firefox } from '../firefox.ts';
import { inTwoDays, konbini } from '../konbini.ts';
import { compose } from '../mail.ts';
import { fixture } from '../mails.ts';
import { root } from '../paths.ts';
import { give } from '../rules.ts';
import type { Shown } from '../shown.ts';
import { test as base, expect } from '../test.ts';
import { logIn, receive } from '../webmail/firefox-reader.ts';
import type { Webmail } from '../webmail/webmail.ts';

// The main job once more in Firefox ESR, whose background is no service worker and whose content scripts see pages
// through a glass of their own. What does not depend on the browser is tested in Chromium.

interface InFirefox {
  /** Starts Firefox with the extension; it is closed when the test ends. */
  start: () => Promise<Firefox>;
  firefox: Firefox;
}

const test = base.extend<InFirefox>({
  start: async ({ extension }, use) => {
    const started: Firefox[] = [];
    await use(async () => {
      const firefox = await Firefox.launch({ extension: join(extension, '../test-firefox') });
      started.push(firefox);
      return firefox;
    });
    await Promise.all(started.map((firefox) => firefox.close()));
  },
  firefox: async ({ start }, use) => use(await start()),
});

// Each test starts a browser of its own, whose first steps are slow on a busy machine.
test.setTimeout(120_000);

/** Brings a mail of the corpus and opens it beside the list. */
function open({ page }: Firefox, webmail: Webmail, name: string): Promise<Frame> {
  const { eml, subject } = fixture(name);
  return receive(page, webmail, eml, subject);
}

/** Waits until the banners in the page show these verdicts. */
async function seen(firefox: Firefox, ...verdicts: string[]): Promise<Shown[]> {
  let all: Shown[] = [];
  const now = async () => {
    all = await firefox.shown(firefox.page);
    return all.flatMap(({ banner }) => (banner ? [banner.verdict] : []));
  };
  await expect.poll(now).toEqual(verdicts);
  return all;
}

/** Opens the popup over the tab in front and waits until it says all of this. */
async function popupSays(firefox: Firefox, ...texts: (string | RegExp)[]): Promise<void> {
  await firefox.openPopup();
  for (const text of texts) await expect.poll(() => firefox.popupText()).toMatch(text);
}

test('mails in Roundcube: a false one, an honest one, one that is nobody’s; page, toolbar and popup say the same', async ({
  firefox,
  webmail,
}) => {
  await logIn(firefox.page, webmail);

  await test.step('a false one', async () => {
    const frame = await open(firefox, webmail, 'spoofed-forged-sender-embedded-host');
    const [shown] = await seen(firefox, 'spoofed');
    expect(shown?.banner?.text).toContain('なりすまし');
    expect(shown?.banner?.onTop).toBe(true);
    expect(shown?.marks).not.toEqual([]);
    const highlights = await frame.evaluate(() => [...CSS.highlights.keys()]);
    expect(highlights).toContain('tashikame-danger');
    await expect
      .poll(() => firefox.toolbar())
      .toMatchObject({ badge: '×', title: expect.stringContaining('なりすまし') });
    await popupSays(firefox, 'なりすまし');
    await firefox.closePopup();
  });

  await test.step('an honest one', async () => {
    await open(firefox, webmail, 'genuine-order-confirmation');
    const [shown] = await seen(firefox, 'consistent');
    expect(shown?.marks).toEqual([]);
    await expect.poll(() => firefox.toolbar()).toMatchObject({ badge: '' });
    await popupSays(firefox, '矛盾なし');
    await firefox.closePopup();
  });

  await test.step("one that is nobody's", async () => {
    await open(firefox, webmail, 'harmless-private-mail-mentions-amazon');
    await popupSays(firefox, 'Amazonを名乗るものはありません');
    await firefox.closePopup();
    await seen(firefox);
  });

  await test.step('a false one again, after the background was stopped', async () => {
    await firefox.stopBackground();
    await open(firefox, webmail, 'spoofed-winner-invitation');
    await seen(firefox, 'spoofed');
    await expect.poll(() => firefox.toolbar()).toMatchObject({ badge: '×' });
  });
});

/** Whose mail this is depends on the rules alone: by the book as it is, kaimono.example is not Amazon's. */
const letter = {
  from: 'Amazon.co.jp',
  address: 'oshirase@kaimono.example',
  subject: 'ご注文の確認',
  html: '<p>Amazon.co.jpをご利用いただきありがとうございます。</p><a href="https://kaimono.example/rireki">ご注文の履歴</a>',
};

test('rules come from the Worker by themselves; newer ones judge an open mail after "check now" in the popup', async ({
  rules,
  start,
  webmail,
}) => {
  await rules.publish('-version', '7');
  const firefox = await start();
  await logIn(firefox.page, webmail);
  await receive(firefox.page, webmail, compose(letter), letter.subject);
  await seen(firefox, 'spoofed');
  await popupSays(firefox, 'なりすまし', '判定ルール');
  await firefox.pressInPopup('#rules-part:not([open]) > summary');
  await expect.poll(() => firefox.popupText()).toMatch(/第7版.*から使用中/);

  give(rules, 'kaimono.example');
  await rules.publish('-version', '8');
  await firefox.stopBackground();
  await firefox.pressInPopup('#sync');
  await seen(firefox, 'consistent');
  await expect.poll(() => firefox.popupText()).toMatch(/第8版.*から使用中/);
  await rules.halt();
  await firefox.pressInPopup('#sync');
  await expect.poll(() => firefox.popupText()).toContain('これまでの判定ルールを使い続けます');
});

test('a deadline is marked in the mail, listed in the popup, and still there after the background was stopped', async ({
  firefox,
  webmail,
}) => {
  const { eml, subject } = konbini(inTwoDays());
  await logIn(firefox.page, webmail);
  await receive(firefox.page, webmail, eml, subject);
  const [shown] = await seen(firefox, 'consistent');
  expect(shown?.chips).toMatchObject([{ kind: 'konbini', text: expect.stringMatching(/^残り 2日[12]時間$/) }]);
  await popupSays(firefox, /残り 2日[12]時間/, subject);
  await firefox.closePopup();

  await firefox.stopBackground();
  const popup = await firefox.open('popup.html');
  await popup.waitForSelector('#agenda [data-due=konbini]');
  await popup.locator('#agenda [data-do=done]').click();
  await popup.waitForSelector('#agenda .over li');
});

test('mail files are judged on their own page, and never proven', async ({ firefox }) => {
  const page = await firefox.open('eml.html');
  const named = (name: string) => join(root, 'wasm/testdata/mails', `${name}.eml`);
  const input = (await page.waitForSelector('#file')) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(named('spoofed-winner-invitation'), named('genuine-order-confirmation'));
  const judged = () =>
    page.$$eval('#results [data-verdict]', (all) => all.map((el) => el.getAttribute('data-verdict')).sort());
  await expect.poll(judged).toEqual(['consistent', 'spoofed']);
});
