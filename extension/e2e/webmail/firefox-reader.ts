import type { Frame, Page } from 'puppeteer-core';
import { password } from './imap.ts';
import type { Webmail } from './webmail.ts';

/** What a person does in Roundcube, as reader.ts has it for Chromium; the two drivers share no words. */

export async function logIn(page: Page, webmail: Webmail): Promise<void> {
  await page.goto(webmail.url);
  await page.locator('#rcmloginuser').fill('hanako');
  await page.locator('#rcmloginpwd').fill(password);
  await page.locator('#rcmloginsubmit').click();
  await page.locator('#mailboxlist li.inbox').wait();
}

/** Delivers a mail and opens it beside the list; gives the inner frame that shows it. */
export async function receive(
  page: Page,
  webmail: Webmail,
  mail: string | Uint8Array,
  subject: string,
): Promise<Frame> {
  // While Roundcube waits for one answer it hears no other wish.
  await page.waitForFunction(() => (globalThis as { rcmail?: { busy: boolean } }).rcmail?.busy === false);
  webmail.deliver(mail);
  await page.locator('#mailboxlist li.inbox a').click();
  const row = `::-p-xpath((//table[@id="messagelist"]//tr[contains(@class, "message")][.//*[text()="${subject}"]])[1])`;
  await page.locator(row).click();
  const frame = await page.waitForFrame(
    (inner) => inner.name() === 'messagecontframe' || /_action=preview/.test(inner.url()),
  );
  await frame.waitForFunction(
    (title) => document.querySelector('h2.subject')?.textContent?.includes(title),
    {},
    subject,
  );
  return frame;
}
