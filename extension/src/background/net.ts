/**
 * The background's only way out. It reaches the extension's own files and the
 * rule server, nothing else; what comes back is bounded in size and time, and
 * nothing about this browser goes along. Libraries call the global fetch, so
 * this is what they find there.
 */
import type { FailureCode } from '../messages.ts';
import { rulesURL, syncSeconds } from '../settings.ts';

/** Why the rules could not be brought up to date, in a word the popup can tell. */
export class RulesError extends Error {
  readonly code: FailureCode;
  /** Of the book that was refused, where one was; and for how long the server wants to be left alone, in minutes. */
  readonly more: { version?: number; wait?: number };

  constructor(code: FailureCode, detail: string, more: RulesError['more'] = {}) {
    super(detail);
    this.code = code;
    this.more = more;
  }
}

/** The largest pack the core reads (rules.MaxPack). Metadata is far smaller. */
const maxBytes = 512 << 10;

const own = chrome.runtime.getURL('');
const open = globalThis.fetch.bind(globalThis);
let deadline: AbortSignal | undefined;
let known: (name: string) => string | undefined = () => undefined;

globalThis.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (url.startsWith(own)) return open(input, init);
  if (url.startsWith(rulesURL)) return ofRules(url);
  return Promise.reject(new TypeError(`no way to ${url}`));
};

/** Everything asked of the rule server until signal aborts counts against it. What is known is not asked for. */
export function within(signal: AbortSignal, isKnown: typeof known): void {
  deadline = signal;
  known = isKnown;
}

async function ofRules(url: string): Promise<Response> {
  const here = known(url.slice(url.lastIndexOf('/') + 1));
  if (here !== undefined) return new Response(here);
  const signal = deadline ?? AbortSignal.timeout(1000 * syncSeconds);
  const response = await open(url, {
    signal,
    cache: 'no-cache',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  }).catch((cause: unknown) => unreachable(cause, signal));
  // 404 is an answer: there is no newer root.
  if (response.status === 404) return new Response(null, { status: 404 });
  if (!response.ok) throw new RulesError('unreachable', `HTTP ${response.status}`, { wait: retryAfter(response) });
  // A rule server never sends a page; who wants a sign-in first does.
  if (isPage(response)) throw new RulesError('portal', 'a web page');
  const bytes = await capped(response).catch((cause: unknown) => unreachable(cause, signal));
  return new Response(bytes);
}

function isPage(response: Response): boolean {
  return /^text\/html\b/i.test(response.headers.get('Content-Type') ?? '');
}

/** Nobody is left without new rules for longer than this because a server says so. */
const longestWait = 24 * 60;

/** The minutes a server asks for in Retry-After (RFC 9110 §10.2.3): seconds, or a date. */
function retryAfter({ headers }: Response): number {
  const told = headers.get('Retry-After')?.trim() ?? '';
  const minutes = /^\d+$/.test(told) ? Number(told) / 60 : (Date.parse(told) - Date.now()) / 60_000;
  return Math.min(Math.max(minutes || 0, 0), longestWait);
}

function unreachable(cause: unknown, signal: AbortSignal): never {
  if (cause instanceof RulesError) throw cause;
  throw new RulesError('unreachable', signal.aborted ? 'timeout' : 'no connection');
}

async function capped(response: Response): Promise<Blob> {
  const chunks: BlobPart[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new RulesError('invalid', `more than ${maxBytes} bytes`);
    }
    chunks.push(part.value);
  }
  return new Blob(chunks);
}
