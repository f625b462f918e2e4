import type { Page } from '@playwright/test';
import type { Browser } from '../browser.ts';
import { shown, verdicts } from '../shown.ts';
import { type Site, webmailPage } from '../site.ts';
import { speak } from '../surfaces.ts';
import { expect, test } from '../test.ts';

// The first minute, the popup's box for questions, the banner as the reader wants it, the options, and what is said
// when nobody is protected.

const head = { from: 'Amazon.co.jp', address: 'no-reply@amazon.co.jp', subject: 'ご確認ください' };
const sure = '<p>Amazon.co.jpをご利用いただきありがとうございます。</p>';
const spoofing = webmailPage(head, `${sure}<a href="https://kakunin.example/">お手続きはこちら</a>`);
const honest = webmailPage(head, `${sure}<a href="https://www.amazon.co.jp/your-orders">ご注文の履歴</a>`);

async function judged(page: Page, ...expected: string[]): Promise<void> {
  await expect.poll(() => verdicts(page)).toEqual(expected);
}

test.describe('the first minute', () => {
  test('one page opens, once, and shows on samples what the extension does', async ({ launch }) => {
    const browser = await launch({ welcome: true });
    const welcome = await browser.welcome();
    await judged(welcome, 'spoofed', 'consistent', 'spoofed');
    await expect(welcome.locator('#picture-link article')).toHaveAttribute('data-verdict', 'spoofed');
    await expect(welcome.locator('#reads')).toContainText('Gmail');
    await expect(welcome.locator('#rules')).toContainText('版');

    await welcome.getByLabel('コンビニ払いのお知らせ').check();
    await judged(welcome, 'spoofed', 'consistent', 'consistent');
    const [, , sample] = await shown(welcome);
    expect(sample?.chips.map(({ kind }) => kind)).toEqual(['konbini']);
    await welcome.getByLabel('友だちからのメール').check();
    await judged(welcome, 'spoofed', 'consistent');

    // An update closes the extension's pages, and opens none.
    await browser.reloadExtension();
    await browser.own('popup');
    expect(browser.context.pages().filter((page) => page.url().endsWith('/welcome.html'))).toEqual([]);
  });

  test('another language is spoken at once, everywhere', async ({ tashikame, site }) => {
    const welcome = await tashikame.own('welcome');
    await welcome.locator('#language').selectOption('en');
    await expect(welcome.locator('h1')).toHaveText('Welcome to Tashikame');
    const { page } = tashikame;
    await page.goto(site.serve('mail', spoofing));
    await judged(page, 'spoofed');
    const [mail] = await shown(page);
    expect(mail?.banner?.text).not.toMatch(/なりすまし|理由|開く/);
    expect(await tashikame.toolbar(page)).toMatchObject({ title: expect.not.stringContaining('なりすまし') });
    const popup = await tashikame.popup(page);
    await expect(popup.locator('#page h3')).toHaveText('Spoofed');
    await speak(tashikame, 'ja');
    await expect.poll(async () => (await shown(page))[0]?.banner?.text).toContain('なりすまし');
  });
});

test('the keys that the browser gave are named, and what has none says so', async ({ tashikame }) => {
  const given = await tashikame.background.evaluate(() => chrome.commands.getAll());
  const keys = given.map(({ shortcut }) => shortcut ?? '');
  expect(keys).toHaveLength(2);
  // A browser gives none that it uses itself.
  expect(keys).not.toContain('');
  for (const name of ['welcome', 'options', 'popup'] as const) {
    const page = await tashikame.own(name);
    await expect(page.locator('#keys kbd')).toHaveText(keys);
  }
  await tashikame.withholdKey('check-page');
  const popup = await tashikame.own('popup');
  await expect(popup.locator('#keys li')).toHaveText([/Alt\+Shift\+K/, /このページを調べる 未設定/]);
  const opened = tashikame.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'キーを変える' }).click();
  expect((await opened).url()).toBe('chrome://extensions/shortcuts');
});

