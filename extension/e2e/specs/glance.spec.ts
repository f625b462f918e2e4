import type { Page } from '@playwright/test';
import type { Browser } from '../browser.ts';
import { expect, judged, pageNamed, test } from '../shop.ts';
import { webmailPage } from '../site.ts';

// What the popup paints before anybody has answered: the verdict, what is due, the requests, as they are by now.

const hour = 60 * 60_000;
const product = 'https://www.amazon.co.jp/dp/B0EXAMPL51';

/** A mail about a payment at a konbini, by that time. */
function konbini(due: Date): string {
  const time = due.toLocaleString('ja', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return webmailPage(
    { from: 'Amazon.co.jp', address: 'no-reply@amazon.co.jp', subject: 'お支払い番号のお知らせ' },
    `<p>Amazon.co.jpをご利用いただきありがとうございます。コンビニ払いのお支払い番号をお知らせします。</p>
    <p>お支払い期限: ${time}</p><p>注文番号: 249-5151515-5151515</p>
    <a href="https://www.amazon.co.jp/your-orders">注文履歴</a>`,
  );
}

/** The popup over a page, with a background that answers nothing. */
async function glance({ context, extensionId }: Browser, tab: number, now?: Date): Promise<Page> {
  const popup = await context.newPage();
  if (now) await popup.clock.setFixedTime(now);
  await popup.addInitScript(() => {
    chrome.runtime.sendMessage = () => new Promise(() => undefined);
  });
  await popup.goto(`chrome-extension://${extensionId}/popup.html?tab=${tab}`);
  return popup;
}

/** As our own pages ask it. */
function ask(popup: Page, message: object): Promise<unknown> {
  return popup.evaluate((what) => chrome.runtime.sendMessage(what), message);
}

test('what is shown at first glance is what the ledger holds, whatever has changed, and whoever sleeps', async ({
  shop,
  site,
  visit,
}) => {
  const due = new Date(Math.ceil(Date.now() / hour) * hour + 49 * hour);
  const seen = await visit(pageNamed('product-desk-requested-ja').replaceAll('B0EXAMPL21', 'B0EXAMPL51'), product);
  await expect.poll(async () => (await judged(shop, seen))?.status).toBe('requested');
  const mail = await shop.context.newPage();
  await mail.goto(site.serve('konbini', konbini(due)));
  await expect.poll(async () => (await judged(shop, mail))?.verdict).toBe('consistent');
  const tab = await shop.tab(mail);
  const full = await shop.popup(mail);
  await expect(full.locator('.due')).toHaveCount(1);
  const [card, over, request] = ['.due', '.over li', '.request'] as const;

  /** Looks, and closes it again. */
  const look = async (at: (popup: Page) => Promise<void>, now?: Date) => {
    const popup = await glance(shop, tab, now);
    await at(popup);
    await popup.close();
  };

  await test.step('with the background stopped', async () => {
    await shop.stopBackground();
    await look(async (popup) => {
      await expect(popup.locator('#page .verdict')).toHaveAttribute('data-verdict', 'consistent');
      await expect(popup.locator(card)).toContainText('お支払い期限');
      await expect(popup.locator(`${card} .left`)).toHaveText(/^残り 2日/);
      await expect(popup.locator(`${request}[data-key$=B0EXAMPL51]`)).toHaveCount(1);
      await expect(popup.locator('#requests-state')).toHaveText(/1/);
    });
  });

  await test.step('the time that is left is that of the look', async () => {
    await look((popup) => expect(popup.locator(`${card} .left`)).toHaveText('残り 1時間0分'), new Date(+due - hour));
    await look(
      async (popup) => {
        await expect(popup.locator(over)).toContainText('期限を過ぎました');
        await expect(popup.locator(card)).toHaveCount(0);
        await expect(popup.locator('#agenda-state')).toHaveText('');
      },
      new Date(+due + hour),
    );
  });

  await test.step('done, and taken off the list', async () => {
    await full.locator(`${card} [data-do=done]`).click();
    await expect(full.locator(over)).toContainText('済み');
    await full.locator('#requests-part').evaluate((part) => part.setAttribute('open', ''));
    await full.locator(`${request} [data-do=remove]`).click();
    await expect(full.locator(`${request} [data-do=undo]`)).toBeVisible();
    await look(async (popup) => {
      await expect(popup.locator(over)).toContainText('済み');
      await expect(popup.locator(card)).toHaveCount(0);
      await expect(popup.locator(`${request} [data-do=undo]`)).toHaveCount(1);
    });
  });

  await test.step('another ledger in its place, and the first one again', async () => {
    const { value } = (await ask(full, { type: 'export' })) as { value: object };
    await ask(full, { type: 'import', text: JSON.stringify({ ...value, kept: {} }) });
    await look(async (popup) => {
      await expect(popup.locator('#requests')).not.toBeEmpty();
      await expect(popup.locator(`${card}, ${over}, ${request}`)).toHaveCount(0);
    });
    await ask(full, { type: 'import', text: JSON.stringify(value) });
    await look(async (popup) => {
      await expect(popup.locator(over)).toContainText('済み');
      await expect(popup.locator(request)).toHaveCount(1);
    });
  });

  await test.step('in another language only when it was said in it', async () => {
    const preferences = { language: 'en', marks: 'all', chips: true, hostsOff: [], brandsOff: [] };
    await ask(full, { type: 'prefer', preferences });
    await look(async (popup) => {
      await expect(popup.locator('html')).toHaveAttribute('lang', 'en');
      await expect(popup.locator('#page')).not.toBeEmpty();
      await expect(popup.locator('#agenda')).not.toContainText('済み');
    });
    await ask(full, { type: 'prefer', preferences: { ...preferences, language: '' } });
  });

  await test.step('what is kept ready and broken costs nothing but the wait for the answer', async () => {
    const broken = { lang: 'ja', view: { items: [null], open: 'x' } };
    await shop.background.evaluate(
      (kept) => chrome.storage.session.set({ 'glance:dues1/': kept, 'glance:requests1/': kept }),
      broken,
    );
    const popup = await shop.popup(mail);
    await expect(popup.locator(over)).toContainText('済み');
    await expect(popup.locator(request)).toHaveCount(1);
    await expect(popup.locator('#agenda .failure, #requests .failure')).toHaveCount(0);
    await popup.close();
  });

  await test.step('nothing, once everything is erased', async () => {
    await ask(full, { type: 'erase' });
    await full.close();
    await look(async (popup) => {
      await expect(popup.locator('h1')).toHaveText('たしかめ');
      await expect(popup.locator(`${card}, ${over}, ${request}`)).toHaveCount(0);
    });
  });
  await mail.close();
});

test('of a page that is gone no verdict is shown, were it for a moment', async ({ tashikame, site }) => {
  const { page } = tashikame;
  await page.goto(site.serve('konbini', konbini(new Date(Date.now() + 50 * hour))));
  await expect.poll(async () => (await judged(tashikame, page))?.verdict).toBe('consistent');
  const tab = await tashikame.tab(page);
  await tashikame.stopBackground();
  // Nobody notices that the tab shows something else by now.
  await page.goto('data:text/html,<title>another page</title>');
  const popup = await glance(tashikame, tab);
  await expect(popup.locator('#page')).not.toBeEmpty();
  await expect(popup.locator('.verdict')).toHaveCount(0);
});
