import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Browser } from '../browser.ts';
import { fixture } from '../mails.ts';
import { root } from '../paths.ts';
import { expect, test } from '../test.ts';

// The page for mail files: what is dropped or chosen is judged as in a webmail, and never found genuine.

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

interface Chosen {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

function file(name: string, buffer = fixture(name).eml): Chosen {
  return { name: `${name}.eml`, mimeType: 'message/rfc822', buffer };
}

async function open({ context, extensionId }: Browser): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/eml.html`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('メールのファイルを調べる');
  return page;
}

function choose(page: Page, ...files: Chosen[]): Promise<void> {
  return page.locator('#file').setInputFiles(files);
}

/** The verdicts on the page by file, the file that came last on top. */
async function verdicts(page: Page): Promise<Record<string, string | null>> {
  const files = await page.locator('.file').all();
  const entries = files.map(async (el) => [
    await el.locator('h3').first().innerText(),
    await el.locator('.verdict').getAttribute('data-verdict'),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

test('false and honest mails, several at a time', async ({ tashikame }) => {
  const page = await open(tashikame);
  const wanted = {
    'spoofed-free-mail-account-locked': 'spoofed', // plain text in ISO-2022-JP
    'spoofed-lookalike-sender-prime-renewal': 'spoofed', // Shift_JIS
    'genuine-order-confirmation': 'consistent',
    'harmless-private-mail-mentions-amazon': 'none',
  };
  await choose(page, ...Object.keys(wanted).map((name) => file(name)));
  const named = Object.entries(wanted).map(([name, verdict]) => [`${name}.eml`, verdict]);
  await expect(page.locator('.file')).toHaveCount(named.length);
  expect(await verdicts(page)).toEqual(Object.fromEntries(named));
  await expect(page.getByRole('status')).toContainText('調べました');
});

test('the header is shown with what it is worth, and what is typed into it proves nothing', async ({ tashikame }) => {
  const page = await open(tashikame);
  await choose(page, file('typed', Buffer.from(typed)));
  expect(await card(page)).toBe('consistent');
  const header = page.locator('.header');
  await header.locator('summary').click();
  await expect(header).toContainText('auto-confirm@amazon.co.jp');
  await expect(header.locator('li')).toHaveText(['DMARC (差出人との一致): 合格 amazon.co.jp']);
  await expect(header).toContainText('本物の証拠にはなりません');
});

const typed = [
  'Authentication-Results: mx.google.com; dmarc=pass header.from=amazon.co.jp',
  'From: Amazon.co.jp <auto-confirm@amazon.co.jp>',
  'Subject: Amazon.co.jp',
  'Date: Fri, 20 Nov 2026 01:15:00 +0000',
  '',
  'https://www.amazon.co.jp/your-orders',
].join('\r\n');

async function card(page: Page): Promise<string | null> {
  return page.locator('.verdict').first().getAttribute('data-verdict');
}

test('a file is dropped anywhere on the page', async ({ tashikame }) => {
  const page = await open(tashikame);
  await drop(page, '当選.eml', [...fixture('spoofed-winner-invitation').eml]);
  await expect(page.locator('#drop')).not.toHaveClass('over');
  await expect(page.locator('.file h3').first()).toHaveText('当選.eml');
  expect(await card(page)).toBe('spoofed');
});

/** Drops a file with this content, as many times over. */
async function drop(page: Page, name: string, content: number[], times = 1): Promise<void> {
  const files = await page.evaluateHandle(
    ([name, content, times]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(new Array(times).fill(new Uint8Array(content)), name));
      return transfer;
    },
    [name, content, times] as const,
  );
  await page.dispatchEvent('h1', 'dragover', { dataTransfer: files });
  await expect(page.locator('#drop')).toHaveClass('over');
  await page.dispatchEvent('h1', 'drop', { dataTransfer: files });
}

test('what cannot be read is said to be, and the next file is read', async ({ tashikame }) => {
  const page = await open(tashikame);
  const picture = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  await choose(page, file('empty', Buffer.alloc(0)), file('picture', picture));
  await drop(page, 'large.eml', new Array(51).fill(0), 1 << 20);
  await expect(page.locator('.file')).toHaveCount(3);
  await expect(page.locator('.failure')).toHaveText([/50MBを超える/, /メールのファイルではない/, /ファイルが空/]);
  await choose(page, file('genuine-delivered'));
  await expect(page.locator('.file')).toHaveCount(4);
  expect(await card(page)).toBe('consistent');
});

test('nothing is kept or sent, and every file of a kind that hides its link is seen through', async ({ tashikame }) => {
  const kept = () =>
    tashikame.background.evaluate(() =>
      Promise.all([chrome.storage.local.get(null), chrome.storage.session.get(null)]),
    );
  const page = await open(tashikame);
  // What the extension does when it is new is over.
  for (const name of ['sync', 'glance:dues1/', 'glance:requests1/'])
    await expect.poll(async () => JSON.stringify(await kept())).toContain(name);
  const before = JSON.stringify(await kept());
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  // Its second HTML part is read only where the browser's own parser closes the first.
  await choose(page, file('html-clean-then-html-not', adversarial('html-clean-then-html-not')));
  await expect(page.locator('.file')).toHaveCount(1);
  expect(await card(page)).toBe('spoofed');
  expect(asked.filter((url) => !url.startsWith('chrome-extension:'))).toEqual([]);
  expect(JSON.stringify(await kept())).toBe(before);
});

function adversarial(name: string): Buffer {
  return readFileSync(join(root, 'wasm/testdata/adversarial', `${name}.eml`));
}

test('by keyboard alone, and without a fault that axe finds', async ({ tashikame }) => {
  const page = await open(tashikame);
  await page.keyboard.press('Tab');
  await expect(page.locator('#file')).toBeFocused();
  // The browser asks for a file in the tab in front alone, and the page that comes up after installing may be there.
  await expect(async () => {
    await page.bringToFront();
    const asked = page.waitForEvent('filechooser', { timeout: 2000 });
    const [chooser] = await Promise.all([asked, page.keyboard.press('Space')]);
    await chooser.setFiles(file('spoofed-winner-invitation'));
  }).toPass({ timeout: 20_000 });
  await expect(page.locator('.verdict')).toHaveCount(1);
  for (const part of await page.locator('details').all()) await part.evaluate((el) => el.setAttribute('open', ''));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  }
});

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

test('the popup leads to it', async ({ tashikame, site }) => {
  await tashikame.page.goto(site.serve('plain', '<p>x'));
  const popup = await tashikame.popup(tashikame.page);
  const opened = tashikame.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'メールのファイルを調べる' }).click();
  await expect.poll(async () => (await opened).url()).toContain('/eml.html');
});
