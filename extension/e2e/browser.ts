import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import type { FrameVerdict } from '../src/messages.ts';
import type { Report } from '../src/types/wire.ts';
import { openPopup, type Popup } from './popup.ts';

/** Debian's Chromium: the extension must work in what people run, not in a browser patched for tests. */
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const args = [
  // Nothing but the extension and the page may speak to anybody.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--lang=ja',
];

/** Chromium's sandbox cannot be had as root, and should be had otherwise. */
export const chromiumSandbox = process.getuid?.() !== 0;

export interface Launch {
  /** The folder of the unpacked extension. */
  extension: string;
  /** With a window, or without. */
  headless?: boolean;
  extraArgs?: readonly string[];
}

/** Chromium with a new profile and the extension in it. */
export class Browser {
  readonly context: BrowserContext;
  /** It stays the same object when the browser ends and restarts what runs in it; a call waits for the restart. */
  readonly background: Worker;

  private constructor(context: BrowserContext, background: Worker) {
    this.context = context;
    this.background = background;
  }

  static async launch({ extension, headless = true, extraArgs = [] }: Launch): Promise<Browser> {
    // "" is a new profile that Playwright removes at the end.
    const context = await chromium.launchPersistentContext('', {
      executablePath,
      chromiumSandbox,
      headless,
      viewport: headless ? { width: 1280, height: 900 } : null,
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      // Our callers end the browser themselves on Ctrl-C.
      handleSIGINT: false,
      // What the extension itself shows follows these, not what Playwright tells pages.
      env: { ...process.env, LANGUAGE: 'ja', TZ: 'Asia/Tokyo' },
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [...args, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`, ...extraArgs],
    });
    return new Browser(context, await backgroundOf(context, extension));
  }

  /** The tab that came with the window. */
  get page(): Page {
    const [page] = this.context.pages();
    if (!page) throw new Error('the browser has no tab');
    return page;
  }

  get extensionId(): string {
    return new URL(this.background.url()).host;
  }

  /** The browser's number for a tab. */
  async tab(page: Page): Promise<number> {
    await page.bringToFront();
    const id = await this.background.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return tab?.id;
    });
    if (id === undefined) throw new Error(`the browser knows no tab for ${page.url()}`);
    return id;
  }

  /** What the background has judged in a tab, frame by frame. */
  async reports(page: Page): Promise<Report[]> {
    const kept = await this.background.evaluate(() => chrome.storage.session.get(null));
    const ours = `tab:${await this.tab(page)}:`;
    return Object.entries(kept)
      .filter(([key]) => key.startsWith(ours))
      .map(([, verdict]) => (verdict as FrameVerdict).report);
  }

  /** What the toolbar shows over a tab. */
  async toolbar(page: Page): Promise<{ badge: string; title: string }> {
    return this.background.evaluate(
      async (tabId) => ({
        badge: await chrome.action.getBadgeText({ tabId }),
        title: await chrome.action.getTitle({ tabId }),
      }),
      await this.tab(page),
    );
  }

  /** The toolbar popup as the browser opens it over a tab. */
  toolbarPopup(over: Page): Promise<Popup> {
    return openPopup(this.context, this.background, over);
  }

  /** The same popup in a tab of its own, speaking of `about`, with all that Playwright can do to a page. */
  async popup(about: Page): Promise<Page> {
    const tab = await this.tab(about);
    const popup = await this.context.newPage();
    await popup.goto(`chrome-extension://${this.extensionId}/popup.html?tab=${tab}`);
    return popup;
  }

  /** Ends the background as the browser does when it idles; the next event starts it again. */
  stopBackground(): Promise<void> {
    return stopBackground(this.context);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

async function backgroundOf(context: BrowserContext, extension: string): Promise<Worker> {
  const [running] = context.serviceWorkers();
  if (running) return running;
  try {
    return await context.waitForEvent('serviceworker', { timeout: 15_000 });
  } catch (cause) {
    await context.close();
    throw new Error(`the extension in ${extension} started no service worker; is its manifest in order?`, {
      cause,
    });
  }
}

async function stopBackground(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const devtools = await context.newCDPSession(page);
  const stopped = new Promise<void>((resolve) => {
    devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      const ours = versions.filter((version) => version.scriptURL.startsWith('chrome-extension:'));
      if (ours.some((version) => version.runningStatus === 'stopped')) resolve();
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await devtools.detach();
}
