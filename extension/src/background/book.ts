/**
 * The rules that arrived, as they are kept: the pack, the TUF metadata that
 * vouches for it, and how the last sync went. Pack and metadata are one item of
 * the storage, so they are replaced together or not at all.
 */
import type { FailureCode } from '../messages.ts';
import { coreHash, rulesAnchor } from '../settings.ts';

export interface Kept {
  /** The root this state was built on; a build that trusts another starts anew. */
  anchor: string;
  /** TUF metadata by file name, as JSON text. */
  files: Record<string, string>;
  pack: string;
  version: number;
  /** SHA-256 of the pack, as the targets metadata names it. */
  hash: string;
  since: string;
  expires: string;
}

export interface SyncStatus {
  lastCheck: string;
  lastSuccess: string;
  /** Failures since the last success. */
  failures: number;
  failure?: { code: FailureCode; detail: string };
}

export async function kept(): Promise<Kept | undefined> {
  const { book }: { book?: Kept } = await chrome.storage.local.get('book');
  return book?.anchor === rulesAnchor ? book : undefined;
}

/** What the core starts with. */
export interface Start {
  /** The pack to judge by; "" is the built-in book. */
  pack: string;
  /** Names this pack and this build's core together. */
  trial: string;
  /** Whether the one has guarded and tried the other before. */
  tried: boolean;
}

export async function startWith(): Promise<Start> {
  const [book, { tried }] = await Promise.all([kept(), chrome.storage.local.get('tried')]);
  const trial = `${coreHash} ${book?.hash}`;
  return { pack: book?.pack ?? '', trial, tried: tried === trial };
}

export async function noteTried({ trial }: Start): Promise<void> {
  await chrome.storage.local.set({ tried: trial });
}

export async function syncStatus(): Promise<SyncStatus> {
  const { sync }: { sync?: SyncStatus } = await chrome.storage.local.get('sync');
  return sync ?? { lastCheck: '', lastSuccess: '', failures: 0 };
}

/** Keeps how a sync went and, when it brought something, what. */
export async function keep(sync: SyncStatus, book?: Kept): Promise<void> {
  await chrome.storage.local.set({ sync, ...(book && { book }) });
}
