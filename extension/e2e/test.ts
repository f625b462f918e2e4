import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test as base, type Page } from '@playwright/test';
import { Browser, type Launch } from './browser.ts';
import { type Hosts, startHosts } from './hosts.ts';
import { root } from './paths.ts';
import { type RuleServer, startRuleServer } from './rules.ts';
import { lastingPort } from './service.ts';
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

/** Settings of the build that a file of tests may shorten. */
interface Pace {
  /** Between two looks for new rules. */
  minutes?: number;
  /** For one look. */
  seconds?: number;
}

interface PerWorker {
  pace: Pace;
  /** The folder of the extension, built for a rule server of this worker's own. */
  extension: string;
  webmail: Webmail;
  /** Pages under names that are others'. */
  hosts: Hosts;
  /** Shared by the tests that only read mail. */
  mailbox: Mailbox;
}

type Lasting<T> = [(needs: object, use: (server: T) => Promise<void>) => Promise<void>, { scope: 'worker' }];

/** A server that is started when a worker first needs it, and stopped with the worker. */
function lasting<T extends { stop(): Promise<void> }>(start: () => Promise<T>): Lasting<T> {
  return [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture depends on.
    async ({}, use) => {
      const server = await start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ];
}

export const test = base.extend<PerTest, PerWorker>({
  pace: [{}, { scope: 'worker', option: true }],
  extension: [
    async ({ pace: { minutes = 360, seconds = 15 } }, use, { project, workerIndex }) => {
      const out = join(project.outputDir, `extension-${workerIndex}`);
      const rulesURL = `http://127.0.0.1:${await lastingPort()}`;
      const settings = ['-rules-root', 'build/keys/root.json', '-rules-url', rulesURL, '-out', out];
      settings.push('-sync-minutes', String(minutes), '-sync-seconds', String(seconds));
      const targets = ['chrome', 'firefox', 'test-chrome', 'test-firefox'];
      await promisify(execFile)('go', ['run', './extension/build', ...settings, ...targets], { cwd: root });
      await use(join(out, 'test-chrome'));
    },
    { scope: 'worker' },
  ],
  webmail: lasting(startWebmail),
  hosts: lasting(startHosts),
  mailbox: [
    async ({ extension, webmail }, use) => {
      const browser = await Browser.launch({ extension, still: true });
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
  launch: async ({ extension }, use) => {
    const browsers: Browser[] = [];
    await use(async (options) => {
      const browser = await Browser.launch({ extension, still: true, ...options });
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
  rules: async ({ extension }, use) => {
    const server = await startRuleServer(extension);
    await use(server);
    await server.stop();
  },
});
