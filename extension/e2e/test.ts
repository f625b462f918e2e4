import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { Browser } from './browser.ts';
import { root } from './paths.ts';
import { logIn } from './webmail/reader.ts';
import { startWebmail, type Webmail } from './webmail/webmail.ts';

export { expect } from '@playwright/test';

interface PerTest {
  /** Roundcube's message list in a browser without the extension. */
  inbox: Page;
  /** A browser with the test build of the extension, new for each test. */
  tashikame: Browser;
}

interface PerWorker {
  webmail: Webmail;
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
  inbox: async ({ page, webmail }, use) => {
    await logIn(page, webmail);
    await use(page);
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  tashikame: async ({}, use) => {
    const browser = await Browser.launch({ extension: join(root, 'dist/test-chrome') });
    await use(browser);
    await browser.close();
  },
});
