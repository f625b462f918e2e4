import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Seen } from '../src/messages.ts';
import type { Site } from '../src/types/rules.ts';
import type { Due, Finding, Judgement, Report } from '../src/types/wire.ts';

export const site: Site = {
  id: 'test',
  name: 'Test',
  hosts: [],
  present: '.message',
  message: '.message',
  key: 'data-id',
  bodies: ['.body', 'iframe.body'],
  fields: [
    { field: 'subject', at: 'h2', attr: '' },
    { field: 'from-address', at: '.from', attr: 'title' },
  ],
  banner: '.content',
};

/** A webmail's page with one open mail. */
export function webmail(body: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Mail</title>
    <div class="message" data-id="m1">
      <h2>お知らせ</h2><span class="from" title="info@shop.example">店</span>
      <div class="content"><div class="body">${body}</div></div>
    </div>`;
}

/** An answer about a mail, as the core would give it. */
export function judgement(verdict: string, findings: Partial<Finding>[] = [], key = 'm1', dues: Due[] = []): Judgement {
  return {
    key,
    kind: 'mail',
    brand: 'amazon',
    verdict,
    headline: `Headline of ${verdict}`,
    advice: 'Do this next',
    findings: findings.map((finding) => ({ id: 'test', severity: 'danger', quote: '', host: '', ...finding })),
    dues,
  };
}

/** The content script of the built extension in a page of a real browser, with us as its background. */
export class ContentPage {
  readonly page: Page;
  /** What it asked, in order. */
  readonly asked: string[] = [];
  readonly seen: Seen[] = [];
  sites: Site[] = [site];
  /** What a check is answered with; a rejection is no answer. */
  check: (seen: Seen) => Judgement[] | Promise<Judgement[]> = () => [judgement('spoofed')];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(
    browser: Browser,
    dir: string,
    html: string,
    prepare?: (at: ContentPage) => void,
  ): Promise<ContentPage> {
    const page = await browser.newPage();
    const at = new ContentPage(page);
    prepare?.(at);
    const words = JSON.parse(readFileSync(join(dir, '_locales/ja/messages.json'), 'utf8'));
    await page.exposeFunction('answer', (message: { type: string; seen: Seen }) => at.answer(message));
    await page.addInitScript(world, words);
    await page.route('https://mail.example/', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.route('https://mail.example/**/*.png', (route) => route.fulfill({ status: 404 }));
    await page.goto('https://mail.example/');
    await at.run(dir);
    return at;
  }

  /** Brings the content script in, as the browser does: by no node of the page's. */
  async run(dir: string): Promise<void> {
    await this.page.evaluate(readFileSync(join(dir, 'content.js'), 'utf8'));
  }

  private async answer({ type, seen }: { type: string; seen: Seen }): Promise<unknown> {
    this.asked.push(type);
    if (type === 'sites') return { value: this.sites };
    if (type !== 'check') return { value: null };
    this.seen.push(seen);
    const judgements = await this.check(seen);
    const report: Report = { verdict: 'none', judgements, rules: 1, micros: 1 };
    return { value: report };
  }

  /** The mail that was sent last. */
  async mail(): Promise<{ html: string; region: Seen['regions'][number] }> {
    await this.until(() => this.seen.length > 0);
    const seen = this.seen.at(-1);
    const [region] = seen?.regions ?? [];
    if (!region) throw new Error('nothing was sent');
    return { html: seen?.bodies[0] ?? '', region };
  }

  /** Waits for what the page brings about here. */
  async until(holds: () => boolean): Promise<void> {
    for (let tries = 0; !holds(); tries++) {
      if (tries > 200) throw new Error(`never came true: ${holds}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The text of the banners, one string a banner. */
  banners(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('tashikame-banner')].map(
        ({ shadowRoot }) => shadowRoot?.querySelector<HTMLElement>('.banner')?.innerText ?? '',
      ),
    );
  }

  async shown(): Promise<void> {
    await this.page.waitForSelector('tashikame-banner', { state: 'attached' });
  }

  /** As the background does when new rules are in use. */
  async recheck(): Promise<void> {
    await this.page.evaluate(() => window.dispatchEvent(new Event('test-recheck')));
  }
}

/** What the page finds of the browser's extension side. Shadow roots are opened, so that tests can look inside. */
function world(words: Record<string, { message: string }>): void {
  const { answer } = window as unknown as { answer(message: unknown): Promise<unknown> };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    return attachShadow.call(this, { ...init, mode: 'open' });
  };
  const listener = (listen: (message: unknown, sender: object, reply: () => void) => void) =>
    window.addEventListener('test-recheck', () => listen({ type: 'recheck' }, {}, () => undefined));
  Object.assign(window, {
    chrome: {
      runtime: { id: 'tashikame', sendMessage: answer, onMessage: { addListener: listener } },
      i18n: {
        getMessage: (id: string, [...fill]: string[] = []) =>
          (words[id]?.message ?? '').replace(/\$\w+\$/g, () => fill.shift() ?? ''),
      },
    },
  });
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
}
