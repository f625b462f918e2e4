import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Browser } from './browser.ts';
import { type Site, webmailPage } from './site.ts';

/** What our pages are looked at in. */
export interface Looks {
  language: 'ja' | 'en';
  scheme: 'light' | 'dark';
}

const head = { from: 'Amazon.co.jp', address: 'no-reply@amazon.co.jp', subject: 'Notice' };

/** One mail in each language with everything in it that the popup tells: a false link, and a deadline. */
const mails = {
  ja: '<p>Amazon.co.jpをご利用いただきありがとうございます。24時間以内に<a href="https://amazon.co.jp.kakunin.example/">こちら</a>で更新してください。</p>',
  en: '<p>Thank you for shopping with Amazon. Update your account within 24 hours <a href="https://amazon.co.jp.kakunin.example/">here</a>.</p>',
};

const honest = {
  ja: (day: string) =>
    `<p>Amazon.co.jpをご利用いただきありがとうございます。コンビニでのお支払い期限は${day}です。注文番号: 249-1234567-1234567</p>`,
  en: (day: string) =>
    `<p>Thank you for shopping with Amazon. Please pay at the konbini by ${day}. Order number: 249-1234567-1234567</p>`,
};

/** A day that is ahead whenever this runs. */
function ahead(language: 'ja' | 'en'): string {
  const day = new Date(Date.now() + 3 * 86_400_000);
  return day.toLocaleDateString(language, { year: 'numeric', month: 'long', day: 'numeric' });
}

/** Has the extension speak a language, as the options do. */
export async function speak(browser: Browser, language: 'ja' | 'en'): Promise<void> {
  const options = await browser.own('options');
  // What is chosen before the page knows what was chosen so far is not heard.
  await options.locator('#brands input').first().waitFor();
  await options.locator('#language').selectOption(language);
  await options.locator(`html[lang=${language}]`).waitFor();
  await options.close();
}

/** Every page of the extension's own, one after the other, with something in it. */
export async function* surfaces(browser: Browser, site: Site, looks: Looks): AsyncGenerator<[string, Page]> {
  const { language, scheme } = looks;
  const mail = await browser.context.newPage();
  for (const [name, body] of [
    ['honest', honest[language](ahead(language))],
    ['false', mails[language]],
  ] as const) {
    await mail.goto(site.serve(`${name}-${language}`, webmailPage(head, body)));
    await mail.waitForSelector('tashikame-banner', { state: 'attached' });
    const popup = await browser.popup(mail);
    await popup.emulateMedia({ colorScheme: scheme });
    await popup.locator('#page article').waitFor();
    await popup.locator('#agenda article').waitFor();
    for (const part of await popup.locator('details').all()) await part.evaluate((el) => el.setAttribute('open', ''));
    yield [`popup over the ${name} mail`, popup];
    await popup.locator('#question').fill('https://amaz0n-login.example/');
    await popup.locator('#ask button').click();
    await popup.locator('#found article').waitFor();
    yield [`popup that was asked, over the ${name} mail`, popup];
    await popup.close();
  }
  await mail.close();
  for (const name of ['options', 'welcome', 'eml'] as const) {
    const page = await browser.own(name, scheme);
    if (name === 'options') {
      await page.locator('#diagnose').click();
      await page.locator('#diagnosis table').waitFor();
    }
    if (name === 'welcome')
      await page.waitForFunction(() => document.querySelectorAll('tashikame-banner').length === 3);
    yield [name, page];
    if (name === 'options') {
      await page.locator('#erase').click();
      yield ['options, about to erase', page];
    }
    await page.close();
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/** What axe finds against a page: the rule, and where. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
}
