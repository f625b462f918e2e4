/**
 * The ledger as it is stored: texts in storage.local, one for each month that
 * something ends in or was sent in. What is written is one step of the storage: all of it is
 * kept or nothing, and nothing else is touched.
 */
import { forgetGlances } from '../glance.ts';
import type { LedgerFailure } from '../messages.ts';
import { under } from '../stored.ts';
import { queue } from './queue.ts';

export type Chunks = Record<string, string>;

/** Reading, changing and writing is one step; the next begins when it is done. */
export const inTurn = queue();

export class LedgerError extends Error {
  readonly code: LedgerFailure;

  constructor(code: LedgerFailure, cause: unknown) {
    super(`the ledger: ${code}: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.code = code;
  }
}

/** The chunks of a sort that can be read, and whether there are others. Those are left as they are. */
export async function chunks(prefix: string): Promise<{ read: Chunks; damaged: boolean }> {
  const kept = await under(chrome.storage.local, prefix).catch((cause: unknown) => {
    throw new LedgerError('unreadable', cause);
  });
  const ours = Object.entries(kept);
  const texts = ours.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { read: Object.fromEntries(texts), damaged: texts.length < ours.length };
}

/** Stores chunks that have changed, with what else has to be true from then on. */
export async function keep(changed: Chunks, beside: object): Promise<void> {
  const [gone, there] = [false, true].map((full) =>
    Object.entries(changed).filter(([, text]) => (text !== '') === full),
  );
  try {
    await forgetGlances(Object.keys({ ...changed, ...beside }));
    await chrome.storage.local.set({ ...Object.fromEntries(there ?? []), ...beside });
    await chrome.storage.local.remove((gone ?? []).map(([key]) => key));
  } catch (cause) {
    throw new LedgerError(/quota/i.test(String(cause)) ? 'full' : 'unwritten', cause);
  }
}

/** Notes under a name of the session that something could not be stored, so that the popup says it, until something can. */
export async function noting<T>(failedKey: string, step: Promise<T>): Promise<T> {
  try {
    const done = await step;
    await chrome.storage.session.remove(failedKey);
    return done;
  } catch (cause) {
    if (cause instanceof LedgerError) await chrome.storage.session.set({ [failedKey]: cause.code });
    throw cause;
  }
}

/** What is noted there; nothing while all is well. */
export async function noted(failedKey: string): Promise<LedgerFailure | undefined> {
  const { [failedKey]: failure }: Record<string, LedgerFailure> = await chrome.storage.session.get(failedKey);
  return failure;
}
