import type { Page } from 'playwright-core';
import type { Browser } from '../browser.ts';
import type { Site } from '../site.ts';
import { type Figure, quantile } from './figure.ts';
import { type TraceEvent, trace } from './trace.ts';

const times = 20;

/**
 * What a page without a mail, and without a script of its own, pays for our being there: time of its main thread, in a
 * tab that has shown such pages before. What waits for answers runs in microtasks, of which the browser has its own; how
 * much they take is measured on the same page under a name of the same machine's that we do not run on.
 */
export async function idle(browser: Browser, site: Site): Promise<Figure> {
  const line = '<p>こんにちは、<a href="https://example.com/">世界</a>。</p>';
  const address = site.serve('plain', `<!doctype html><meta charset="utf-8"><body>${line.repeat(300)}</body>`);
  const elsewhere = address.replace('127.0.0.1', 'localhost');
  const [without, with_] = [await browser.context.newPage(), await browser.context.newPage()];
  const browsers: number[] = [];
  const spent: number[] = [];
  for (let time = 0; time < times; time++) {
    browsers.push(microtasks(await loaded(browser, without, elsewhere)));
    spent.push(ours(await loaded(browser, with_, address)));
  }
  await Promise.all([without, with_].map((page) => page.close()));
  const value = (quantile(spent, 0.5) - quantile(browsers, 0.5)) / 1000;
  return { what: 'main-thread time on a page without a mail, p50', value, bar: 2, unit: 'ms' };
}

/** What the main thread of a page does from when it has the document until all is settled, the background's answer too. */
async function loaded(browser: Browser, page: Page, address: string): Promise<TraceEvent[]> {
  await page.goto('about:blank');
  const events = await trace(browser, async () => {
    await page.goto(address);
    await page.waitForTimeout(300);
  });
  const begun = events.find(({ name, args }) => name === 'CommitLoad' && args['data']?.url === address);
  if (!begun) throw new Error(`${address} was not loaded`);
  return events.filter(({ pid, tid, ts }) => pid === begun.pid && tid === begun.tid && ts >= begun.ts);
}

/** The microseconds of the thread's own time that the content script took, and all microtasks with it. */
function ours(thread: readonly TraceEvent[]): number {
  const script = thread.find((event) => event.name === 'EvaluateScript' && isOurs(event));
  if (!script) throw new Error('the content script did not run');
  const calls = thread.filter((event) => event.name === 'FunctionCall' && isOurs(event));
  // The page has no script: what answers messages from the background is ours.
  const messages = thread.filter(({ args }) => JSON.stringify(args).includes('"extensions.mojom.MessagePort"'));
  return sum([script, ...outermost(calls, [script]), ...messages]) + microtasks(thread);
}

function microtasks(thread: readonly TraceEvent[]): number {
  return sum(thread.filter(({ name }) => name === 'BlinkScheduler_PerformMicrotaskCheckpoint'));
}

function isOurs({ args }: TraceEvent): boolean {
  const url = args['data']?.url ?? '';
  return url.startsWith('chrome-extension:') && url.endsWith('/content.js');
}

/** Those that do not run within one of the others. */
function outermost(events: readonly TraceEvent[], others: readonly TraceEvent[]): TraceEvent[] {
  const within = (inner: TraceEvent, outer: TraceEvent) =>
    inner !== outer && outer.ts <= inner.ts && inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);
  return events.filter((event) => ![...events, ...others].some((other) => within(event, other)));
}

function sum(events: readonly TraceEvent[]): number {
  return events.reduce((total, { tdur = 0 }) => total + tdur, 0);
}
