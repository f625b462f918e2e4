import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import type { FrameVerdict } from '../src/messages.ts';
import type { Language } from '../src/preferences.ts';
import type { Report } from '../src/types/wire.ts';
import { attachPopup, openPopup, type Popup } from './popup.ts';

/** Debian's Chromium: the extension must work in what people run, not in a browser patched for tests. */
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const args = [
  // Nothing but the extension and the page may speak to anybody.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Chromium's sandbox cannot be had as root, and should be had otherwise. */
export const chromiumSandbox = process.getuid?.() !== 0;

export interface Launch {
  /** The folder of the unpacked extension. */
  extension: string;
  /** A folder that keeps the profile; without it, a new profile that is removed at the end. */
  profile?: string;
  /** With a window, or without. */
  headless?: boolean;
  /** The screen that has the window, if not the one that we are on. */
  display?: string;
  extraArgs?: readonly string[];
  /** What the reader speaks and whether they like it dark; Japanese, light. */
  language?: Language;
  dark?: boolean;
  /** Nothing moves by itself, for those who look at where things stand. */
  still?: boolean;
  /** Where the reader is; in Japan. */
  timezone?: string;
  /** What is done in the browser before the extension is installed into it. */
  before?: (context: BrowserContext) => Promise<void>;
  /** Leaves the page open that is shown once, after installing. */
  welcome?: boolean;
}

/** Chromium with a new profile and the extension in it. */
export class Browser {
  readonly context: BrowserContext;
  /** It stays the same while the browser ends and restarts what runs in it; a call waits for the restart. */
  background: Worker;

  private constructor(context: BrowserContext, background: Worker) {
    this.context = context;
    this.background = background;
  }

  static async launch({ welcome = false, ...launch }: Launch): Promise<Browser> {
    const { extension } = launch;
    const context = launch.before ? await startBefore(launch, launch.before) : await startWith(launch);
    const browser = new Browser(context, await backgroundOf(context, extension));
    // Shown once: a profile that is used again has seen it.
    if (!launch.profile && !welcome) await (await browser.welcome()).close();
    return browser;
  }

  /** The page that opens after installing. */
  async welcome(): Promise<Page> {
    const isOpen = (page: Page) => page.url().endsWith('/welcome.html');
    for (let tries = 0; tries < 300; tries++) {
      const page = this.context.pages().find(isOpen);
      if (page) return page;
      await sleep(50);
    }
    throw new Error('no page was opened after installing');
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

  /** The version of the rules that arrived and are kept; 0 before any has. */
  async received(): Promise<number> {
    const { book } = await this.background.evaluate(() => chrome.storage.local.get('book'));
    return (book as { version?: number } | undefined)?.version ?? 0;
  }

  /** What the toolbar shows of the verdict over a tab. Where that needs no sign stands what `soon` gives, and "" here. */
  async toolbar(page: Page): Promise<{ badge: string; title: string }> {
    return this.background.evaluate(
      async (tabId) => {
        const [badge, soon] = [await chrome.action.getBadgeText({ tabId }), await chrome.action.getBadgeText({})];
        return { badge: badge === soon ? '' : badge, title: await chrome.action.getTitle({ tabId }) };
      },
      await this.tab(page),
    );
  }

  /** What the toolbar counts over a tab, or where there is none: all that is due within a day. It differs by the day. */
  async soon(page?: Page): Promise<string> {
    const tabId = page && (await this.tab(page));
    return this.background.evaluate((over) => chrome.action.getBadgeText(over), tabId === undefined ? {} : { tabId });
  }

  /** The toolbar popup as the browser opens it over a tab. */
  toolbarPopup(over: Page): Promise<Popup> {
    return openPopup(this.context, this.background, over);
  }

  /** The toolbar popup that something else has opened. */
  openedPopup(): Promise<Popup> {
    return attachPopup(this.context, this.background);
  }

  /** The same popup in a tab of its own, speaking of `about`, with all that Playwright can do to a page. */
  async popup(about: Page): Promise<Page> {
    const tab = await this.tab(about);
    const popup = await this.context.newPage();
    await popup.goto(`chrome-extension://${this.extensionId}/popup.html?tab=${tab}`);
    return popup;
  }

  /** A page of the extension's own, in a tab. */
  async own(name: 'options' | 'welcome' | 'eml' | 'popup', colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await this.context.newPage();
    await page.emulateMedia({ colorScheme });
    await page.goto(`chrome-extension://${this.extensionId}/${name}.html`);
    return page;
  }

  /** Loads the extension again, as an update does, with the tabs that are open staying as they are. */
  async reloadExtension(): Promise<void> {
    await this.manage(async (id) => {
      const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
      // The browser turns an unpacked extension off where nobody develops.
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await developerPrivate.reload(id);
    });
  }

  /** Has the toolbar show the extension's button, as the user can. */
  async pin(extensions: Page): Promise<void> {
    await extensions.evaluate(async (extensionId) => {
      const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
      await developerPrivate.updateExtensionConfiguration({ extensionId, pinnedToToolbar: true });
    }, this.extensionId);
  }

  /** Lets the extension into private windows, as the user can. */
  async allowPrivate(): Promise<void> {
    await this.manage(async (extensionId) => {
      const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
    });
  }

  /** Takes the sites away from the extension, as the user can: it is let to them by a click only. */
  async withholdSites(): Promise<void> {
    const settings = await this.context.newPage();
    await settings.goto(`chrome://extensions/?id=${this.extensionId}`);
    await settings.evaluate(async (extensionId) => {
      const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
      await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_CLICK' });
    }, this.extensionId);
    await settings.close();
  }

  /** Takes a key away from the extension, as the user can. */
  async withholdKey(commandName: string): Promise<void> {
    const settings = await this.context.newPage();
    await settings.goto('chrome://extensions/shortcuts');
    await settings.evaluate(
      async (command) => {
        const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
        await developerPrivate.updateExtensionCommand(command);
      },
      { extensionId: this.extensionId, commandName, keybinding: '' },
    );
    await settings.close();
  }

  /** Does something on the browser's own page about extensions that starts another background. */
  private async manage(something: (extensionId: string) => Promise<void>): Promise<void> {
    const settings = await this.context.newPage();
    await settings.goto(`chrome://extensions/?id=${this.extensionId}`);
    const next = this.context.waitForEvent('serviceworker');
    await settings.evaluate(something, this.extensionId);
    // Loaded anew, it sleeps until somebody asks it something; while it loads its pages cannot be had.
    const url = `chrome-extension://${this.extensionId}/popup.html`;
    const opened = () =>
      settings.goto(url).then(
        () => true,
        () => false,
      );
    for (const until = Date.now() + 15_000; !(await opened()) && Date.now() < until; )
      await settings.waitForTimeout(50);
    this.background = await next;
    await settings.close();
  }

  /** Lets the hours pass until the background looks for new rules by itself. */
  async wakeForSync(): Promise<void> {
    await this.background.evaluate(() => chrome.alarms.create('sync', { when: Date.now() }));
  }

  /** Ends the background as the browser does when it idles; the next event starts it again. */
  stopBackground(): Promise<void> {
    return stopBackground(this.context);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** Chromium that has the extension from the start. */
function startWith({ extension, extraArgs = [], ...options }: Launch): Promise<BrowserContext> {
  const load = [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  return start({ ...options, extraArgs: [...extraArgs, ...load] });
}

/** Chromium that gets the extension after something was done in it. */
async function startBefore(
  { extension, extraArgs = [], ...options }: Launch,
  before: NonNullable<Launch['before']>,
): Promise<BrowserContext> {
  const context = await start({ ...options, extraArgs: [...extraArgs, '--enable-unsafe-extension-debugging'] });
  await before(context);
  await install(context, extension);
  return context;
}

type Start = Omit<Launch, 'extension' | 'before' | 'welcome'>;

/** Chromium without the extension, unless the arguments say otherwise. */
function start({
  profile = '',
  headless = true,
  extraArgs = [],
  language = 'ja',
  dark = false,
  still = false,
  timezone = 'Asia/Tokyo',
  display,
}: Start): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath,
    chromiumSandbox,
    headless,
    viewport: headless ? { width: 1280, height: 900 } : null,
    locale: { ja: 'ja-JP', en: 'en-US' }[language],
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: still ? 'reduce' : 'no-preference',
    timezoneId: timezone,
    // Our callers end the browser themselves on Ctrl-C.
    handleSIGINT: false,
    // What the extension itself shows follows these, not what Playwright tells pages.
    env: { ...process.env, LANGUAGE: language, TZ: timezone, ...(display && { DISPLAY: display }) },
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [...args, `--lang=${language}`, ...extraArgs],
  });
}

async function install(context: BrowserContext, extension: string): Promise<void> {
  const devtools = await context.browser()?.newBrowserCDPSession();
  // The protocol has learnt this after Playwright's list of it was made.
  const send = devtools?.send as ((method: string, params: object) => Promise<unknown>) | undefined;
  await send?.call(devtools, 'Extensions.loadUnpacked', { path: extension });
}

/** What the browser's own page about extensions may call. */
interface DeveloperPrivate {
  updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
  reload(extensionId: string): Promise<void>;
  updateExtensionCommand(change: { extensionId: string; commandName: string; keybinding: string }): Promise<void>;
  updateExtensionConfiguration(
    change: { extensionId: string } & (
      | { incognitoAccess: boolean }
      | { pinnedToToolbar: boolean }
      | { hostAccess: 'ON_CLICK' }
    ),
  ): Promise<void>;
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
