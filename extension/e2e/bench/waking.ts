import type { Browser } from '../browser.ts';
import type { Site } from '../site.ts';
import { type Figure, quantile } from './figure.ts';
import type { Drawn } from './opening.ts';
import { notePaint, sinceRead } from './painted.ts';

/** A mail of the usual size, 30 KB. */
const usual = '14-false.eml';

/** The browser ends the background when it idles, and starts it, core and all, when a mail is opened. */
export async function waking(browser: Browser, site: Site, mails: readonly Drawn[]): Promise<Figure> {
  const html = mails.find(({ name }) => name === usual)?.html;
  if (!html) throw new Error(`there is no ${usual} to measure with`);
  const address = site.serve('usual', `<!doctype html><meta charset="utf-8"><body>${html}</body>`);
  const page = await browser.context.newPage();
  await notePaint(page);
  const times: number[] = [];
  for (let time = 0; time < 20; time++) {
    // Leaving a mail wakes the background, so that comes first.
    await page.goto('about:blank');
    await browser.stopBackground();
    await page.goto(address);
    times.push(await sinceRead(page));
  }
  await page.close();
  return {
    what: 'background stopped → verdict on a 30 KB mail, p95 of 20',
    value: quantile(times, 0.95),
    bar: 300,
    unit: 'ms',
  };
}
