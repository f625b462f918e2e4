import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Judgement } from '../src/types/wire.ts';
import { Browser } from './browser.ts';
import { granted } from './granted.ts';
import type { Hosts } from './hosts.ts';
import { root } from './paths.ts';
import { type Box, lookInto } from './shown.ts';
import { test as base } from './test.ts';

/** A page of ours that stands for one of the shop's, and what the core is expected to say of it. */
export interface Fixture {
  name: string;
  html: string;
  url: string;
  status: string;
  fields: Record<string, string>;
  items: { key: string; status: string }[];
  told: string[];
}

const pages = join(root, 'wasm/testdata/pages');

const day = 24 * 60 * 60 * 1000;

export function pageNamed(name: string): string {
  return readFileSync(join(pages, `${name}.html`), 'utf8');
}

/** The pages that have an answer beside them. */
export const fixtures: Fixture[] = readdirSync(pages)
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.replace(/\.html$/, ''))
  .filter((name) => existsSync(join(pages, `${name}.json`)))
  .map((name) => {
    const {
      url,
      now,
      status,
      fields = {},
      items = [],
      told = [],
    } = JSON.parse(readFileSync(join(pages, `${name}.json`), 'utf8'));
    // How long somebody has waited hangs on the day; what falls due is written out by it.
    const html = name.startsWith('conversation-') ? asOfToday(pageNamed(name), now) : pageNamed(name);
    return { name, html, url, status, fields, items, told };
  });

/** The day, counted by the clock of Japan. */
function dayOf(at: Date): number {
  return Math.floor((at.getTime() + 9 * 60 * 60 * 1000) / day);
}

/** A page with its days moved as if it had been written today. */
function asOfToday(html: string, written: string): string {
  const moved = dayOf(new Date()) - dayOf(new Date(written));
  const write = (locale: string, dateStyle: 'long' | 'medium', [year, month, date]: (string | undefined)[]) =>
    new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(
      new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)) + moved * day),
    );
  return html
    .replace(/(\d{4})年(\d+)月(\d+)日/g, (_, ...parts) => write('ja', 'long', parts))
    .replace(/(\d{4})\/(\d+)\/(\d+)/g, (_, ...parts) => write('ja', 'medium', parts))
    .replace(/Nov (\d+), (\d{4})/g, (_, date, year) => write('en-US', 'medium', [year, '11', date]));
}

/** A note that stands in the page. */
export interface NoteShown {
  status: string;
  tone: string;
  headline: string;
  /** What can be read in it once it is open. */
  text: string;
  /** Only its sign is drawn. */
  small: boolean;
  box: Box;
}

/** The notes that stand in a page. */
export async function notes(page: Page): Promise<NoteShown[]> {
  return (await lookInto(page, 'tashikame-note', look)).flat();
}

/** Runs in the page, as a method of the shadow root. */
function look(this: ShadowRoot): NoteShown[] {
  return [...this.querySelectorAll<HTMLDetailsElement>('.note')]
    .filter((note) => !note.hidden)
    .map((note) => {
      const summary = note.querySelector('summary');
      const { x = 0, y = 0, width = 0, height = 0 } = summary?.getBoundingClientRect() ?? {};
      return {
        status: note.dataset['status'] ?? '',
        tone: note.dataset['tone'] ?? '',
        headline: summary?.textContent ?? '',
        text: note.textContent ?? '',
        small: summary?.querySelector('span')?.checkVisibility() === false,
        box: { x, y, width, height },
      };
    });
}

interface PerTest {
  /** Opens a page in a tab of its own. */
  visit(html: string, address: string): Promise<Page>;
}

interface PerWorker {
  shop: Browser;
  /** A browser whose user has allowed the extension all sites. */
  everywhere: Browser;
}

export const test = base.extend<PerTest, PerWorker>({
  shop: [
    async ({ hosts, extension }, use) => {
      const browser = await Browser.launch({ extension, extraArgs: hosts.browserArgs });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  everywhere: [
    async ({ hosts, extension }, use) => {
      const browser = await Browser.launch({ extension: granted(extension), extraArgs: hosts.browserArgs });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  visit: async ({ shop, hosts }, use) => {
    const opened: Page[] = [];
    await use(async (html, address) => {
      hosts.show(address, html);
      const page = await shop.context.newPage();
      opened.push(page);
      await page.goto(address);
      return page;
    });
    for (const page of opened) await page.close();
  },
});

export { expect } from './test.ts';

/** What was judged of the page in a tab; undefined before anything was. */
export async function judged(browser: Browser, page: Page): Promise<Judgement | undefined> {
  const [report] = await browser.reports(page);
  return report?.judgements[0];
}

/** What Chromium asks for by itself, with or without a page. */
const browsers = /^https:\/\/(accounts\.google\.com|[a-z-]+\.googleapis\.com)\/|\/favicon\.ico$/;

/** What pages have asked for since then, by how much had been asked. */
export function asked(hosts: Hosts, before: number): string[] {
  return hosts.asked.slice(before).filter((url) => !browsers.test(url));
}
