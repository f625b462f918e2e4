import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { Browser } from '../browser.ts';
import { Firefox } from '../firefox.ts';
import { inTwoDays, konbini } from '../konbini.ts';
import { fixture } from '../mails.ts';
import { root } from '../paths.ts';
import { type Screen, size, startScreen } from '../screen.ts';
import { type Secure, secured } from '../secure.ts';
import { type Shown, shown } from '../shown.ts';
import { test as base, expect } from '../test.ts';
import * as inFirefox from '../webmail/firefox-reader.ts';
import { logIn, openPreview, receive } from '../webmail/reader.ts';
import type { Webmail } from '../webmail/webmail.ts';

// A newcomer's first minutes as the README tells them, with the builds that people install, in windows: from
// installing to erasing everything. What is on the screen at each step is kept (make walk: in docs/walk).

interface PerTest {
  desk: Screen;
  /** Roundcube at an address of one's own, as a company has it. */
  secure: Secure;
  /** Keeps what is on the screen. */
  step: (name: string) => Promise<void>;
}

const test = base.extend<PerTest>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture depends on.
  desk: async ({}, use) => {
    const screen = await startScreen();
    await use(screen);
    await screen.stop();
  },
  secure: async ({ webmail }, use) => {
    const secure = await secured(webmail.url, 'post.example');
    await use(secure);
    await secure.stop();
  },
  step: async ({ desk }, use, testInfo) => {
    const folder = process.env['WALK'] ? join(root, process.env['WALK']) : testInfo.outputDir;
    mkdirSync(folder, { recursive: true });
    const [browser] = testInfo.title.split(':');
    let steps = 0;
    await use(async (name) => {
      writeFileSync(join(folder, `${browser}-${String(++steps).padStart(2, '0')}-${name}.png`), await desk.picture());
    });
  },
});

// Windows are slow where nothing draws them but the processor.
test.setTimeout(120_000);

const falseMail = fixture('spoofed-forged-sender-embedded-host');

