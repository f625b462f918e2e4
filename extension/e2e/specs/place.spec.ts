import type { Page } from 'playwright-core';
import type { Browser } from '../browser.ts';
import type { Hosts } from '../hosts.ts';
import { expect, notes, pageNamed, test } from '../shop.ts';
import { lookInto } from '../shown.ts';

// Whose place a page is: said of every page of the brand's own, and warned of where a page elsewhere presents itself
// as the brand's, for readers who allow that.

const elsewhere = 'https://kakunin-madoguchi.example/ap/signin';

/** The warning over a page: what it says, how wide it is and whether it lies on top. */
async function warnings(page: Page): Promise<{ verdict: string; text: string; wide: boolean; onTop: boolean }[]> {
  return (await lookInto(page, 'tashikame-note', look)).flat();
}

function look(this: ShadowRoot) {
  return [...this.querySelectorAll<HTMLElement>('.warning')].map((warning) => {
    const { left, top, width, height } = warning.getBoundingClientRect();
    return {
      verdict: warning.dataset['verdict'] ?? '',
      text: warning.innerText,
      wide: width === document.documentElement.clientWidth,
      onTop: document.elementFromPoint(left + width / 2, top + height / 2) === this.host,
    };
  });
}

const opened: Page[] = [];

test.afterEach(async () => {
  for (const page of opened.splice(0)) await page.close();
});

async function open(browser: Browser, hosts: Hosts, html: string, address = elsewhere): Promise<Page> {
  hosts.show(address, html);
  const page = await browser.context.newPage();
  opened.push(page);
  await page.goto(address);
  return page;
}

test('the toolbar says that a page is an official one, and forgets it with the page', async ({
  shop,
  visit,
  hosts,
}) => {
  const page = await visit(pageNamed('place-official'), 'https://www.amazon.co.jp/ap/signin');
  await expect.poll(() => shop.toolbar(page)).toEqual({ badge: '', title: 'たしかめ: Amazonの正規のページ' });
  hosts.show(elsewhere, pageNamed('place-blog'));
  await page.goto(elsewhere);
  await expect.poll(async () => (await shop.toolbar(page)).title).toBe('たしかめ');
});

test('an official page says so in the popup', async ({ shop, visit }) => {
  const page = await visit(pageNamed('place-official'), 'https://www.amazon.co.jp/ap/signin');
  const popup = await shop.popup(page);
  await expect(popup.locator('#page')).toContainText('Amazonの正規のページです（www.amazon.co.jp）');
  await popup.close();
});

test('a page of another site that shows an official one in a frame is no official page', async ({
  shop,
  visit,
  hosts,
}) => {
  hosts.show('https://www.amazon.co.jp/ap/signin', pageNamed('place-official'));
  const page = await visit('<iframe src="https://www.amazon.co.jp/ap/signin"></iframe>', 'https://waku.example/');
  await expect(page.frameLocator('iframe').locator('body')).toContainText(/./);
  expect((await shop.toolbar(page)).title).toBe('たしかめ');
});

test('without leave, other sites are not looked at', async ({ shop, visit }) => {
  const page = await visit(pageNamed('place-imitation'), elsewhere);
  await page.locator('input[type=password]').focus();
  expect(await warnings(page)).toEqual([]);
  expect(await shop.reports(page)).toEqual([]);
});

for (const [name, verdict] of [
  ['place-imitation', 'spoofed'],
  ['place-imitation-email-first', 'spoofed'],
  ['place-imitation-no-title', 'spoofed'],
  ['place-imitation-card', 'spoofed'],
  ['place-imitation-no-form', 'caution'],
  ['place-signin-table-en', 'spoofed'],
  ['place-signin-cards', 'spoofed'],
  ['place-signin-links', 'caution'],
  ['place-signin-salted', 'spoofed'],
] as const) {
  test(`${name}: a warning over the whole width, before anything is typed`, async ({ everywhere, hosts }) => {
    const page = await open(everywhere, hosts, pageNamed(name));
    await expect.poll(() => warnings(page)).toMatchObject([{ verdict, wide: true, onTop: true }]);
    await expect(page.locator('tashikame-note')).toHaveCount(1);
    const [warning] = await warnings(page);
    expect(warning?.text).toContain('Amazon');
    expect(warning?.text).toContain('kakunin-madoguchi.example');
    expect(warning?.text).toContain('何も入力せずに閉じて');
    await expect.poll(() => everywhere.toolbar(page)).toMatchObject({ badge: verdict === 'spoofed' ? '×' : '!' });
  });
}

