/**
 * What was judged in each frame of each tab, for the toolbar and the popup. It
 * lives as long as the tab, in memory: for ordinary tabs in storage.session,
 * which outlasts this process; for private ones nowhere but here.
 */
import { type FrameVerdict, generic, type Seen, type SenderState, type Tell } from '../messages.ts';
import { FieldDate, FieldFromAddress, FieldFromName, FieldSubject, type Report } from '../types/wire.ts';
import { gravest, type VerdictWord, verdictWord } from '../verdict.ts';
import { words } from '../words.ts';
import { note } from './note.ts';
import { quietTitle } from './protection.ts';

/** A frame, as the browser states it. */
export interface Page {
  tab: number;
  frame: number;
  url: string;
  hidden: boolean;
}

const privately = new Map<string, FrameVerdict>();

/** Rises when what a frame shows changes: a judgement of what was there before is dropped. */
const turns = new Map<string, number>();

/** Changes run one after the other, so that the toolbar ends on the last one. */
let tail: Promise<void> = Promise.resolve();

function inTurn(change: () => Promise<void>): Promise<void> {
  tail = tail.then(change).catch((cause: unknown) => note('keeping a verdict', cause));
  return tail;
}

function name(tab: number, frame: number): string {
  return `tab:${tab}:${frame}`;
}

/** Begins a judgement: what was known of the frame goes, and the turn to record under is returned. */
export function begin(page: Page): number {
  const key = name(page.tab, page.frame);
  const turn = (turns.get(key) ?? 0) + 1;
  turns.set(key, turn);
  void inTurn(() => remove([key], page.tab));
  return turn;
}

export function record(
  page: Page,
  turn: number,
  report: Report,
  seen: Seen,
  senders: Record<string, SenderState>,
): Promise<void> {
  return inTurn(async () => {
    const key = name(page.tab, page.frame);
    if (turns.get(key) !== turn) return;
    const guessed = seen.site === generic;
    const verdict: FrameVerdict = { frame: page.frame, report, guessed, senders, ...namesOf(seen) };
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
    const frames = [...(await all(tab)).values()].map(({ frame }) => frame);
    const there = await Promise.all(frames.map((frame) => isThere(tab, frame)));
    const gone = frames.filter((_, i) => !there[i]).map((frame) => name(tab, frame));
    if (gone.length > 0) await remove(gone, tab);
  });
}

async function isThere(tab: number, frameId: number): Promise<boolean> {
  const message: Tell = { type: 'there' };
  try {
    await chrome.tabs.sendMessage(tab, message, { frameId });
    return true;
  } catch {
    return false;
  }
}

/** What is known of a tab, the top frame first. */
export async function ofTab(tab: number): Promise<FrameVerdict[]> {
  await tail;
  return [...(await all(tab)).values()].sort((a, b) => a.frame - b.frame);
}

async function all(tab: number): Promise<Map<string, FrameVerdict>> {
  const kept: Record<string, FrameVerdict> = await chrome.storage.session.get(null);
  const mine = [...Object.entries(kept), ...privately].filter(([key]) => key.startsWith(`tab:${tab}:`));
  return new Map(mine);
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

/** The toolbar shows the gravest of a tab's frames. */
async function paint(tab: number): Promise<void> {
  const verdict = gravest([...(await all(tab)).values()].map(({ report }) => report.verdict));
  const title = verdict === 'none' ? await quietTitle() : `${words('name')}: ${verdictWord(verdict)}`;
  const path = { 16: `icons/${verdict}-16.png`, 32: `icons/${verdict}-32.png` };
  // The tab may have been closed meanwhile.
  await Promise.allSettled([
    chrome.action.setIcon({ tabId: tab, path }),
    chrome.action.setTitle({ tabId: tab, title }),
    chrome.action.setBadgeText({ tabId: tab, text: badges[verdict] || asElsewhere }),
    chrome.action.setBadgeBackgroundColor({ tabId: tab, color: colours[verdict] ?? '#64748b' }),
    chrome.action.setBadgeTextColor({ tabId: tab, color: '#ffffff' }),
  ]);
}
