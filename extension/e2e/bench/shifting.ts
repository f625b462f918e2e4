import type { Page } from 'playwright-core';
import type { Browser } from '../browser.ts';
import type { Hosts } from '../hosts.ts';
import { spoofed } from '../letters.ts';
import { moves, noteMoves } from '../moved.ts';
import { openFromTheStart, webmails } from '../pages.ts';
import type { Site } from '../site.ts';
import { type Figure, quantile } from './figure.ts';
import type { Drawn } from './opening.ts';
import { notePaint } from './painted.ts';

/** Longer than a page takes to make room for the longest banner. */
const settled = 2500;

/**
 * What a reader feels of an answer beside its coming: how far it moves what is drawn already, and the longest that the
 * page does not answer. Of mails that are opened by clicks, in a page that stays and does nothing else, and of webmails'
 * pages that are loaded with a mail open.
 */
export async function shifting(browser: Browser, site: Site, hosts: Hosts, mails: readonly Drawn[]): Promise<Figure[]> {
  const clicked = await byClicks(browser, site, mails);
  const loaded = await byLoading(browser, hosts);
  const of = (felt: Felt[], name: keyof Felt, part: number) =>
    quantile(
      felt.map((one) => one[name]),
      part,
    );
  return [
    {
      what: 'layout shift when a mail is opened, the worst of all mails',
      value: of(clicked, 'moved', 1),
      bar: 0.01,
      unit: '',
    },
    {
      what: 'layout shift when a page is loaded with a mail open, the worst of all webmails',
      value: of(loaded, 'moved', 1),
      bar: 0.01,
      unit: '',
    },
    { what: 'longest task when a mail is opened, p95', value: of(clicked, 'longest', 0.95), bar: 50, unit: 'ms' },
  ];
}

type Felt = Awaited<ReturnType<typeof moves>>;

async function byClicks(browser: Browser, site: Site, mails: readonly Drawn[]): Promise<Felt[]> {
  const page = await browser.context.newPage();
  await notePaint(page);
  await noteMoves(page);
  await page.goto(
    site.serve('clicked', '<!doctype html><meta charset="utf-8"><body><button>x</button><main></main></body>'),
  );
  const felt: Felt[] = [];
  for (const { html } of mails) {
    await prepare(page, html);
    await page.click('button');
    await page.evaluate(() => window.paintedAt);
    await page.waitForTimeout(settled);
    felt.push(await moves(page));
  }
  await page.close();
  return felt;
}

async function byLoading(browser: Browser, hosts: Hosts): Promise<Felt[]> {
  const felt: Felt[] = [];
  // What stands in a frame of another site's moves by itself alone.
  for (const webmail of webmails.filter(({ script }) => !script)) {
    const page = await browser.context.newPage();
    await notePaint(page);
    await noteMoves(page);
    const address = new URL(webmail.address, hosts.anyHost).href;
    hosts.show(address, openFromTheStart(webmail, spoofed));
    await page.goto(address);
    await page.evaluate(() => window.paintedAt);
    await page.waitForTimeout(settled);
    felt.push(await moves(page));
    await page.close();
  }
  return felt;
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
