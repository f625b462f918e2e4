import { join } from 'node:path';
import type { Browser } from '../browser.ts';
import { alarm, ring } from '../clock.ts';
import { konbini } from '../konbini.ts';
import { verdicts } from '../shown.ts';
import { expect, test } from '../test.ts';
import { logIn, openPreview, receive } from '../webmail/reader.ts';
import type { Webmail } from '../webmail/webmail.ts';

// Wherever the reader is and whatever the clock does, each reminder comes once.

const minute = 60_000;
const hour = 60 * minute;

/** Opens a mail that names a time, and waits until that is kept. */
async function remember(browser: Browser, webmail: Webmail, due: Date): Promise<void> {
  await logIn(browser.page, webmail);
  const { eml, subject } = konbini(due);
  await receive(browser.page, webmail, eml);
  await openPreview(browser.page, subject);
  await expect.poll(() => verdicts(browser.page)).toEqual(['consistent']);
  await expect.poll(() => alarm(browser)).toBe(true);
}

/** Noon in Japan, some days from now. */
function noonIn(days: number): number {
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Tokyo' }).format(new Date());
  return Date.parse(`${today}T12:00:00+09:00`) + days * 24 * hour;
}

test('after a long sleep it is told once, with what is left', async ({ tashikame, webmail }) => {
  const due = noonIn(3);
  await remember(tashikame, webmail, new Date(due));
  const told = await ring(tashikame, new Date(due - 90 * minute));
  await expect.poll(told).toEqual([expect.stringContaining('残り 1時間')]);
  await ring(tashikame, new Date(due - 60 * minute));
  await ring(tashikame, new Date(due + 60 * minute));
  await expect.poll(() => tashikame.soon()).toBe('');
  expect(await told()).toHaveLength(1);
});

test('on a journey it is told by the clock there, in the hours the reader is awake, and not again at home', async ({
  launch,
  webmail,
}, testInfo) => {
  const profile = join(testInfo.outputDir, 'profile');
  const due = noonIn(3);
  const home = await launch({ profile });
  await remember(home, webmail, new Date(due));
  await home.close();

  // A day before is ten in the evening there; seven in the morning is nine hours later.
  const abroad = await launch({ profile, timezone: 'America/New_York' });
  const night = await ring(abroad, new Date(due - 24 * hour + minute));
  await expect.poll(() => abroad.soon()).toBe('1');
  expect(await night()).toEqual([]);
  const morning = await ring(abroad, new Date(due - 14 * hour));
  await expect.poll(morning).toHaveLength(1);
  await abroad.close();

  const again = await launch({ profile });
  const back = await ring(again, new Date(due - 13 * hour));
  const last = await ring(again, new Date(due - 3 * hour + minute));
  await expect.poll(last).toEqual([expect.stringContaining('残り 2時間59分')]);
  expect(await back()).toHaveLength(1);
});

test('where clocks change in the night before, nothing comes twice or an hour off', async ({ launch, webmail }) => {
  const browser = await launch({ timezone: 'America/Los_Angeles' });
  const year = new Date().getFullYear() + 1;
  // Two in the morning of the second Sunday of March is three. A day before is still winter there.
  const first = new Date(Date.UTC(year, 2, 1));
  const sunday = Date.UTC(year, 2, 8 + ((7 - first.getUTCDay()) % 7));
  const due = sunday + 20 * hour; // one in the afternoon there, on that Sunday
  await remember(browser, webmail, new Date(due));
  const told = await ring(browser, new Date(due - 24 * hour - minute));
  await expect.poll(() => alarm(browser)).toBe(true);
  expect(await told()).toEqual([]);
  await ring(browser, new Date(due - 24 * hour + 1000));
  await expect.poll(told).toHaveLength(1);
  for (const left of [11 * hour, 9.5 * hour, 4 * hour]) await ring(browser, new Date(due - left));
  await ring(browser, new Date(due - 3 * hour + 1000));
  await expect.poll(told).toEqual([expect.anything(), expect.stringContaining('残り 3時間0分')]);
});
