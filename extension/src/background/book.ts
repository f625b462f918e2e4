/**
 * The rules that arrived, as they are kept: the pack, the TUF metadata that
 * vouches for it, and how the last sync went. Pack and metadata are one item of
 * the storage, so they are replaced together or not at all.
 */
import type { Change, Failure } from '../messages.ts';
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
  /** What it says differently from the book before. */
  changes: Change[];
}

export interface SyncStatus {
  lastCheck: string;
  lastSuccess: string;
  /** Failures since the last success. */
  failures: number;
  failure?: Failure;
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
  const unkept: { sync?: SyncStatus } = await chrome.storage.session.get('sync');
  const { sync }: { sync?: SyncStatus } = await chrome.storage.local.get('sync');
  return unkept.sync ?? sync ?? { lastCheck: '', lastSuccess: '', failures: 0 };
}

/** Keeps the book that a sync brought, and that it went well. */
export async function keep(sync: SyncStatus, book: Kept): Promise<void> {
  await chrome.storage.local.set({ sync, book });
  await chrome.storage.session.remove('sync');
}

/** Keeps how a sync went that brought nothing; where there is no room even for that, until the browser ends. */
export async function keepStatus(sync: SyncStatus): Promise<void> {
  await chrome.storage.local.set({ sync }).catch(() => chrome.storage.session.set({ sync }));
}

const untold = 'rules-untold';

/** Notes that open pages have to hear of a new book. The note outlives this process. */
export async function noteNews(): Promise<void> {
  await chrome.storage.session.set({ [untold]: true });
}

export async function isNews(): Promise<boolean> {
  return untold in (await chrome.storage.session.get(untold));
}

export async function newsAreTold(): Promise<void> {
  await chrome.storage.session.remove(untold);
}
