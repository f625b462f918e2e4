import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../paths.ts';
import { expect, judged, pageNamed, test } from '../shop.ts';

// Invitation requests: kept from the products' pages that were opened, listed in the popup, and nowhere else.

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const product = 'https://www.amazon.co.jp/dp/B0EXAMPL';

/** A product's page in a state, by another product's number. */
function page(name: string, asin: string): [string, string] {
  return [pageNamed(name).replaceAll('B0EXAMPL21', `B0EXAMPL${asin}`), `${product}${asin}`];
}

function row(popup: Page, asin: string) {
  return popup.locator(`.request[data-key$="B0EXAMPL${asin}"]`);
}

/** The popup, with the requests unfolded. */
async function opened(popup: Page): Promise<Page> {
  await popup.locator('#requests-part').evaluate((part) => part.setAttribute('open', ''));
  return popup;
}

test('a page that was opened is on the list, with its state, and turns with it', async ({ shop, visit }) => {
  const seen = await visit(...page('product-desk-requested-ja', '41'));
  await expect.poll(async () => (await judged(shop, seen))?.status).toBe('requested');
  const popup = await opened(await shop.popup(seen));
  await expect(row(popup, '41').locator('.state')).toHaveText('招待をリクエスト済みです');
  await expect(row(popup, '41').getByRole('link').first()).toHaveAttribute('href', `${product}41`);
  await visit(...page('product-desk-invited-ja', '41'));
  await expect(row(popup, '41').locator('.state')).toHaveText('招待されています');
  const told = await shop.background.evaluate(() => chrome.notifications.getAll());
  expect(Object.keys(told).filter((id) => id.endsWith('B0EXAMPL41'))).toHaveLength(1);
  await popup.close();
});

test('one is taken off the list and had back, by keyboard alone', async ({ shop, visit }) => {
  const seen = await visit(...page('product-desk-expired-ja', '42'));
  await expect.poll(async () => (await judged(shop, seen))?.status).toBe('expired');
  const popup = await opened(await shop.popup(seen));
  const remove = row(popup, '42').getByRole('button', { name: '一覧から外す' });
  await remove.focus();
  await popup.keyboard.press('Enter');
  const undo = row(popup, '42').getByRole('button', { name: '元に戻す' });
  await expect(undo).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(row(popup, '42').locator('.state')).toHaveText('招待の期限が過ぎています');
  await popup.close();
});

test('a long list is chosen from, and axe finds no fault with it', async ({ shop, visit }) => {
  for (const asin of ['43', '44', '45', '46', '47']) {
    const seen = await visit(...page('product-desk-requested-ja', asin));
    await expect.poll(async () => (await judged(shop, seen))?.status).toBe('requested');
  }
  const seen = await visit(...page('product-mobile-invited-ja', '48'));
  await expect.poll(async () => (await judged(shop, seen))?.status).toBe('invited');
  const popup = await opened(await shop.popup(seen));
  await popup.getByLabel('状態').selectOption('invited');
  await expect(row(popup, '48')).toBeVisible();
  await expect(row(popup, '43')).toHaveCount(0);
  await popup.getByLabel('状態').selectOption('');
  await popup.getByLabel('商品名').fill('exampl４４');
  await expect(popup.locator('.request')).toHaveCount(1);
  await popup.getByLabel('商品名').fill('');
  await expect(row(popup, '43')).toBeVisible();
  for (const part of await popup.locator('.request details').all())
    await part.evaluate((el) => el.setAttribute('open', ''));
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme });
    await popup.evaluate(axe);
    const { violations } = await popup.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  }
  await popup.close();
});

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

test('what a damaged ledger still holds is shown, and that some of it is damaged', async ({ shop, visit }) => {
  const seen = await visit(...page('product-desk-requested-ja', '49'));
  await expect.poll(async () => (await judged(shop, seen))?.status).toBe('requested');
  await shop.background.evaluate(() => chrome.storage.local.set({ 'requests1//Z': { broken: true } }));
  const popup = await opened(await shop.popup(seen));
  await expect(popup.locator('#requests [data-failure=damaged]')).toBeVisible();
  await expect(row(popup, '49')).toBeVisible();
  await shop.background.evaluate(() => chrome.storage.local.remove('requests1//Z'));
  await popup.close();
});
