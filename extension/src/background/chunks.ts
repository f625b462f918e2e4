/**
 * The ledger as it is stored: texts in storage.local, one for each month that
 * something ends in or was sent in. What is written is one step of the storage: all of it is
 * kept or nothing, and nothing else is touched.
 */
import type { LedgerFailure } from '../messages.ts';

export type Chunks = Record<string, string>;

/** What falls due, where invitation requests stand, and what Message Centers have listed. */
export const duesPrefix = 'dues1/';
export const requestsPrefix = 'requests1/';
export const messagesPrefix = 'messages1/';

/** Reading, changing and writing is one step; the next begins when it is done. */
let tail: Promise<unknown> = Promise.resolve();

export function inTurn<T>(step: () => Promise<T>): Promise<T> {
  const turn = tail.then(step);
  tail = turn.catch(() => undefined);
  return turn;
}

export class LedgerError extends Error {
  readonly code: LedgerFailure;

  constructor(code: LedgerFailure, cause: unknown) {
    super(`the ledger: ${code}: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.code = code;
  }
}

/** The chunks of a sort that can be read, and whether there are others. Those are left as they are. */
export async function chunks(prefix: string): Promise<{ read: Chunks; damaged: boolean }> {
  const kept = await entries(prefix).catch((cause: unknown) => {
    throw new LedgerError('unreadable', cause);
  });
  const ours = Object.entries(kept).filter(([key]) => key.startsWith(prefix));
  const texts = ours.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { read: Object.fromEntries(texts), damaged: texts.length < ours.length };
}

/** What is stored under such names; everything, where the browser cannot list names alone. */
async function entries(prefix: string): Promise<Record<string, unknown>> {
  const area: Partial<chrome.storage.LocalStorageArea> = chrome.storage.local;
  return chrome.storage.local.get(area.getKeys ? await names(prefix) : null);
}

/** The names of the chunks of a sort. */
export async function names(prefix: string): Promise<string[]> {
  const area: Partial<chrome.storage.LocalStorageArea> = chrome.storage.local;
  const all = area.getKeys ? await area.getKeys() : Object.keys(await chrome.storage.local.get(null));
  return all.filter((name) => name.startsWith(prefix));
}

/** Stores chunks that have changed, with what else has to be true from then on. */
export async function keep(changed: Chunks, beside: object): Promise<void> {
  const [gone, there] = [false, true].map((full) =>
    Object.entries(changed).filter(([, text]) => (text !== '') === full),
  );
  try {
    await chrome.storage.local.set({ ...Object.fromEntries(there ?? []), ...beside });
    await chrome.storage.local.remove((gone ?? []).map(([key]) => key));
  } catch (cause) {
    throw new LedgerError(/quota/i.test(String(cause)) ? 'full' : 'unwritten', cause);
  }
}
