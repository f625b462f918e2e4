import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Browser } from '../browser.ts';
import type { Hosts } from '../hosts.ts';
import { inTwoDays, konbini } from '../konbini.ts';
import { fixture } from '../mails.ts';
import { root } from '../paths.ts';
import { verdicts } from '../shown.ts';
import { logIn, openPreview, receive } from '../webmail/reader.ts';
import type { Webmail } from '../webmail/webmail.ts';

/** Of the window in which other people's pages are seen. */
const size = { width: 1280, height: 640 };

/** A browser in which something has happened already: mails came, pages of the shop were looked at. */
export class Scene {
  readonly browser: Browser;
  private readonly webmail: Webmail;
  private readonly hosts: Hosts;

  private constructor(browser: Browser, webmail: Webmail, hosts: Hosts) {
    this.browser = browser;
    this.webmail = webmail;
    this.hosts = hosts;
  }

  static async set(browser: Browser, webmail: Webmail, hosts: Hosts): Promise<Scene> {
    const scene = new Scene(browser, webmail, hosts);
    await browser.page.setViewportSize(size);
    await logIn(browser.page, webmail);
    return scene;
  }

  /** The webmail with a mail of the corpus open in it, once its verdict is shown. */
  async mail(name: string, verdict: string): Promise<Page> {
    const { eml, subject } = fixture(name);
    return this.letter(eml, subject, verdict);
  }

  /** The webmail with a mail that names a day to pay by. */
  async due(): Promise<Page> {
    const { eml, subject } = konbini(inTwoDays());
    return this.letter(eml, subject, 'consistent');
  }

  private async letter(eml: string | Uint8Array, subject: string, verdict: string): Promise<Page> {
    const { page } = this.browser;
    await page.bringToFront();
    await receive(page, this.webmail, eml);
    await openPreview(page, subject);
    await until(async () => (await verdicts(page))[0] === verdict, `${subject}: never ${verdict}`);
    // What Roundcube itself says of new mail goes away by itself.
    await page.locator('#messagestack > div').first().waitFor({ state: 'detached' });
    return page;
  }

  /** A page of the shop, once something is said in it. */
  async shop(name: string, address: string): Promise<Page> {
    this.hosts.show(address, readFileSync(join(root, 'wasm/testdata/pages', `${name}.html`), 'utf8'));
    const page = await this.browser.context.newPage();
    await page.setViewportSize(size);
    await page.goto(address);
    await until(async () => (await this.browser.reports(page)).length > 0, `${name}: nothing was said`);
    return page;
  }

  /** A page of the extension, as wide as people see it. */
  async own(path: string, width: number): Promise<Page> {
    const page = await this.browser.context.newPage();
    await page.setViewportSize({ width, height: 720 });
    await page.goto(`chrome-extension://${this.browser.extensionId}/${path}`);
    return page;
  }

  /** The popup over a page. */
  async popup(over: Page): Promise<Page> {
    return this.own(`popup.html?tab=${await this.browser.tab(over)}`, 380);
  }
}

export async function until(there: () => Promise<boolean>, otherwise: string): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if (await there()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(otherwise);
}
