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

  static async launch(extension: string): Promise<Firefox> {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      extraPrefsFirefox: prefs,
      // Toolbar and popup are the browser's own, no page of a site's.
      args: ['--remote-allow-system-access'],
      env: { ...process.env, TZ: 'Asia/Tokyo' },
    });
    const [page = await browser.newPage()] = await browser.pages();
    await page.setViewport({ width: 1280, height: 900 });
    const firefox = new Firefox(browser, page);
    const installed = await browser.installExtension(extension);
    if (installed !== id) throw new Error(`Firefox calls the extension ${installed}, the tests call it ${id}`);
    await firefox.asBrowser(pinned);
    // The page that opens after installing comes over the one we were given.
    await page.waitForFunction(() => document.hidden, { polling: 100 });
    await page.bringToFront();
    return firefox;
  }

  /** A page of the extension, in a tab of its own. */
  async open(path: string): Promise<Page> {
    const page = await this.browser.newPage();
    // Puppeteer would wait for a word that Firefox does not say of its extensions' pages.
    const url = `moz-extension://${host}/${path}`;
    await this.send('browsingContext.navigate', { context: context(page.mainFrame()), url, wait: 'complete' });
    return page;
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

  /** Presses the button in the toolbar, and waits for the popup's document. */
  async openPopup(): Promise<void> {
    await this.asBrowser(`${button}.click();
      const opened = () => ${popup}?.browsingContext.currentWindowGlobal?.documentURI.spec.startsWith('moz-extension:');
      while (!opened()) await new Promise((resolve) => setTimeout(resolve, 50));`);
  }

  /** What can be read in the popup. */
  async popupText(): Promise<string> {
    return String(await this.inPopup('content.document.body.innerText'));
  }

  async pressInPopup(selector: string): Promise<void> {
    await this.inPopup(`content.document.querySelector(${JSON.stringify(selector)}).click()`);
  }

  async closePopup(): Promise<void> {
    await this.asBrowser(`${popup}.closest('panel').hidePopup();
      while (${popup}) await new Promise((resolve) => setTimeout(resolve, 50));`);
  }

  /** The popup lives in the extensions' own process; the browser sends it a script, as to any page. */
  private inPopup(expression: string): Promise<unknown> {
    const script = `sendAsyncMessage('tashikame', ${expression});`;
    return this.asBrowser(`const { messageManager } = ${popup};
      return new Promise((resolve) => {
        const heard = ({ data }) => {
          messageManager.removeMessageListener('tashikame', heard);
          resolve(data);
        };
        messageManager.addMessageListener('tashikame', heard);
        messageManager.loadFrameScript(${JSON.stringify(`data:,${encodeURIComponent(script)}`)}, false);
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
      contexts: { context: string; url: string }[];
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
