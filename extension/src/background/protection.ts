/**
 * Whether anybody is protected: the core runs, and the browser lets us read the
 * pages we are here for. Where that is not so, the toolbar says it over every
 * tab; silence must not be taken for safety.
 */
import type { Protection } from '../messages.ts';
import { words } from '../shown/words.ts';
import { spoken } from './speech.ts';

const kept = 'core-failure';
const soonKept = 'soon';
const brokenKept = 'broken';

/** Notes how the core's last start went. */
export async function noteCore(cause?: unknown): Promise<void> {
  const before = await coreFailure();
  const now = cause === undefined ? '' : failureOf(cause);
  if (before === now) return;
  await hold(kept, now);
  await paintEverywhere();
}

/** Keeps something while the browser runs; what says nothing is not kept. */
async function hold(name: string, value: string | number | boolean): Promise<void> {
  await (value ? chrome.storage.session.set({ [name]: value }) : chrome.storage.session.remove(name));
}

function failureOf(cause: unknown): Protection['core'] {
  return typeof WebAssembly === 'undefined' || /WebAssembly|wasm/i.test(String(cause)) ? 'no-wasm' : 'failed';
}

async function coreFailure(): Promise<Protection['core']> {
  const { [kept]: failure }: Record<string, Protection['core']> = await chrome.storage.session.get(kept);
  return failure ?? '';
}

export async function protection(): Promise<Protection> {
  const asked: string[] = chrome.runtime.getManifest().host_permissions ?? [];
  const [core, all] = await Promise.all([coreFailure(), chrome.permissions.contains({ origins: asked })]);
  return { core, lacking: all ? [] : await lackingOf(asked) };
}

async function lackingOf(asked: string[]): Promise<string[]> {
  const allowed = await Promise.all(asked.map((origin) => chrome.permissions.contains({ origins: [origin] })));
  return asked.filter((_, i) => !allowed[i]);
}

/** How many things are due soon: what the badge says while all is well. */
export async function countSoon(soon: number): Promise<void> {
  await hold(soonKept, soon);
  await paintEverywhere();
}

/** The toolbar over tabs of which nothing is known. */
export async function paintEverywhere(): Promise<void> {
  await spoken();
  const { core, lacking } = await protection();
  const broken = core !== '' || lacking.length > 0;
  const { [soonKept]: soon = 0 }: Record<string, number> = await chrome.storage.session.get(soonKept);
  await hold(brokenKept, broken);
  await Promise.allSettled([
    chrome.action.setBadgeText({ text: broken ? '!' : soon > 0 ? String(soon) : '' }),
    chrome.action.setBadgeBackgroundColor({ color: broken ? '#b45309' : '#64748b' }),
    chrome.action.setTitle({ title: await quietTitle() }),
  ]);
}

/** What the toolbar says where there is no verdict. */
export async function quietTitle(): Promise<string> {
  const { [brokenKept]: broken }: Record<string, boolean> = await chrome.storage.session.get(brokenKept);
  return broken ? `${words('name')}: ${words('not_running')}` : words('name');
}