test.describe('a question in the popup', () => {
  /** Asks, and gives what is answered. */
  async function answer(popup: Page, question: string): Promise<string | null> {
    const found = popup.locator('#found article');
    await popup.locator('#question').fill(question);
    await popup.locator('#question').press('Enter');
    await found.waitFor();
    return found.getAttribute('data-verdict');
  }

  for (const [question, verdict, says] of [
    ['https://www.amazon.co.jp/gp/css/order-history', 'genuine', 'Amazonのサイトです'],
    ['https://amaz0n-login.example/', 'spoofed', 'amaz0n-login.example'],
    ['no-reply@amazon.co.jp', 'consistent', 'Amazonが使っているアドレス'],
    ['no-reply@amazon-support.example', 'spoofed', '似せた'],
    ['https://kutsu.example/', 'none', 'Amazonのサイトではありません'],
  ] as const) {
    test(`${question} is ${verdict}`, async ({ tashikame }) => {
      const popup = await tashikame.own('popup');
      expect(await answer(popup, question)).toBe(verdict);
      await expect(popup.locator('#found')).toContainText(says);
    });
  }

  test('a mail that was copied is judged by where its links really lead', async ({ tashikame }) => {
    const popup = await tashikame.own('popup');
    const text =
      'Amazon.co.jpをご利用いただきありがとうございます。\nお支払い方法を更新してください。\nお手続きはこちら';
    expect(await answer(popup, text)).toBe('consistent');
    await popup.locator('#question').fill('');
    await popup.evaluate((copied) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', copied);
      clipboardData.setData('text/html', copied.replace('お手続きはこちら', '<a href="https://kutsu.example/">$&</a>'));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true });
      document.querySelector('#question')?.dispatchEvent(paste);
    }, text);
    await popup.locator('#question').fill(text);
    await popup.locator('#ask button').click();
    await expect(popup.locator('#found article')).toHaveAttribute('data-verdict', 'spoofed');
    await expect(popup.locator('#found')).toContainText('kutsu.example');
  });

  test('a link is asked about by its menu', async ({ tashikame, site }) => {
    await tashikame.page.goto(site.serve('page', '<a href="https://amaz0n-login.example/">x</a>'));
    await tashikame.page.bringToFront();
    await tashikame.background.evaluate(() => {
      const { onClicked } = chrome.contextMenus as unknown as { onClicked: { dispatch(info: object): void } };
      onClicked.dispatch({ menuItemId: 'link', linkUrl: 'https://amaz0n-login.example/' });
    });
    const popup = await tashikame.openedPopup();
    await popup.waitFor('#found article[data-verdict=spoofed]');
    expect(await popup.evaluate('document.querySelector("main").firstElementChild.className')).toBe('ask');
    await popup.close();
  });
});

test.describe('the banner', () => {
  /** Presses the cross in the corner of the first banner. */
  async function putAway(page: Page): Promise<void> {
    const [mail] = await shown(page);
    const box = mail?.banner?.box;
    if (!box) throw new Error('there is no banner');
    await page.mouse.click(box.x + box.width - 20, box.y + 20);
    await judged(page);
  }

  test('put away, stays away from this mail; its links stay marked, and other mails get theirs', async ({
    tashikame,
    site,
  }) => {
    const { page } = tashikame;
    const address = site.serve('mail', spoofing);
    await page.goto(address);
    await judged(page, 'spoofed');
    await putAway(page);
    await page.reload();
    await expect.poll(async () => (await shown(page)).map(({ marks }) => marks.length)).toEqual([1]);
    expect(await verdicts(page)).toEqual([]);
    expect(await tashikame.toolbar(page)).toMatchObject({ badge: '×' });
    const kept = await tashikame.background.evaluate(() => chrome.storage.local.get('closed'));
    expect(JSON.stringify(kept)).toMatch(/^\{"closed":\["[0-9a-f]{24}"\]\}$/);
    await page.goto(
      site.serve(
        'other',
        webmailPage({ ...head, subject: '別のメール' }, `${sure}<a href="https://kakunin.example/">x</a>`),
      ),
    );
    await judged(page, 'spoofed');
  });

  test('is not printed, and stays within the window of a page that reads from right to left', async ({
    tashikame,
    site,
  }) => {
    const { page } = tashikame;
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(site.serve('mail', spoofing.replace('<html lang="ja">', '<html lang="ar" dir="rtl">')));
    await judged(page, 'spoofed');
    const [mail] = await shown(page);
    expect(mail?.banner?.box.x).toBeGreaterThanOrEqual(0);
    expect((mail?.banner?.box.x ?? 0) + (mail?.banner?.box.width ?? 0)).toBeLessThanOrEqual(320);
    await page.emulateMedia({ media: 'print' });
    expect((await shown(page))[0]?.banner?.box).toMatchObject({ width: 0, height: 0 });
  });

  test('makes its room at once where no motion is wanted', async ({ tashikame, site }) => {
    const { page } = tashikame;
    await page.goto(site.serve('mail', spoofing));
    await judged(page, 'spoofed');
    const [mail] = await shown(page);
    const host = await page.locator('tashikame-banner').boundingBox();
    expect(host?.height).toBeGreaterThan(mail?.banner?.box.height ?? Number.NaN);
  });

  test('moves nothing of a page that is already drawn more than a line and its reasons need', async ({
    tashikame,
    site,
  }) => {
    const { page } = tashikame;
    await page.goto(site.serve('mail', honest));
    await judged(page, 'consistent');
    const [mail] = await shown(page);
    expect(mail?.banner?.box.height).toBeLessThan(48);
  });
});

