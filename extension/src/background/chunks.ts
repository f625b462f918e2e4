/**
 * The ledger as it is stored: texts in storage.local, one for each month that
 * something ends in. What is written is one step of the storage: all of it is
 * kept or nothing, and nothing else is touched.
 */
import type { LedgerFailure } from '../messages.ts';

export type Chunks = Record<string, string>;

const prefix = 'dues1/';

export class LedgerError extends Error {
  readonly code: LedgerFailure;

  constructor(code: LedgerFailure, cause: unknown) {
    super(`the ledger: ${code}: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.code = code;
  }
}

/** Whether a change of the storage is one of the ledger. */
export function ofLedger(key: string): boolean {
  return key.startsWith(prefix);
}

/** The chunks that can be read, and whether there are others. Those are left as they are. */
export async function chunks(): Promise<{ read: Chunks; damaged: boolean }> {
  const kept: Record<string, unknown> = await chrome.storage.local.get(await names()).catch((cause: unknown) => {
    throw new LedgerError('unreadable', cause);
  });
  const ours = Object.entries(kept).filter(([key]) => ofLedger(key));
  const texts = ours.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { read: Object.fromEntries(texts), damaged: texts.length < ours.length };
}

/** The names of chunks; null, for everything, where the browser cannot list names alone. */
async function names(): Promise<string[] | null> {
  const area: Partial<chrome.storage.LocalStorageArea> = chrome.storage.local;
  return area.getKeys ? (await area.getKeys()).filter(ofLedger) : null;
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
