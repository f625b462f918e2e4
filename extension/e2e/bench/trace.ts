import type { Browser } from '../browser.ts';

/** Something that a thread of the browser did; times are in microseconds, `tdur` is the thread's own. */
export interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args: Record<string, { url?: string } | undefined>;
}

/** What the browser does while something happens. */
export async function trace(browser: Browser, something: () => Promise<void>): Promise<TraceEvent[]> {
  const devtools = await browser.context.browser()?.newBrowserCDPSession();
  if (!devtools) throw new Error('only a browser of our own can be traced');
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const includedCategories = ['devtools.timeline', 'v8', 'toplevel', 'mojom'];
  await devtools.send('Tracing.start', { traceConfig: { includedCategories, excludedCategories: ['*'] } });
  await something();
  const complete = new Promise<void>((resolve) => devtools.once('Tracing.tracingComplete', () => resolve()));
  await devtools.send('Tracing.end');
  await complete;
  await devtools.detach();
  return events;
}
