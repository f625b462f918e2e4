import type { Page } from 'playwright-core';

declare global {
  interface Window {
    moved: number;
    longest: number;
  }
}

/**
 * Has a page note what a reader feels of an answer beside its coming: how far what is drawn already is moved, as
 * browsers score it (https://web.dev/articles/cls: what moves within half a second of a click is not counted), and the
 * longest that the page does not answer.
 */
export async function noteMoves(page: Page): Promise<void> {
  await page.addInitScript(() => {
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
  });
}

/** What was noted since the page was loaded, or since that was put back. */
export function moves(page: Page): Promise<{ moved: number; longest: number }> {
  return page.evaluate(() => ({ moved: window.moved, longest: window.longest }));
}
