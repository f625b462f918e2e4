import type { CDPSession, Page } from 'playwright-core';
import { Browser } from '../browser.ts';
import { extension } from '../paths.ts';
import { attachPopup } from '../popup.ts';
import { type Site, webmailPage } from '../site.ts';
import { type Figure, spread } from './figure.ts';

const many = 5_000;
const messages = 20_000;
const account = 'AAAAAAAAAAAAAAAAAAAAAA';

/** How long a reader may wait for the popup, from the click. */
const bars = { p50: 150, p95: 150 };
const full = 'over 5,000 requests and dues, 20,000 messages';

/**
 * The popup over a ledger as full as it gets and a false mail, with the background awake and stopped: from a click on
 * the toolbar, as the browser sees it, until the verdict and what is due are painted; and loaded as a page, until the
 * requests are there too.
 */
export async function fullLedger(site: Site): Promise<Figure[]> {
  const browser = await Browser.launch({ extension, extraArgs: ['--enable-unsafe-extension-debugging'] });
  try {
    const { page } = browser;
    await show(browser);
    await page.goto(site.serve('false', falseMail()));
    const tab = await browser.tab(page);
    await fill(browser);
    // The ledger was not filled by mails, of which each would have had its answer kept ready.
    await loaded(browser, tab);
    const figures: Figure[] = [];
    for (const state of ['awake', 'stopped'] as const) {
      const times: Record<'clicked' | 'loaded', number[]> = { clicked: [], loaded: [] };
      for (let time = 0; time < 20; time++) {
        if (state === 'stopped') await browser.stopBackground();
        times.clicked.push(await clicked(browser, page));
        if (state === 'stopped') await browser.stopBackground();
        times.loaded.push(await loaded(browser, tab));
      }
      figures.push(...spread(`click → popup painted, ${full}, background ${state}`, times.clicked, bars));
      figures.push(...spread(`popup loaded → painted, ${full}, background ${state}`, times.loaded, bars));
    }
    return figures;
  } finally {
    await browser.close();
  }
}

function falseMail(): string {
  const head = { from: 'Amazon.co.jp', address: 'no-reply@amazon.co.jp', subject: 'お支払い方法の確認' };
  return webmailPage(
    head,
    '<p>Amazon.co.jpをご利用いただきありがとうございます。</p><a href="https://kutsu.example/">確認する</a>',
  );
}

/** Puts the button on the toolbar: one that is not there slides in first. */
async function show(browser: Browser): Promise<void> {
  const settings = await browser.context.newPage();
  await settings.goto('chrome://extensions');
  await browser.pin(settings);
  await settings.close();
}

/** Puts a ledger as full as it gets into the browser. */
export async function fill(browser: Browser): Promise<void> {
  await browser.background.evaluate((kept) => chrome.storage.local.set(kept), ledger(Date.now()));
}

/** How long nobody asks anything: what the popup has set off is over by then. */
const rest = 1500;

/** The milliseconds from a click on the toolbar until the verdict and what is due are painted. */
async function clicked({ context, background, extensionId }: Browser, page: Page): Promise<number> {
  await page.bringToFront();
  const devtools = await context.browser()?.newBrowserCDPSession();
  if (!devtools) throw new Error('only a browser of our own can be clicked');
  const began = await click(devtools, extensionId, page);
  await page.waitForTimeout(rest);
  const popup = await attachPopup(context, background);
  const painted = await popup.evaluate<Record<string, number>>(`(${paintedElements})()`);
  await popup.close();
  await devtools.detach();
  const { verdict, due } = painted;
  if (verdict === undefined || due === undefined) throw new Error('the popup has not painted what it should');
  return Math.max(verdict, due) - began;
}

/** Clicks the extension's button; says when, by the clock of the machine. */
async function click(devtools: CDPSession, id: string, page: Page): Promise<number> {
  // The protocol has learnt this after Playwright's list of it was made.
  const send = devtools.send.bind(devtools) as (method: string, params: object) => Promise<unknown>;
  const tabs = (await send('Target.getTargets', { filter: [{ type: 'tab' }] })) as Targets;
  const targetId = tabs.targetInfos.find(({ url }) => url === page.url())?.targetId;
  const now = performance.timeOrigin + performance.now();
  await send('Extensions.triggerAction', { id, targetId });
  return now;
}

interface Targets {
  targetInfos: { targetId: string; url: string }[];
}

/** Runs in the popup: when each of the elements that are to be timed was first painted, by the clock of the machine. */
function paintedElements(): Promise<Record<string, number>> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const first: Record<string, number> = {};
      for (const entry of list.getEntries() as (PerformanceEntry & { identifier: string; renderTime: number })[]) {
        const at = performance.timeOrigin + entry.renderTime;
        first[entry.identifier] = Math.min(first[entry.identifier] ?? at, at);
      }
      resolve(first);
    });
    observer.observe({ type: 'element', buffered: true });
  });
}

/** The milliseconds from when the popup begins to load, as a page, until the verdict and both lists are painted. */
async function loaded(browser: Browser, tab: number): Promise<number> {
  const popup = await browser.context.newPage();
  await popup.addInitScript(() => {
    const painted = new Promise<number>((resolve) => {
      new MutationObserver((_, observer) => {
        if (!['.verdict', '.due', '.request'].every((part) => document.querySelector(part))) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      }).observe(document, { childList: true, subtree: true });
    });
    Object.assign(globalThis, { painted });
  });
  await popup.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=${tab}`);
  const time = await popup.evaluate(() => (globalThis as unknown as { painted: Promise<number> }).painted);
  await popup.waitForTimeout(rest);
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
