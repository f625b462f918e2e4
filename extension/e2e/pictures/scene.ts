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

/** Our pages of a shop are bare; a form that asks for a password has a look to go by. */
const form = `<style>
  body { margin: 170px auto 0; inline-size: 320px; font: 15px / 1.8 sans-serif; }
  label, input, button { display: block; inline-size: 100%; box-sizing: border-box; font: inherit; }
  input, button { margin-block-end: 16px; padding: 4px 8px; }
  footer { font-size: 12px; }
</style>`;

/** The browsers of readers who have just installed it, have added their webmail, and have allowed it all sites. */
export interface Readers {
  fresh: Browser;
  usual: Browser;
  everywhere: Browser;
}

/** A browser in which something has happened already: mails came, pages of the shop were looked at. */
export class Scene {
  private readonly readers: Readers;
  private readonly webmail: Webmail;
  private readonly hosts: Hosts;

  private constructor(readers: Readers, webmail: Webmail, hosts: Hosts) {
    this.readers = readers;
    this.webmail = webmail;
    this.hosts = hosts;
  }

  static async set(readers: Readers, webmail: Webmail, hosts: Hosts): Promise<Scene> {
    const scene = new Scene(readers, webmail, hosts);
    const { page } = readers.usual;
    await page.setViewportSize(size);
    await logIn(page, webmail);
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
    const { page } = this.readers.usual;
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
    const browser = this.readers.usual;
    const page = await browser.context.newPage();
    await page.setViewportSize(size);
    await page.goto(address);
    await until(async () => (await browser.reports(page)).length > 0, `${name}: nothing was said`);
    return page;
  }

  /** A page that presents itself as the shop's, once it is warned of. */
  async impostor(name: string, address: string): Promise<Page> {
    const html = readFileSync(join(root, 'wasm/testdata/pages', `${name}.html`), 'utf8');
    this.hosts.show(address, html.replace('</head>', `${form}</head>`));
    const page = await this.readers.everywhere.context.newPage();
    await page.setViewportSize(size);
    await page.goto(address);
    await page.locator('tashikame-note').waitFor({ state: 'attached' });
    return page;
  }

  /** A page of the extension, as wide as people see it. */
  async own(path: string, width: number, browser = this.readers.fresh): Promise<Page> {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width, height: 720 });
    await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
    return page;
  }

  /** The popup over a page. */
  async popup(over: Page): Promise<Page> {
    const browser = this.readers.usual;
    return this.own(`popup.html?tab=${await browser.tab(over)}`, 380, browser);
  }
}

export async function until(there: () => Promise<boolean>, otherwise: string): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if (await there()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(otherwise);
}
