import { isOff, preferences } from '../preferences.ts';
import type { Site } from '../types/rules.ts';
import { sites, warm } from './core.ts';
import type { Page } from './verdicts.ts';

/**
 * The profiles to try on a page; none where the reader wants it left alone. They are remembered for the session, by host,
 * so that a page without mail does not start the core; for private tabs not.
 */
export async function sitesFor({ url, hidden }: Page): Promise<Site[]> {
  const { hostname } = new URL(url);
  const [known, mail] = await Promise.all([remembered(), chrome.storage.session.get(withMail)]);
  // Where there was a mail before there may be one now: the core starts while it is being looked for.
  if (mail[withMail] === hostname) warm();
  if (Object.hasOwn(known, hostname)) return known[hostname] ?? [];
  const here = isOff(await preferences(), hostname) ? [] : await sites(url);
  if (!hidden) await chrome.storage.session.set({ sites: { ...known, [hostname]: here } });
  return here;
}

/** Where the reader's webmail writes a new mail, with {to}, {subject} and {body}; "" where its profile does not say. */
export async function composeAt(page: Page, site: string): Promise<string> {
  const compose = (await sitesFor(page)).find(({ id }) => id === site)?.compose;
  if (!compose) return '';
  const { href, protocol } = new URL(compose, page.url);
  return /^https?:$/.test(protocol) ? href : '';
}

/** Where the last mail was; private tabs leave no trace here either. */
const withMail = 'with-mail';

export async function noteMail({ url, hidden }: Page): Promise<void> {
  if (!hidden) await chrome.storage.session.set({ [withMail]: new URL(url).hostname });
}

/** Other rules judge from now on, or the reader has other wishes. */
export async function forgetSites(): Promise<void> {
  await chrome.storage.session.remove('sites');
}

async function remembered(): Promise<Record<string, Site[]>> {
  const { sites: known }: { sites?: Record<string, Site[]> } = await chrome.storage.session.get('sites');
  return known ?? {};
}
