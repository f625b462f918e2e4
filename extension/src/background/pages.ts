/**
 * The pages of the shop, and pages elsewhere that may present themselves as
 * its: what they are cut by, and what is made of what was cut out. Each is
 * judged by the core; what is worth keeping goes to those who keep it.
 */
import type { PageAnswer, PageSeen, Seen } from '../messages.ts';
import { isOff, preferences } from '../preferences.ts';
import { unanswered } from '../shown/unanswered.ts';
import { language } from '../shown/words.ts';
import type { PageProfile } from '../types/rules.ts';
import { type Judgement, RegionPage, type Report } from '../types/wire.ts';
import { rememberMessages } from './center.ts';
import * as core from './core.ts';
import { isDeclined } from './declined.ts';
import { note } from './note.ts';
import { seePage } from './requests.ts';
import { spoken } from './speech.ts';
import { begin, type Page, record } from './verdicts.ts';

/** More than shop/cut.ts cuts out. */
const maxCharacters = 2 << 20;

/** The key of the one region that a page is. */
const key = 'page';

const nothing: PageSeen = { html: '', title: '', account: '' };

/**
 * What a page is cut by. One with nothing to read is judged at once, by its
 * address alone: that it is an official one is said too.
 */
export async function profileFor(page: Page): Promise<PageProfile | null> {
  const turn = begin(page);
  if (isOff(await preferences(), new URL(page.url).hostname)) return null;
  const profile = await core.profile(page.url);
  if (!profile) await record(page, turn, await check(page, nothing), seenOf(nothing));
  return profile;
}

/** Judges a page as it is now, and says beside it what is known of its product from before. */
export async function readPage(page: Page, seen: PageSeen): Promise<PageAnswer> {
  if (seen.html.length > maxCharacters) throw new Error('too large');
  const turn = begin(page, 'stays');
  const report = await check(page, seen).catch((cause: unknown) => {
    note('reading a page', cause);
    return unanswered([{ key, kind: RegionPage }]);
  });
  const [read] = report.judgements;
  if (!read) throw new Error('no judgement');
  const judgement = await remembered(page, read);
  void record(page, turn, { ...report, judgements: [judgement] }, seenOf(seen));
  if (judgement.page === 'messages') {
    await rememberMessages(page, seen).catch((cause: unknown) => note('keeping what a Message Center lists', cause));
  }
  const [{ marks }, speech, declined] = await Promise.all([preferences(), spoken(), isDeclined(page, judgement)]);
  const manner = { ...(declined !== undefined && { declined }), ...(speech && { speech }) };
  return { judgement, warningsOnly: marks === 'warnings', ...manner };
}

/** Keeps what a page shows, and adds what the ledger has to say of it. */
async function remembered(page: Page, judgement: Judgement): Promise<Judgement> {
  try {
    const hints = await seePage(page, judgement);
    return nameless({ ...judgement, told: [...hints, ...(judgement.told ?? [])] });
  } catch (cause) {
    note('keeping what a page says', cause);
    return nameless(judgement);
  }
}

/** Whom the page greets tells accounts apart, and is nobody's business from then on. */
function nameless(judgement: Judgement): Judgement {
  const { account: _, ...fields } = judgement.fields ?? {};
  return { ...judgement, fields };
}

async function check({ url, hidden }: Page, seen: PageSeen): Promise<Report> {
  await spoken(); // the core is told the language
  const { regions, bodies } = seenOf(seen);
  const snapshot = { url, now: new Date().toISOString(), lang: language(), private: hidden, site: '', cut: [] };
  return (await core.check({ ...snapshot, regions: regions.map((region) => ({ ...region, html: '' })) }, bodies))
    .answer;
}

/** The page as the one region that the core judges. */
function seenOf({ html, title, problem }: PageSeen): Seen {
  const region = { key, kind: RegionPage, fields: { title }, ...(problem && { problem }) };
  return { site: '', regions: [region], bodies: [html], cut: [] };
}