test.describe('the options', () => {
  async function withMail(browser: Browser, site: Site, html: string): Promise<Page> {
    const page = await browser.context.newPage();
    await page.goto(site.serve('mail', html));
    return page;
  }

  test('honest mails get no banner where only warnings are wanted; false ones do', async ({ tashikame, site }) => {
    const page = await withMail(tashikame, site, honest);
    await judged(page, 'consistent');
    const options = await tashikame.own('options');
    await options.getByLabel('注意が必要なときだけ出す').check();
    await judged(page);
    await page.goto(site.serve('false', spoofing));
    await judged(page, 'spoofed');
  });

  test('a site that is switched off is left alone at once, and looked at again at once', async ({
    tashikame,
    site,
  }) => {
    const page = await withMail(tashikame, site, spoofing);
    await judged(page, 'spoofed');
    const options = await tashikame.own('options');
    const here = options.locator('#sites').getByLabel('127.0.0.1');
    await here.uncheck();
    await judged(page);
    expect(await tashikame.reports(page)).toEqual([]);
    await here.check();
    await judged(page, 'spoofed');
  });

  test('a company that is not looked for is not spoken of', async ({ tashikame, site }) => {
    const page = await withMail(tashikame, site, spoofing);
    await judged(page, 'spoofed');
    const options = await tashikame.own('options');
    await options.locator('#brands').getByLabel('Amazon').uncheck();
    await judged(page);
    await expect.poll(() => tashikame.toolbar(page)).toEqual({ badge: '', title: 'たしかめ' });
  });

  test('everything is erased, after being asked twice', async ({ tashikame, site }) => {
    const page = await withMail(tashikame, site, spoofing);
    await judged(page, 'spoofed');
    const options = await tashikame.own('options');
    await options.getByLabel('注意が必要なときだけ出す').check();
    await expect(options.locator('#saved')).toHaveText('保存しました。');
    await options.locator('#erase').click();
    await options.locator('#sure').getByRole('button', { name: 'やめる' }).click();
    expect(await names(tashikame)).toContain('preferences');
    await options.locator('#erase').click();
    await options.locator('#sure').getByRole('button', { name: 'すべて消す' }).click();
    await expect.poll(() => names(tashikame)).not.toContain('preferences');
    await expect(options.getByLabel('いつも出す')).toBeChecked();
    const left = await names(tashikame);
    const own = ['arranged', 'book', 'closed-salt', 'sync', 'tried'];
    expect(left.filter((name) => !own.includes(name))).toEqual([]);
  });

  async function names(browser: Browser): Promise<string[]> {
    return browser.background.evaluate(async () => Object.keys(await chrome.storage.local.get(null)));
  }

  test('the diagnosis tries the core, and says nothing of any mail', async ({ tashikame, site }) => {
    const page = await withMail(tashikame, site, spoofing);
    await judged(page, 'spoofed');
    const options = await tashikame.own('options');
    await options.locator('#diagnose').click();
    const said = options.locator('#diagnosis');
    await expect(said).toContainText('正しく判定しています');
    await expect(said).not.toContainText('kakunin.example');
    await expect(said).not.toContainText(head.subject);
    await expect(said).not.toContainText(head.address);
  });
});

test.describe('when nobody is protected', () => {
  const badge = (browser: Browser) => browser.background.evaluate(() => chrome.action.getBadgeText({}));

  test('the popup and the badge say so where the browser has no WebAssembly, and no mail is called safe', async ({
    launch,
    site,
  }) => {
    const browser = await launch({ extraArgs: ['--js-flags=--jitless'] });
    await expect.poll(() => badge(browser)).toBe('!');
    const popup = await browser.own('popup');
    await expect(popup.locator('#protection')).toContainText('保護が働いていません');
    await expect(popup.locator('#protection')).toContainText('WebAssembly');
    await browser.page.goto(site.serve('mail', honest));
    expect(await verdicts(browser.page)).not.toContain('consistent');
  });

  test('the popup and the badge say so where the permission to see the sites was taken away', async ({ tashikame }) => {
    await tashikame.withholdSites();
    await expect.poll(() => badge(tashikame)).toBe('!');
    const popup = await tashikame.own('popup');
    await expect(popup.locator('#protection')).toContainText('mail.google.com');
    await expect(popup.locator('#protection').getByRole('button', { name: '許可する' })).toBeVisible();
  });
});
