import type { Browser } from '../browser.ts';
import type { Site } from '../site.ts';
import { type Figure, quantile } from './figure.ts';
import { type TraceEvent, trace } from './trace.ts';

const times = 20;

/** What a page without a mail, and without a script of its own, pays for our being there: time of its main thread. */
export async function idle(browser: Browser, site: Site): Promise<Figure> {
  const line = '<p>こんにちは、<a href="https://example.com/">世界</a>。</p>';
  const address = site.serve('plain', `<!doctype html><meta charset="utf-8"><body>${line.repeat(300)}</body>`);
  const page = await browser.context.newPage();
  const spent: number[] = [];
  for (let time = 0; time < times; time++) {
    await page.goto('about:blank');
    const events = await trace(browser, async () => {
      await page.goto(address);
      // Until the page is settled and the background's answer has come.
      await page.waitForTimeout(300);
    });
    spent.push(ours(events) / 1000);
  }
  await page.close();
  return { what: 'main-thread time on a page without a mail, p50', value: quantile(spent, 0.5), bar: 2, unit: 'ms' };
}

/** The microseconds of the thread's own time that the content script took, from the trace of one page load. */
function ours(events: readonly TraceEvent[]): number {
  const script = events.find((event) => event.name === 'EvaluateScript' && isOurs(event));
  if (!script) throw new Error('the content script did not run');
  const thread = events.filter(({ pid, tid }) => pid === script.pid && tid === script.tid);
  const later = thread.filter(({ ts }) => ts >= script.ts);
  // The page has no script: what answers messages from the background, and what waits for the answers, is ours.
  return sum([
    script,
    ...outermost(
      later.filter((event) => event.name === 'FunctionCall' && isOurs(event)),
      [script],
    ),
    ...later.filter(({ args }) => JSON.stringify(args).includes('"extensions.mojom.MessagePort"')),
    ...later.filter(({ name }) => name === 'BlinkScheduler_PerformMicrotaskCheckpoint'),
  ]);
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
