import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { look, type Shown } from './shown.ts';

/** Debian's Firefox ESR: as with Chromium, what people run. */
const executablePath = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';

/** The id in the manifest (extension/build/manifest.go), and the host we have Firefox give its pages. */
const id = '{6c1f2b8e-5d0b-4f0e-9f43-0a7b1c3e5d97}';
const host = '7a1f2b8e-5d0b-4f0e-9f43-0a7b1c3e5d97';

const prefs = {
  'extensions.webextensions.uuids': JSON.stringify({ [id]: host }),
  // What the extension shows follows these.
  'intl.locale.requested': 'ja',
  'intl.accept_languages': 'ja,en',
  // Nothing but the extension and the page may speak to anybody.
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** What is spoken to Firefox: WebDriver BiDi (https://w3c.github.io/webdriver-bidi/). */
type Send = (method: string, params: object) => Promise<unknown>;

export interface LaunchFirefox {
  /** The folder of the unpacked extension. */
  extension: string;
  /** A screen to be seen on; none without it. */
  display?: string;
  /** Leaves the page open that the extension shows once it is installed. */
  welcome?: boolean;
  /** A name that leads to this machine, and whose certificate nobody vouches for. */
  localHost?: string;
}

/** Firefox with a new profile and the extension in it, as about:debugging installs it: until the browser ends. */
export class Firefox {
  /** The tab that came with the window. */
  readonly page: Page;
  private readonly browser: Browser;
  private readonly send: Send;

  private constructor(browser: Browser, page: Page) {
    this.browser = browser;
    this.page = page;
    this.send = sender(browser);
  }

  static async launch({ extension, display, welcome = false, localHost }: LaunchFirefox): Promise<Firefox> {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: display === undefined,
      acceptInsecureCerts: localHost !== undefined,
      extraPrefsFirefox: { ...prefs, ...(localHost && { 'network.dns.localDomains': localHost }) },
      // Toolbar and popup are the browser's own, no page of a site's.
      args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
      env: { ...process.env, TZ: 'Asia/Tokyo', ...(display && { DISPLAY: display }) },
    });
    const [page = await browser.newPage()] = await browser.pages();
    if (display === undefined) await page.setViewport({ width: 1280, height: 900 });
    const firefox = new Firefox(browser, page);
    const installed = await browser.installExtension(extension);
    if (installed !== id) throw new Error(`Firefox calls the extension ${installed}, the tests call it ${id}`);
    await firefox.asBrowser(pinned);
    if (!welcome) await (await firefox.tab('welcome.html')).close();
    return firefox;
  }

  /** A page of the extension, in a tab of its own. */
  async open(path: string): Promise<Page> {
    return this.visit(await this.browser.newPage(), `moz-extension://${host}/${path}`);
  }

  /** Shows a page that is the browser's own, or an extension's: Puppeteer would wait for a word not said of these. */
  async visit(page: Page, url: string): Promise<Page> {
    await this.send('browsingContext.navigate', { context: context(page.mainFrame()), url, wait: 'complete' });
    return page;
  }

  /** A page of the extension that is open in a tab already, or will be. */
  async tab(path: string): Promise<Page> {
    for (;;) {
      const { contexts } = (await this.send('browsingContext.getTree', {})) as { contexts: Context[] };
      const found = contexts.find(({ url }) => url === `moz-extension://${host}/${path}`);
      const pages = await this.browser.pages();
      const page = pages.find((open) => context(open.mainFrame()) === found?.context);
      if (page) return page;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** What the extension shows in a page and the frames inside it. */
  async shown(page: Page): Promise<Shown[]> {
    const all = await Promise.all(page.frames().map((frame) => this.shownIn(context(frame))));
    return all.flat();
  }

  private async shownIn(frame: string): Promise<Shown[]> {
    const find = () => [...document.querySelectorAll('tashikame-banner')];
    const found = (await this.call(frame, String(find), {
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
    })) as { value: { value?: { shadowRoot?: { sharedId: string } } }[] };
    const roots = found.value.flatMap(({ value }) => value?.shadowRoot?.sharedId ?? []);
    const read = `function () { return JSON.stringify((${look}).call(this)); }`;
    const shown = await Promise.all(roots.map((sharedId) => this.call(frame, read, { this: { sharedId } })));
    return shown.map((json) => JSON.parse((json as { value: string }).value));
  }

  /** What the toolbar says over the tab in front. */
  async toolbar(): Promise<{ badge: string; title: string }> {
    return (await this.asBrowser(`const button = ${button};
      return { badge: button.getAttribute('badge') ?? '', title: button.getAttribute('tooltiptext') };`)) as {
      badge: string;
      title: string;
    };
  }

  /** Where the button stands, on the screen, that allows what the browser asks about an extension; once it asks. */
  allowButton(): Promise<Point> {
    return this.middleOf("document.getElementById('addon-webext-permissions-notification')?.button");
  }

  /** Where the extension's button stands. */
  toolbarButton(): Promise<Point> {
    return this.middleOf(button);
  }

  /** Where an element of the browser's window is on the screen, once it is there and can be pressed. */
  private async middleOf(element: string): Promise<Point> {
    return (await this.asBrowser(`
      const there = () => ${element};
      while (!there()?.checkVisibility() || there().disabled) await new Promise((resolve) => setTimeout(resolve, 50));
      const { screenX, screenY } = there();
      const { width, height } = there().getBoundingClientRect();
      return { x: Math.round(screenX + width / 2), y: Math.round(screenY + height / 2) };`)) as Point;
  }

  /** Presses the button in the toolbar, and waits for the popup's document. */
  async openPopup(): Promise<void> {
    await this.asBrowser(`${button}.click();`);
    await this.popupOpened();
  }

  async popupOpened(): Promise<void> {
    await this.asBrowser(`
      const opened = () => ${popup}?.browsingContext.currentWindowGlobal?.documentURI.spec.startsWith('moz-extension:');
      while (!opened()) await new Promise((resolve) => setTimeout(resolve, 50));`);
  }

  /** What can be read in the popup. */
  async popupText(): Promise<string> {
    return String(await this.inPopup('content.document.body.innerText'));
  }

  /** Presses what is there. */
  async pressInPopup(selector: string): Promise<void> {
    await this.inPopup(`content.document.querySelector(${JSON.stringify(selector)})?.click()`);
  }

  async closePopup(): Promise<void> {
    await this.asBrowser(`${popup}.closest('panel').hidePopup();`);
    await this.popupClosed();
  }

  /** Waits until it is gone. */
  async popupClosed(): Promise<void> {
    await this.asBrowser(`while (${popup}) await new Promise((resolve) => setTimeout(resolve, 50));`);
  }

  /**
   * The popup lives in the extensions' own process; the browser sends it a script, as to any page. While the popup is
   * being put into its panel, a script can get lost: then this is undefined.
   */
  private inPopup(expression: string): Promise<unknown> {
    const script = `sendAsyncMessage('tashikame', ${expression} ?? null);`;
    return this.asBrowser(`const { messageManager } = ${popup};
      return new Promise((resolve) => {
        const heard = ({ data }) => {
          messageManager.removeMessageListener('tashikame', heard);
          resolve(data);
        };
        messageManager.addMessageListener('tashikame', heard);
        messageManager.loadFrameScript(${JSON.stringify(`data:,${encodeURIComponent(script)}`)}, false);
        setTimeout(() => heard({}), 3000);
      });`);
  }

  /** Ends the background as the browser does when it idles; the next event starts it again. */
  async stopBackground(): Promise<void> {
    await this.asBrowser(`const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(id)});
      await extension.terminateBackground({ ignoreDevToolsAttached: true });
      if (extension.backgroundState !== 'stopped') throw new Error('the background is ' + extension.backgroundState);`);
  }

  /** Runs statements as the browser itself does in its window; what they return must be JSON. */
  private async asBrowser(statements: string): Promise<unknown> {
    const { contexts } = (await this.send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as {
      contexts: Context[];
    };
    const window = contexts.find(({ url }) => url.endsWith('/browser.xhtml'));
    if (!window) throw new Error('Firefox has no window');
    const declared = `async () => JSON.stringify((await (async () => { ${statements} })()) ?? null)`;
    const { value } = (await this.call(window.context, declared)) as { value: string };
    return JSON.parse(value);
  }

  private async call(frame: string, functionDeclaration: string, more: object = {}): Promise<unknown> {
    const answer = (await this.send('script.callFunction', {
      functionDeclaration,
      awaitPromise: true,
      target: { context: frame },
      ...more,
    })) as { type: string; result: unknown; exceptionDetails?: { text: string } };
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text);
    return answer.result;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

interface Point {
  x: number;
  y: number;
}

interface Context {
  context: string;
  url: string;
}

/** The names that Firefox gives to what it makes for an extension. */
const widget = id.replace(/[{}]/g, '_');
const button = `document.getElementById('${widget}-BAP')`;
const popup = `document.querySelector('panel browser.webextension-popup-browser')`;

/** A new extension's button waits behind another one, until somebody pins it. */
const pinned = `CustomizableUI.addWidgetToArea('${widget}-browser-action', 'nav-bar');`;

function context(frame: Frame): string {
  return (frame as unknown as { _id: string })._id;
}

/** Puppeteer's line to the browser, for what it has no words for. */
function sender(browser: Browser): Send {
  const line = browser as unknown as {
    connection: { send(method: string, params: object): Promise<{ result: unknown }> };
  };
  return async (method, params) => (await line.connection.send(method, params)).result;
}
