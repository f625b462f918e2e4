import type { Page } from 'playwright-core';
import type { Browser } from '../browser.ts';
import type { Site } from '../site.ts';
import { openPreviewAt } from '../webmail/reader.ts';
import { type Figure, spread } from './figure.ts';
import type { BenchMail } from './mails.ts';
import { notePaint, sinceRead } from './painted.ts';

/** How long a reader may wait, from when a mail stands in the page until the answer is painted. */
const bars = { p50: 25, p95: 80 };

/** What Roundcube draws of a mail, header and body. */
export interface Drawn {
  name: string;
  html: string;
}

/** Roundcube brings a mail as a document of its own. */
export async function inDocuments(
  page: Page,
  mails: readonly BenchMail[],
): Promise<{ figures: Figure[]; drawn: Drawn[] }> {
  await notePaint(page);
  await page.reload();
  const drawn: Drawn[] = [];
  for (const [place, { name }] of mails.entries()) {
    const frame = await openPreviewAt(page, place);
    await sinceRead(frame);
    const html = await frame.locator('.content[role=main]').evaluate((content) => {
      const copy = content.cloneNode(true) as Element;
      for (const ours of copy.querySelectorAll('tashikame-banner')) ours.remove();
      return copy.outerHTML;
    });
    drawn.push({ name, html });
  }
  const times: number[] = [];
  for (const place of mails.keys()) times.push(await sinceRead(await openPreviewAt(page, place)));
  return { figures: spread('mail opened in Roundcube → answer painted', times, bars), drawn };
}

/** Other webmails draw every mail into the page that is there. */
export async function inPlace(browser: Browser, site: Site, mails: readonly Drawn[]): Promise<Figure[]> {
  const page = await browser.context.newPage();
  await notePaint(page);
  await page.goto(site.serve('stays', '<!doctype html><meta charset="utf-8"><body><main></main></body>'));
  const times: number[] = [];
  for (const round of ['first', 'measured']) {
    for (const { html } of mails) {
      const time = await page.evaluate(draw, html);
      if (round === 'measured') times.push(time);
      // As long as nobody reads a mail: what follows in haste is put off.
      await page.waitForTimeout(500);
    }
  }
  await page.close();
  return spread('mail drawn into a page that stays → answer painted', times, bars);
}

/** Runs in the page. */
async function draw(html: string): Promise<number> {
  window.awaitPaint();
  const began = performance.now();
  const main = document.querySelector('main');
  if (main) main.innerHTML = html;
  return (await window.paintedAt) - began;
}
