/**
 * What the popup shows at first glance: the first of what is due and of the
 * requests, as the background has last answered it. It is kept ready in memory
 * while the browser runs, so that nobody need wake for it, and forgotten before
 * the ledger changes, so that it is never older than the ledger. How long is
 * left is no part of it. Where there is none, the background is asked.
 */
import { duesPrefix, requestsPrefix } from './ledger.ts';
import type { AgendaView, RequestsChoice, RequestsView } from './messages.ts';
import { language } from './shown/words.ts';

/** By what the names of their chunks begin with. */
interface Views {
  [duesPrefix]: AgendaView;
  [requestsPrefix]: RequestsView;
}

interface Glance<View> {
  /** The language it speaks. */
  lang: string;
  view: View;
}

const glancePrefix = 'glance:';
const nameOf = (part: keyof Views) => glancePrefix + part;

/** How many are asked for at first, and so many more each time. */
export const firstFew = 20;
export const firstRequests: RequestsChoice = { find: '', only: '', limit: firstFew };

/** More than these are out of sight as long as nobody scrolls: they are not worth waiting for. */
const inSight = 5;

/** What is kept ready of a part, in the language spoken; undefined where the background must be asked. */
export async function glance<P extends keyof Views>(
  part: P,
  speaking: Promise<unknown>,
): Promise<Views[P] | undefined> {
  const reading: Promise<Record<string, Glance<Views[P]>>> = chrome.storage.session.get(nameOf(part));
  const [{ [nameOf(part)]: kept }] = await Promise.all([reading, speaking]);
  return kept?.lang === language() ? kept.view : undefined;
}

/** Keeps an answer ready. One that says what went wrong is not: that may be over by the next time. */
export async function keepGlance<P extends keyof Views>(part: P, view: Views[P]): Promise<void> {
  if (view.failure) return forgetGlances([part]);
  const kept: Glance<Views[P]> = { lang: language(), view: cut(view) };
  // Without room for it the background is asked each time.
  await chrome.storage.session.set({ [nameOf(part)]: kept }).catch(() => forgetGlances([part]));
}

function cut<View extends AgendaView | RequestsView>(view: View): View {
  const coming = view.items.filter((item) => !('past' in item && item.past));
  const left = coming.slice(inSight);
  const items = view.items.filter((item) => !left.includes(item));
  return { ...view, items, more: view.more + left.length };
}

/** What is stored under these names is about to change. */
export async function forgetGlances(names: string[]): Promise<void> {
  const parts = ([duesPrefix, requestsPrefix] as const).filter((part) => names.some((name) => name.startsWith(part)));
  if (parts.length > 0) await chrome.storage.session.remove(parts.map(nameOf));
}
