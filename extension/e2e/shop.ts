import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Judgement } from '../src/types/wire.ts';
import { Browser } from './browser.ts';
import { type Hosts, startHosts } from './hosts.ts';
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
      status,
      fields = {},
      items = [],
      told = [],
    } = JSON.parse(readFileSync(join(pages, `${name}.json`), 'utf8'));
    return { name, html: pageNamed(name), url, status, fields, items, told };
  });

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
  hosts: Hosts;
  shop: Browser;
  /** A browser whose user has allowed the extension all sites. */
  everywhere: Browser;
}

export const test = base.extend<PerTest, PerWorker>({
  hosts: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture depends on.
    async ({}, use) => {
      const hosts = await startHosts();
      await use(hosts);
      await hosts.stop();
    },
    { scope: 'worker' },
  ],
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
      const allowed = `${extension}-everywhere`;
      cpSync(extension, allowed, { recursive: true });
      const manifest = JSON.parse(readFileSync(join(allowed, 'manifest.json'), 'utf8'));
      // No test can answer the browser's question, so this build has been given what others have to ask for.
      manifest.host_permissions.push(...manifest.optional_host_permissions);
      writeFileSync(join(allowed, 'manifest.json'), JSON.stringify(manifest));
      const browser = await Browser.launch({ extension: allowed, extraArgs: hosts.browserArgs });
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
