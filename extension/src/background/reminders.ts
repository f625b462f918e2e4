/**
 * When the reader is told of what falls due. The browser's alarm only wakes us:
 * what is to be told, and when next, is asked of the ledger each time, so that
 * an alarm that is lost, late or fired twice loses and doubles nothing.
 */
import { type ReminderSettings, valid } from '../reminders.ts';
import type { AgendaItem, DuesAnswer, Reminder, ReminderOptions } from '../types/wire.ts';
import { note } from './note.ts';
import { countSoon } from './protection.ts';

const alarm = 'remind';
const option = 'reminders';
const arranged = 'arranged';

const hour = 60 * 60_000;
const day = 24 * hour;

/** What was arranged, and by which clock; null when the ledger has changed since. */
interface Arranged {
  /** When to ask the ledger next; "" is never. */
  next: string;
  /** How far the reader's clock was ahead of UTC then, in minutes. */
  east: number;
}

/** Stored together with a change of the ledger: were this process to end now, the next one would arrange anew. */
export const mustArrange: Record<typeof arranged, null> = { [arranged]: null };

export async function chosen(): Promise<ReminderSettings> {
  const kept: Record<string, Partial<ReminderSettings>> = await chrome.storage.local.get(option);
  return valid(kept[option]);
}

export async function choose(settings: ReminderSettings): Promise<ReminderSettings> {
  const kept = valid(settings);
  await chrome.storage.local.set({ [option]: kept, ...mustArrange });
  return kept;
}

/** As the core takes them. */
export async function settings(): Promise<ReminderOptions> {
  const { on, leads, quietFrom, quietTo } = await chosen();
  return { leads: on ? leads : [], quietFrom, quietTo, east: east() };
}

function east(): number {
  return -new Date().getTimezoneOffset();
}

/**
 * Shows a reminder. A later one of the same thing takes its place. That it was
 * shown is noted in memory too: where nothing more can be stored, the ledger
 * asks for it again and again.
 */
export async function tell({ key, lead, title, text }: Reminder): Promise<void> {
  const told = `told:${key}:${lead}`;
  if (told in (await chrome.storage.session.get(told))) return;
  await chrome.storage.session.set({ [told]: true });
  const iconUrl = chrome.runtime.getURL('icons/brand-128.png');
  await chrome.notifications.create(`due:${key}`, { type: 'basic', iconUrl, title, message: text });
}

/** Arranges to be woken when something is to be told, or the badge to be counted anew. */
export async function arrange({ reminders, agenda }: DuesAnswer): Promise<void> {
  const soon = agenda?.soon ?? 0;
  await countSoon(soon);
  const turns = (agenda?.items ?? []).flatMap(turnsOf);
  const next = [reminders?.next ?? '', ...turns].filter((time) => time !== '').sort()[0] ?? '';
  const now: Arranged = { next, east: east() };
  await chrome.storage.local.set({ [arranged]: now });
  await arm(next);
}

/** When a thing comes to be due within a day, and when it is over. */
function turnsOf({ at, past, state }: AgendaItem): string[] {
  if (past || state !== 'open') return [];
  const end = Date.parse(at);
  return [end - day, end].filter((time) => time > Date.now()).map((time) => new Date(time).toISOString());
}

/** Sleep and clocks that are set move alarms about; so we look once an hour, while there is something to look for. */
async function arm(next: string): Promise<void> {
  if (next === '') await chrome.alarms.clear(alarm);
  else await chrome.alarms.create(alarm, { when: Math.min(Date.parse(next), Date.now() + hour) });
}

/** Whether the ledger must be asked now; if not, the alarm is set once more. This is cheap: the core is not started. */
async function isTime(): Promise<boolean> {
  const kept: Record<string, Arranged | null> = await chrome.storage.local.get(arranged);
  const before = kept[arranged];
  if (before === undefined) return false;
  if (before === null || before.east !== east()) return true;
  if (before.next !== '' && Date.parse(before.next) <= Date.now()) return true;
  await arm(before.next);
  return false;
}

/** Has remind run whenever it is time, also when the time came while nobody was there. */
export function onTime(remind: () => Promise<void>): void {
  const look = async (): Promise<void> => {
    if (await isTime()) await remind();
  };
  const safely = () => void look().catch((cause: unknown) => note('reminding', cause));
  chrome.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarm) safely();
  });
  safely();
}