/** The names in PRIVACY.md, as far as they go. */
const promised = [...readFileSync(join(root, 'PRIVACY.md'), 'utf8').matchAll(/`([^`]+)`/g)].map(
  ([, name = '']) => name,
);

function isPromised(key: string): boolean {
  return promised.some((name) => (name.endsWith('…') ? key.startsWith(name.slice(0, -1)) : key === name));
}

function verdictsOf(all: Shown[]): string[] {
  return all.flatMap(({ banner }) => (banner ? [banner.verdict] : []));
}

test('chromium: install, welcome, sample, grant, webmail, popup, options, erase', async ({
  extension,
  desk,
  rules,
  secure,
  step,
  webmail,
}) => {
  await rules.publish();
  const browser = await Browser.launch({
    extension: join(extension, '../chrome'),
    headless: false,
    still: true,
    welcome: true,
    display: desk.display,
    extraArgs: [
      '--window-position=0,0',
      `--window-size=${size.width},${size.height}`,
      `--host-resolver-rules=MAP ${secure.host} 127.0.0.1`,
      '--ignore-certificate-errors',
    ],
    before: async (context) => {
      const [extensions] = context.pages();
      await extensions?.goto('chrome://extensions');
      await extensions?.locator('#devMode').click();
    },
  });
  const tab = async (path: string) => {
    const find = () => browser.context.pages().find((page) => page.url().endsWith(`/${path}`));
    await expect.poll(find).toBeDefined();
    const found = find();
    await found?.bringToFront();
    return found ?? browser.page;
  };

  const welcome = await browser.welcome();
  const sample = async () => verdictsOf(await shown(welcome)).at(-1);
  await browser.page.bringToFront();
  await expect(browser.page.locator('extensions-item', { hasText: 'たしかめ' })).toBeVisible();
  await browser.pin(browser.page);
  await step('install');
  await welcome.bringToFront();
  await step('welcome');

  await test.step('the samples are judged in the page', async () => {
    await welcome.locator('[name=sample][value=false]').check();
    await expect.poll(sample).toBe('spoofed');
    await welcome.locator('#sample').evaluate((sample) => sample.scrollIntoView({ block: 'center' }));
    await step('sample');
    await welcome.locator('[name=sample][value=due]').check();
    await expect.poll(sample).toBe('consistent');
  });

  await test.step('a webmail of one’s own is added, once the browser was told yes', async () => {
    await welcome.locator('#own input').fill(secure.url);
    await welcome.locator('#own form button').click();
    // The browser darkens the page while it asks. In its question No is chosen, and Yes comes next.
    await expect.poll(() => desk.colour(4, size.height - 4)).not.toBe('#ffffff');
    await step('grant');
    await desk.press('Tab', 'Return');
    await expect(welcome.locator('#own')).toContainText(secure.host);
    await step('granted');
  });

  const page = await browser.context.newPage();
  const theirs: Webmail = { ...webmail, url: secure.url };
  await test.step('in the webmail', async () => {
    await logIn(page, theirs);
    const { eml, subject } = konbini(inTwoDays());
    await receive(page, theirs, eml);
    await openPreview(page, subject);
    await expect.poll(async () => verdictsOf(await shown(page))).toEqual(['consistent']);
    await step('deadline');
    await receive(page, theirs, falseMail.eml);
    await openPreview(page, falseMail.subject);
    await expect.poll(async () => verdictsOf(await shown(page))).toEqual(['spoofed']);
    await step('webmail');
  });

  await test.step('the popup', async () => {
    const popup = await browser.toolbarPopup(page);
    await popup.waitFor('#page article[data-verdict=spoofed]');
    await popup.waitFor('#agenda [data-due=konbini]');
    await step('popup');
    await popup.click('#options');
    await popup.close();
  });

  await test.step('settings, and everything erased', async () => {
    const options = await tab('options.html');
    await expect(options.locator('#own')).toContainText(secure.host);
    await step('options');
    const kept = await browser.background.evaluate(async () => [
      ...Object.keys(await chrome.storage.local.get(null)),
      ...Object.keys(await chrome.storage.session.get(null)),
    ]);
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.filter((key) => !isPromised(key))).toEqual([]);
    await options.locator('#erase').click();
    await step('erase');
    await options.locator('#sure [value=erase]').click();
    await expect(options.locator('#own')).not.toContainText(secure.host);
    await step('erased');
    const left = await browser.background.evaluate(async () => Object.keys(await chrome.storage.local.get(null)));
    expect(left.filter((key) => key.startsWith('dues1/'))).toEqual([]);
  });
  await browser.close();
});

test('firefox: install, welcome, sample, grant, webmail, popup, options, erase', async ({
  extension,
  desk,
  rules,
  secure,
  step,
  webmail,
}) => {
  await rules.publish();
  const firefox = await Firefox.launch({
    extension: join(extension, '../firefox'),
    display: desk.display,
    welcome: true,
    localHost: secure.host,
  });
  const { page } = firefox;
  const shows = (where: Page) => expect.poll(async () => verdictsOf(await firefox.shown(where)).at(-1));
  const says = (where: Page, selector: string) => expect.poll(() => where.$eval(selector, (el) => el.textContent));

  const welcome = await firefox.tab('welcome.html');
  await page.bringToFront();
  await firefox.visit(page, 'about:debugging#/runtime/this-firefox');
  await expect.poll(() => page.evaluate(() => document.querySelector('.qa-debug-target-item') !== null)).toBe(true);
  // Where this machine keeps its files is of no interest to whoever looks at the picture.
  await page.evaluate(() => {
    for (const path of document.querySelectorAll('.qa-debug-target-item dd')) {
      if (path.textContent?.startsWith('/')) path.textContent = 'dist/firefox/';
    }
  });
  await step('install');
  await welcome.bringToFront();
  await shows(welcome).toBe('spoofed');
  await step('welcome');

  await test.step('the samples are judged in the page', async () => {
    await welcome.$eval('#sample', (sample) => sample.scrollIntoView({ block: 'center' }));
    await step('sample');
    await welcome.locator('[name=sample][value=due]').click();
    await shows(welcome).toBe('consistent');
  });

  await test.step("a webmail of one's own is added, once the browser was told yes", async () => {
    await welcome.locator('#own input').fill(secure.url);
    await welcome.locator('#own form button').click();
    const allow = await firefox.allowButton();
    await step('grant');
    await desk.click(allow.x, allow.y);
    await says(welcome, '#own').toContain(secure.host);
    await step('granted');
  });

  const theirs: Webmail = { ...webmail, url: secure.url };
  await test.step('in the webmail', async () => {
    await page.bringToFront();
    await inFirefox.logIn(page, theirs);
    const { eml, subject } = konbini(inTwoDays());
    await inFirefox.receive(page, theirs, eml, subject);
    await shows(page).toBe('consistent');
    await step('deadline');
    await inFirefox.receive(page, theirs, falseMail.eml, falseMail.subject);
    await shows(page).toBe('spoofed');
    await step('webmail');
  });

  await test.step('the popup', async () => {
    const { x, y } = await firefox.toolbarButton();
    await desk.click(x, y);
    await firefox.popupOpened();
    await expect.poll(() => firefox.popupText()).toMatch(/なりすまし(.|\n)*残り/);
    await step('popup');
    await firefox.pressInPopup('#options');
    await firefox.popupClosed();
  });

  await test.step('settings, and everything erased', async () => {
    const options = await firefox.tab('options.html');
    await says(options, '#own').toContain(secure.host);
    await step('options');
    const kept = await options.evaluate(async () => Object.keys(await chrome.storage.local.get(null)));
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.filter((key) => !isPromised(key))).toEqual([]);
    await options.locator('#erase').click();
    await options.waitForSelector('#sure[open]');
    await step('erase');
    await options.locator('#sure [value=erase]').click();
    // The page is loaded anew after it; whoever asks meanwhile is not answered.
    const added = (host: string) => chrome.permissions.contains({ origins: [`https://${host}/*`] });
    await expect.poll(() => options.evaluate(added, secure.host).catch(() => undefined)).toBe(false);
    await options.waitForSelector('#sites input');
    await step('erased');
    const left = await options.evaluate(async () => Object.keys(await chrome.storage.local.get(null)));
    expect(left.filter((key) => key.startsWith('dues1/'))).toEqual([]);
  });
  await firefox.close();
});
