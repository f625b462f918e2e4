import { inTwoDays, konbini } from '../konbini.ts';
import { expect, judged, test } from '../shop.ts';
import { verdicts } from '../shown.ts';
import { logIn, openPreview, receive } from '../webmail/reader.ts';

// A payment at a konbini, from its mail to its order's page: the mail alone names no number.

const order = '249-7654321-7654321';
const number = '81250947306';
const address = `https://www.amazon.co.jp/your-orders/order-details?orderID=${order}`;

function page(status: string, rest = ''): string {
  return `<!doctype html><html lang="ja"><title>注文の詳細</title><body><main id="orderDetails"><h1>注文内容を表示</h1>
    <p>注文番号 ${order}</p><h4 class="yohtmlc-shipment-status-primaryText">${status}</h4>${rest}</main></body></html>`;
}

test("a number to pay by comes from the order's page, is copied, and goes when it is paid", async ({
  shop,
  visit,
  webmail,
}) => {
  const due = inTwoDays();
  const stated = new Intl.DateTimeFormat('ja', {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(due);
  // Other tests have been to the shop in this browser.
  await shop.background.evaluate(async () => {
    const names = Object.keys(await chrome.storage.local.get(null));
    await chrome.storage.local.remove(names.filter((name) => name.startsWith('dues1/')));
  });
  await logIn(shop.page, webmail);
  const { eml, subject } = konbini(due);
  await receive(shop.page, webmail, eml);
  await openPreview(shop.page, subject);
  await expect.poll(() => verdicts(shop.page)).toEqual(['consistent']);
  const popup = await shop.popup(shop.page);
  const agenda = popup.locator('#agenda');
  await expect(agenda.locator('article')).toHaveCount(1);
  await expect(agenda).toContainText('未確認のメール');
  await expect(agenda.locator('.number')).toHaveCount(0);

  const unpaid = `<h3>お支払いに関するご案内</h3><p>お支払い番号：${number}</p><p>お支払い期限：${stated}</p>`;
  const orderPage = await visit(page('お支払い待ち', unpaid), address);
  await expect.poll(async () => (await judged(shop, orderPage))?.status).toBe('unpaid');
  await popup.bringToFront();
  await expect(agenda.locator('article')).toHaveCount(1);
  await expect(agenda.locator('.number')).toContainText(number);
  await expect(agenda).not.toContainText('未確認のメール');
  await agenda.locator('summary', { hasText: 'コンビニでの払い方' }).click();
  await expect(agenda.locator('dt')).toContainText(['11桁']);
  await expect(agenda.locator('dt', { hasText: '13桁' })).toHaveCount(0);
  await shop.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await agenda.getByRole('button', { name: 'コピー' }).click();
  await expect(agenda.locator('.number')).toContainText('コピーしました');
  expect(await popup.evaluate(() => navigator.clipboard.readText())).toBe(number);

  const sent = await visit(page('発送済み'), address);
  await expect.poll(async () => (await judged(shop, sent))?.status).toBe('shipped');
  await popup.bringToFront();
  await expect(agenda.locator('article')).toHaveCount(0);
  await expect(agenda.locator('.over li')).toContainText('終わりました');
  await expect(agenda.locator('[data-do=undo]')).toHaveCount(0);
  const kept = await shop.background.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
  expect(kept).toContain(order);
  expect(kept).not.toContain(number);
});
