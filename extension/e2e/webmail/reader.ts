import type { Frame, Locator, Page } from 'playwright-core';
import { password } from './imap.ts';
import type { Webmail } from './webmail.ts';

/** What a person does in Roundcube (elastic skin): log in, look for new mail, open one. */

export async function logIn(page: Page, webmail: Webmail): Promise<void> {
  await page.goto(webmail.url);
  await page.locator('#rcmloginuser').fill('hanako');
  await page.locator('#rcmloginpwd').fill(password);
  await page.locator('#rcmloginsubmit').click();
  await page.locator('#mailboxlist li.inbox').waitFor();
}

/** Delivers mails and lists the inbox anew, until they stand on top of it. */
export async function receive(page: Page, webmail: Webmail, ...mails: (string | Uint8Array)[]): Promise<void> {
  // While Roundcube waits for one answer it hears no other wish.
  await page.waitForFunction(() => (globalThis as { rcmail?: { busy: boolean } }).rcmail?.busy === false);
  const topmost = () => document.querySelector('#messagelist tr.message')?.id;
  const before = await page.evaluate(topmost);
  webmail.deliver(...mails);
  await page.locator('#mailboxlist li.inbox a').click();
  await page.waitForFunction((old) => {
    const now = document.querySelector('#messagelist tr.message')?.id;
    return now !== undefined && now !== old;
  }, before);
}

/** Opens a mail beside the list; gives the inner frame that shows it. */
export function openPreview(page: Page, subject: string): Promise<Frame> {
  return openRow(page, listed(page, subject));
}

/** Opens the mail that stands at a place of the list, 0 the topmost, beside it. */
export function openPreviewAt(page: Page, place: number): Promise<Frame> {
  return openRow(page, page.locator('#messagelist tr.message').nth(place));
}

async function openRow(page: Page, row: Locator): Promise<Frame> {
  const uid = await uidOf(row);
  await row.click();
  const frame = page.frame('messagecontframe');
  if (!frame) throw new Error('this Roundcube has no preview frame');
  await frame.waitForURL((url) => shows(url, 'preview', uid));
  return frame;
}

/** Opens a mail in the whole window; gives the frame that shows it, which is the page's own. */
export async function openFull(page: Page, subject: string): Promise<Frame> {
  const row = listed(page, subject);
  const uid = await uidOf(row);
  await row.dblclick();
  await page.waitForURL((url) => shows(url, 'show', uid));
  return page.mainFrame();
}

/** From a mail in the whole window back to the list. */
export async function backToList(page: Page): Promise<void> {
  await page.locator('#taskmenu a.mail').click();
  await page.locator('#mailboxlist li.inbox').waitFor();
}

/** The topmost mail of the list with this subject. */
function listed(page: Page, subject: string): Locator {
  return page.locator('#messagelist tr.message', { has: page.getByText(subject, { exact: true }) }).first();
}

async function uidOf(row: Locator): Promise<string> {
  const href = await row.locator("td.subject a[href*='_uid=']").getAttribute('href');
  const uid = new URLSearchParams(href?.replace(/.*\?/, '')).get('_uid');
  if (!uid) throw new Error(`a row of the message list links to ${href}, which names no mail`);
  return uid;
}

function shows(url: URL, action: 'preview' | 'show', uid: string): boolean {
  return url.searchParams.get('_action') === action && url.searchParams.get('_uid') === uid;
}
