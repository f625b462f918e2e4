import type { Browser } from '../browser.ts';
import { type Figure, spread } from './figure.ts';

const many = 5_000;
const messages = 20_000;
const account = 'AAAAAAAAAAAAAAAAAAAAAA';

/** The popup, opened over a ledger as full as it gets: until what is due and the requests are drawn. */
export async function fullLedger(browser: Browser): Promise<Figure[]> {
  const names = await fill(browser);
  const times: number[] = [];
  for (let time = 0; time < 20; time++) times.push(await opened(browser));
  await browser.background.evaluate((stored) => chrome.storage.local.remove(stored), names);
  return spread('popup over 5,000 requests and dues, 20,000 messages', times, { p50: 150, p95: 150 });
}

/** Puts a ledger as full as it gets into the browser, and gives the names it is kept under. */
export async function fill(browser: Browser): Promise<string[]> {
  const full = ledger(Date.now());
  await browser.background.evaluate((kept) => chrome.storage.local.set(kept), full);
  return Object.keys(full);
}

/** The milliseconds from when the popup begins to load until both lists are painted. */
async function opened(browser: Browser): Promise<number> {
  const popup = await browser.context.newPage();
  await popup.addInitScript(() => {
    const painted = new Promise<number>((resolve) => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('.due') || !document.querySelector('.request')) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      }).observe(document, { childList: true, subtree: true });
    });
    Object.assign(globalThis, { painted });
  });
  await popup.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=1`);
  const time = await popup.evaluate(() => (globalThis as unknown as { painted: Promise<number> }).painted);
  await popup.close();
  return time;
}

/** As the core would have written it. */
function ledger(now: number): Record<string, string> {
  const kept: Record<string, string[]> = {};
  const put = (name: string, line: string) => {
    const lines = kept[name] ?? [];
    kept[name] = lines;
    lines.push(line);
  };
  const seconds = (at: number) => Math.floor(at / 1000).toString(36);
  const month = (at: number) => new Date(at).toISOString().slice(0, 7);
  const utc = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
  for (let n = 0; n < many; n++) {
    const asin = `B0${String(n).padStart(8, '0')}`;
    const at = now - n * 3_600_000;
    const was = `${utc(at).slice(0, 10)} requested`;
    put(
      `requests1/${account}/${asin.slice(-1)}`,
      [asin, utc(at), utc(at), '', was, `限定ゲーム機 ${n} 本体セット`].join('\t'),
    );
    const due = now + (n + 1) * 3_600_000;
    const order = `249-${String(n).padStart(7, '0')}-0000000`;
    put(
      `dues1/${month(due)}`,
      ['d', `konbini ${order}`, 'konbini', 'open', 'open', seconds(now), '', '', '', `注文 ${order}`].join('\t'),
    );
    put(
      `dues1/${month(due)}`,
      ['s', 'order', seconds(due), 'stated', 'p', `order:${order}`, '2026年11月25日', '書かれている日です。'].join(
        '\t',
      ),
    );
  }
  for (let n = 0; n < messages; n++) {
    const at = now - n * 1_200_000;
    const hash = (n * 7919 + 1e12).toString(36);
    put(
      `messages1/${account}/${month(at)}`,
      `b ${seconds(at)} ${hash} ${hash} 249-${String(n).padStart(7, '0')}-1111111 0`,
    );
  }
  return Object.fromEntries(Object.entries(kept).map(([name, lines]) => [name, `${lines.join('\n')}\n`]));
}
