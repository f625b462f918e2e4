import type { Page } from 'playwright-core';
import type { Browser } from '../browser.ts';
import type { Site } from '../site.ts';
import { type Figure, quantile } from './figure.ts';
import type { Drawn } from './opening.ts';
import { notePaint } from './painted.ts';

declare global {
  interface Window {
    moved: number;
    longest: number;
  }
}

/**
 * What a reader feels of an answer beside its coming: how far it moves what is drawn already, as browsers score it
 * (https://web.dev/articles/cls: what moves within half a second of a click is not counted), and the longest that
 * the page does not answer. Mails are opened by clicks, in a page that stays, and their pages do nothing else.
 */
export async function shifting(browser: Browser, site: Site, mails: readonly Drawn[]): Promise<Figure[]> {
  const page = await browser.context.newPage();
  await notePaint(page);
  await page.addInitScript(watch);
  await page.goto(
    site.serve('clicked', '<!doctype html><meta charset="utf-8"><body><button>x</button><main></main></body>'),
  );
  const moved: number[] = [];
  const longest: number[] = [];
  for (const { html } of mails) {
    await prepare(page, html);
    await page.click('button');
    await page.evaluate(() => window.paintedAt);
    // What comes after the answer counts too.
    await page.waitForTimeout(700);
    moved.push(await page.evaluate(() => window.moved));
    longest.push(await page.evaluate(() => window.longest));
  }
  await page.close();
  return [
    {
      what: 'layout shift when a mail is opened, the worst of all mails',
      value: quantile(moved, 1),
      bar: 0.01,
      unit: '',
    },
    { what: 'longest task when a mail is opened, p95', value: quantile(longest, 0.95), bar: 50, unit: 'ms' },
  ];
}

/** Runs in the page. */
function watch(): void {
  window.moved = 0;
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) window.moved += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** The next click on the button draws a mail. */
async function prepare(page: Page, html: string): Promise<void> {
  await page.evaluate((drawn) => {
    const main = document.querySelector('main');
    const button = document.querySelector('button');
    if (!main || !button) return;
    main.replaceChildren();
    window.moved = 0;
    window.longest = 0;
    window.awaitPaint();
    button.onclick = () => {
      main.innerHTML = drawn;
    };
  }, html);
}
