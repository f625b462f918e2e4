/**
 * What was judged in each frame of each tab, for the toolbar and the popup. It
 * lives as long as the tab, in memory: for ordinary tabs in storage.session,
 * which outlasts this process; for private ones nowhere but here.
 */
import { isThere, keptFrames, tabPrefix, topFirst } from '../frames.ts';
import { type FrameVerdict, generic, type Seen, type SenderState } from '../messages.ts';
import { gravest, type VerdictWord, verdictWord } from '../shown/verdict.ts';
import { words } from '../shown/words.ts';
import { FieldDate, FieldFromAddress, FieldFromName, FieldSubject, type Report } from '../types/wire.ts';
import { note } from './note.ts';
import { quietTitle } from './protection.ts';
import { queue } from './queue.ts';
import { composeAt } from './sites.ts';

/** A frame, as the browser states it. */
export interface Page {
  tab: number;
  frame: number;
  url: string;
  hidden: boolean;
  /** The document in it, as the browser names it; "" where it does not. */
  document: string;
  /** What of it is judged: its mails, or the page itself. */
  part: 'mail' | 'page';
}

const privately = new Map<string, FrameVerdict>();

/** Rises when what a frame shows changes: a judgement of what was there before is dropped. */
const turns = new Map<string, number>();

/** Changes run one after the other, so that the toolbar ends on the last one. */
const changes = queue();

function inTurn(change: () => Promise<void>): Promise<void> {
  return changes(change).catch((cause: unknown) => note('keeping a verdict', cause));
}

function name({ tab, frame, part }: Page): string {
  return part === 'mail' ? `${tabPrefix(tab)}${frame}` : `${tabPrefix(tab)}${frame}:${part}`;
}

/**
 * Begins a judgement, and returns the turn to record under. What was known of
 * the frame goes, unless it is to stay until then; what was known of another
 * document goes in any case.
 */
export function begin(page: Page, before: 'goes' | 'stays' = 'goes'): number {
  const key = name(page);
  const turn = (turns.get(key) ?? 0) + 1;
  turns.set(key, turn);
  void inTurn(async () => {
    const others = [...(await all(page.tab))].filter(([, kept]) => isStale(kept, page)).map(([other]) => other);
    const gone = before === 'goes' ? [key, ...others] : others;
    if (gone.length > 0) await remove(gone, page.tab);
  });
  return turn;
}

function isStale({ frame, document }: FrameVerdict, page: Page): boolean {
  return frame === page.frame && document !== page.document;
}

export function record(
  page: Page,
  turn: number,
  report: Report,
  seen: Seen,
  senders: Record<string, SenderState> = {},
): Promise<void> {
  return inTurn(async () => {
    const key = name(page);
    if (turns.get(key) !== turn) return;
    const { frame, document } = page;
    const guessed = seen.site === generic;
    const compose = report.judgements.some(({ scam }) => scam) ? await composeAt(page, seen.site) : '';
    const verdict: FrameVerdict = { frame, document, report, guessed, senders, compose, ...namesOf(seen) };
    if (page.hidden) privately.set(key, verdict);
    else await chrome.storage.session.set({ [key]: verdict });
    await paint(page.tab);
  });
}

/** Several open mails are told apart by sender, subject and date; of a single one none of it is kept. */
function namesOf({ regions }: Seen): { names?: Record<string, string> } {
  if (regions.length < 2) return {};
  return { names: Object.fromEntries(regions.map(({ key, fields }) => [key, nameOf(fields)])) };
}

function nameOf(fields: Record<string, string>): string {
  const from = fields[FieldFromName] || fields[FieldFromAddress] || '';
  return words('mail_name', from, fields[FieldSubject] ?? '', fields[FieldDate] ?? '');
}

/** Forgets a tab that was closed. */
export function forget(tab: number): Promise<void> {
  return inTurn(async () => {
    const keys = [...(await all(tab)).keys()];
    for (const key of keys) turns.delete(key);
    await remove(keys, tab);
  });
}

/** Forgets frames that are gone without having said so, as after a crash. */
export function sweep(tab: number): Promise<void> {
  return inTurn(async () => {
    const known = [...(await all(tab))];
    const there = await Promise.all(known.map(([, { frame }]) => isThere(tab, frame)));
    const gone = known.filter((_, i) => !there[i]).map(([key]) => key);
    if (gone.length > 0) await remove(gone, tab);
  });
}

/** What is known of a tab, the top frame first. */
export function ofTab(tab: number): Promise<FrameVerdict[]> {
  return changes(async () => topFirst([...(await all(tab)).values()]));
}

async function all(tab: number): Promise<Map<string, FrameVerdict>> {
  const hidden = [...privately].filter(([key]) => key.startsWith(tabPrefix(tab)));
  return new Map([...(await keptFrames(tab)), ...hidden]);
}

async function remove(keys: string[], tab: number): Promise<void> {
  for (const key of keys) privately.delete(key);
  await chrome.storage.session.remove(keys);
  await paint(tab);
}

/** Signs for the badge; without one it counts what is due soon. The icon's shape and the title say it as well. */
const badges: Record<VerdictWord, string> = {
  none: '',
  genuine: '',
  consistent: '',
  unreadable: '?',
  caution: '!',
  spoofed: '×',
};

/** Browsers take null for "no text of this tab's own"; the types do not know that. */
const asElsewhere = null as unknown as string;

const colours: Partial<Record<VerdictWord, string>> = {
  unreadable: '#475569',
  caution: '#b45309',
  spoofed: '#b91c1c',
};

/** What the toolbar shows: the gravest of a tab's frames, or that the page itself is an official one. */
async function paint(tab: number): Promise<void> {
  const frames = [...(await all(tab)).values()];
  const verdict = gravest(frames.map(({ report }) => report.verdict));
  const official = verdict === 'none' && frames.some(isOfficial);
  const said = official ? words('official') : verdict === 'none' ? '' : verdictWord(verdict);
  const title = said === '' ? await quietTitle() : `${words('name')}: ${said}`;
  const icon = official ? 'official' : verdict;
  const path = { 16: `icons/${icon}-16.png`, 32: `icons/${icon}-32.png` };
  // The tab may have been closed meanwhile.
  await Promise.allSettled([
    chrome.action.setIcon({ tabId: tab, path }),
    chrome.action.setTitle({ tabId: tab, title }),
    chrome.action.setBadgeText({ tabId: tab, text: badges[verdict] || asElsewhere }),
    chrome.action.setBadgeBackgroundColor({ tabId: tab, color: colours[verdict] ?? '#64748b' }),
    chrome.action.setBadgeTextColor({ tabId: tab, color: '#ffffff' }),
  ]);
}

/** Whether the page in the tab is served by a host that the brand owns; what stands in its frames is not asked. */
function isOfficial({ frame, report }: FrameVerdict): boolean {
  return frame === 0 && report.judgements.some(({ findings }) => findings.some(({ id }) => id === 'official-place'));
}