for (const [name, address] of [
  ['place-blog', 'https://kurashi.example/login'],
  ['place-amazon-pay', 'https://kutsu.example/login'],
  ['place-hidden-logo', 'https://kaiin.example/'],
  ['place-webmail', 'https://mail.kaiin.example/'],
  ['place-official', 'https://www.amazon.com/ap/signin'],
  ['place-official-cards', 'https://www.amazon.co.jp/ap/signin'],
] as const) {
  test(`${name}: no warning`, async ({ everywhere, hosts }) => {
    const page = await open(everywhere, hosts, pageNamed(name), address);
    // What is not warned of takes as long to be judged as what is.
    const other = await open(everywhere, hosts, pageNamed('place-imitation'));
    await expect.poll(() => warnings(other)).toHaveLength(1);
    expect(await warnings(page)).toEqual([]);
  });
}

test('a form that a script puts up later is warned of too, and the warning comes back when the page removes it', async ({
  everywhere,
  hosts,
}) => {
  const page = await open(everywhere, hosts, '<!doctype html><title>…</title><p>お待ちください</p>');
  await page.evaluate((html) => {
    const { body, title } = new DOMParser().parseFromString(html, 'text/html');
    document.title = title;
    document.body.innerHTML = body.innerHTML;
  }, pageNamed('place-imitation'));
  await expect.poll(() => warnings(page)).toMatchObject([{ verdict: 'spoofed' }]);
  await page.evaluate(() => {
    for (const el of document.querySelectorAll('tashikame-note')) el.remove();
  });
  await page.locator('input[type=password]').focus();
  await expect.poll(() => warnings(page)).toMatchObject([{ verdict: 'spoofed' }]);
});

test('a page that names its elements like what we read is warned of all the same', async ({ everywhere, hosts }) => {
  const names = [
    'title',
    'body',
    'querySelectorAll',
    'querySelector',
    'createElement',
    'addEventListener',
    'documentElement',
  ];
  const covers = names.map((name) => `<img name="${name}" alt=""><form name="${name}"></form>`).join('');
  const page = await open(everywhere, hosts, pageNamed('place-imitation').replace('<body>', `<body>${covers}`));
  await expect.poll(() => warnings(page)).toMatchObject([{ verdict: 'spoofed', onTop: true }]);
});

test('a webmail that shows a false mail is judged as a webmail', async ({ everywhere, hosts }) => {
  const mail = pageNamed('place-imitation').replace('<body>', '<body><div id="messagebody"></div>');
  const page = await open(everywhere, hosts, mail, 'https://mail.kaiin.example/');
  const other = await open(everywhere, hosts, pageNamed('place-imitation'));
  await expect.poll(() => warnings(other)).toHaveLength(1);
  expect(await warnings(page)).toEqual([]);
});

test('where gift codes are traded, the risk is said, and nowhere else', async ({ everywhere, hosts }) => {
  const page = await open(everywhere, hosts, pageNamed('place-codes'), 'https://auctions.yahoo.co.jp/item/1');
  await expect
    .poll(async () => (await notes(page)).map(({ headline }) => headline))
    .toEqual(['ギフトカード番号を売買するページです。買った番号は、後から無効にされることがあります。']);
  const [note] = await notes(page);
  expect(note?.text).toContain('Amazon');
  const blog = await open(everywhere, hosts, pageNamed('place-codes'), 'https://kurashi.example/');
  const other = await open(everywhere, hosts, pageNamed('place-imitation'));
  await expect.poll(() => warnings(other)).toHaveLength(1);
  expect(await notes(blog)).toEqual([]);
});
