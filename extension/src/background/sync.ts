/**
 * Brings the rules up to date. Updates come as a TUF repository: signed, never
 * older than what was seen, never expired. The client library is run on a copy
 * of what is kept; only when the pack has arrived, is verified and is in use in
 * the core is the copy kept, in one step. Whatever goes wrong before that, the
 * rules in use stay.
 */
import { TUFClient } from '@freedomofpress/tuf-browser';
import type { Failure, FailureCode, RulesState } from '../messages.ts';
import { rulesAnchor, rulesRoot, rulesURL, syncMinutes, syncSeconds } from '../settings.ts';
import { type Kept, keep, keepStatus, kept, noteNews, syncStatus } from './book.ts';
import { changes } from './changes.ts';
import { builtIn, load, loaded, stopCore } from './core.ts';
import { RulesError, within } from './net.ts';
import { Staging } from './staging.ts';

const target = 'rules.json';

const alarm = 'sync';

let underWay: Promise<boolean> | undefined;

/** Looks for new rules; true when other rules judge afterwards. One sync runs at a time. */
export function sync(): Promise<boolean> {
  underWay ??= attempt().finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function attempt(): Promise<boolean> {
  const [book, status] = await Promise.all([kept(), syncStatus()]);
  const now = new Date().toISOString();
  // Were this process to die half-way, the next sync is already arranged.
  await schedule(status.failures + 1);
  try {
    const newest = await fetchBook(book);
    const isNew = newest.hash !== book?.hash;
    if (isNew) await noteNews();
    await keep({ lastCheck: now, lastSuccess: now, failures: 0 }, newest).catch(unkept);
    await schedule(0);
    return isNew;
  } catch (cause) {
    const failures = status.failures + 1;
    await keepStatus({ ...status, lastCheck: now, failures, failure: explain(cause) });
    if (cause instanceof RulesError && cause.more.wait) await schedule(failures, cause.more.wait);
    return false;
  }
}

/** What cannot be kept is not judged by either: after a restart it would be gone. */
function unkept(cause: unknown): never {
  stopCore();
  throw new RulesError('storage', text(cause));
}

/** The state to keep after a successful sync; its pack is in use in the core. */
async function fetchBook(book: Kept | undefined): Promise<Kept> {
  const staging = new Staging(book?.files);
  // All of one sync together, however many files it asks for.
  within(AbortSignal.timeout(1000 * syncSeconds), (name) => staging.known(name));
  const client = new TUFClient(`${rulesURL}v1/`, rulesRoot, 'tuf', `${rulesURL}v1/targets/`, { backend: staging });
  await client.updateTUF();
  const expires = staging.expires(rulesRoot);
  if (expires <= new Date().toISOString()) throw new RulesError('expired', expires);

  const hash = staging.hash(target);
  if (book && hash === book.hash) return { ...book, files: staging.files, expires };
  const pack = new TextDecoder('utf-8', { fatal: true }).decode(await client.getTarget(target));
  const { version } = await take(pack);
  return {
    anchor: rulesAnchor,
    files: staging.files,
    pack,
    version,
    hash,
    since: new Date().toISOString(),
    expires,
    changes: await changes(book?.pack ?? (await builtIn()), pack),
  };
}

/** Takes a verified pack into use, unless it is older than the one in use. */
async function take(pack: string): Promise<{ version: number }> {
  const before = await loaded();
  const { version }: { version?: unknown } = JSON.parse(pack);
  if (typeof version !== 'number' || version < before.version) {
    throw new RulesError('older', `version ${String(version)} < ${before.version}`);
  }
  return load(pack).catch((cause: unknown) => {
    throw new RulesError('refused', text(cause), { version });
  });
}

function text(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, 300);
}

/** The library tells its reasons in sentences only. */
const reasons: [RegExp, FailureCode][] = [
  [/freeze/i, 'expired'],
  [/rollback|rolled back|lower version|was dropped/i, 'older'],
  [/verif|signature|mismatch|threshold/i, 'signature'],
];

function explain(cause: unknown): Failure {
  if (cause instanceof RulesError) {
    const { code, message, more } = cause;
    return { code, detail: message, ...(more.version !== undefined && { version: more.version }) };
  }
  const detail = text(cause);
  return { code: reasons.find(([pattern]) => pattern.test(detail))?.[1] ?? 'invalid', detail };
}

/**
 * Every few hours, at a time of each browser's own; sooner after a failure, but
 * less and less soon, and not before the server wants to be asked again.
 */
async function schedule(failures: number, wait = 0): Promise<void> {
  const minutes = failures === 0 ? syncMinutes : Math.min(syncMinutes, 5 * 2 ** failures);
  const spread = 0.3 * Math.random();
  const delayInMinutes = Math.max(minutes * (0.85 + spread), wait * (1 + spread));
  await chrome.alarms.create(alarm, { delayInMinutes });
}

/** Has cb run when a sync is due, and makes sure that one is arranged. */
export function onDue(cb: () => void): void {
  chrome.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarm) cb();
  });
  void chrome.alarms.get(alarm).then(async (set) => set ?? (await schedule(0)));
}

export async function rulesState(): Promise<RulesState> {
  const [book, status, inUse] = await Promise.all([kept(), syncStatus(), loaded()]);
  const received = book !== undefined && book.version === inUse.version;
  return {
    version: inUse.version,
    received,
    made: inUse.made,
    since: received ? book.since : '',
    expires: received ? book.expires : '',
    lastCheck: status.lastCheck,
    lastSuccess: status.lastSuccess,
    changes: received ? (book.changes ?? []) : [],
    ...(status.failure && { failure: status.failure }),
  };
}
