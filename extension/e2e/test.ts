import { test as base, type Page } from '@playwright/test';
import { Browser, type Launch } from './browser.ts';
import { extension } from './paths.ts';
import { type RuleServer, startRuleServer } from './rules.ts';
import { type Site, startSite } from './site.ts';
import { logIn } from './webmail/reader.ts';
import { startWebmail, type Webmail } from './webmail/webmail.ts';

export { expect } from '@playwright/test';

/** Roundcube's message list in a browser with the extension. */
export interface Mailbox {
  browser: Browser;
  page: Page;
}

interface PerTest {
  /** Roundcube's message list in a browser without the extension. */
  inbox: Page;
  /** Starts browsers, which are closed when the test ends. */
  launch: (options?: Partial<Launch>) => Promise<Browser>;
  /** A browser with the extension, new for each test. */
  tashikame: Browser;
  /** Pages that a test makes up. */
  site: Site;
  /** The rule server, with nothing published yet. */
  rules: RuleServer;
}

interface PerWorker {
  webmail: Webmail;
  /** Shared by the tests that only read mail. */
  mailbox: Mailbox;
}

export const test = base.extend<PerTest, PerWorker>({
  webmail: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture depends on.
    async ({}, use) => {
      const webmail = await startWebmail();
      await use(webmail);
      await webmail.stop();
    },
    { scope: 'worker' },
  ],
  mailbox: [
    async ({ webmail }, use) => {
      const browser = await Browser.launch({ extension });
      await logIn(browser.page, webmail);
      await use({ browser, page: browser.page });
      await browser.close();
    },
    { scope: 'worker' },
  ],
  inbox: async ({ page, webmail }, use) => {
    await logIn(page, webmail);
    await use(page);
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  launch: async ({}, use) => {
    const browsers: Browser[] = [];
    await use(async (options) => {
      const browser = await Browser.launch({ extension, ...options });
      browsers.push(browser);
      return browser;
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
  tashikame: async ({ launch }, use) => use(await launch()),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    await site.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  rules: async ({}, use) => {
    const server = await startRuleServer();
    await use(server);
    await server.stop();
  },
});
