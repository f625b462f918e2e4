// @ts-check
// What stands in front of the Go program and answers from memory.
//
// To start Go costs about a hundred times what it costs to repeat an answer, so
// Go is started only for what this isolate has not said yet. Everything said
// here was said by Go once: this file decides when to ask it again, and makes
// up nothing. It keeps three promises:
//   - no version of the repository is shown after a newer one;
//   - what is not there does not wake Go, nor fill the memory;
//   - at most one Go program runs at a time, so that a rush cannot exhaust the
//     isolate's memory.

import { Answer } from './answer.mjs';
import { pathOf, STATUS_PATH, TIMESTAMP, TIMESTAMP_PATH, versionedName } from './paths.mjs';

/** More files than one publication has; the oldest make room. */
const MAX_KEPT = 64;
const MAX_ABSENT = 256;
/** What the build makes of the Go program. A constant, for the type checker cannot look into it. */
const PROGRAM = './build/worker.mjs';
/** How long one request may keep others waiting. A cancelled request never says that it has ended. */
const LEASE = 3000;
/** How long trouble is remembered, so that it does not start Go for every request. */
const RESPITE = 1000;

/** An address of the repository at which there will never be anything. */
const NEVER = '/v1/999999999.root.json';
const NOT_THERE = `GET ${NEVER}`;

/** @typedef {(request: Request, env: Env, ctx: ExecutionContext) => Response | Promise<Response>} Fetch */
/** @typedef {{ RULES?: KVNamespace, MAX_AGE?: string }} Env */
/** @typedef {{ env: Env, ctx: ExecutionContext, path: string }} Asked */
/** @typedef {{ answer: Answer, until: number, renewing: number }} Changing */

/** @type {Map<string, Answer>} files that never change, by path */
const kept = new Map();
/** @type {Map<string, Answer>} answers that are the same whatever is published, by request */
const constant = new Map();
/** @type {Map<string, number>} paths of what KV does not have, and until when to believe it */
const absent = new Map();
/** @type {Map<string, Changing>} what may change, by path */
const changing = new Map();

/** The highest version of the timestamp that was shown. */
let newest = 0;
/** Whether anything was ever seen in KV. */
let published = false;
let leasedUntil = 0;
/** @type {string | null} the source of the last timestamp */
let inForce = null;

export default {
  /** @type {Fetch} */
  fetch(request, env, ctx) {
    const path = pathOf(request.url);
    const ready = atOnce(request.method, path);
    return ready === undefined ? later(request, { env, ctx, path }) : ready.to(request);
  },
};

/** What memory alone can say. Nearly every request ends here, so it waits for nothing. @param {string} method @param {string} path */
function atOnce(method, path) {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const ready = kept.get(path);
  if (ready !== undefined) return ready;
  const now = Date.now();
  if ((absent.get(path) ?? 0) > now) return constant.get(NOT_THERE);
  const last = changing.get(path);
  return last !== undefined && now < last.until ? last.answer : undefined;
}

/** @param {Request} request @param {Asked} asked */
async function later(request, asked) {
  try {
    return (await find(request.method, asked)).to(request);
  } catch (error) {
    return failed(error);
  }
}

/** @param {string} method @param {Asked} asked @returns {Promise<Answer>} */
function find(method, asked) {
  if (method !== 'GET' && method !== 'HEAD') return fixed(method === 'OPTIONS' ? 'OPTIONS' : 'POST', '/v1/', asked);
  if (asked.path === TIMESTAMP_PATH || asked.path === STATUS_PATH) return fresh(asked);
  const name = versionedName(asked.path);
  return name === null ? fixed('GET', '/nowhere', asked) : versioned(name, asked);
}

/** An answer that is the same whoever asks for whatever. @param {string} method @param {string} path @param {Asked} asked */
async function fixed(method, path, asked) {
  const key = `${method} ${path}`;
  const ready = constant.get(key);
  if (ready !== undefined) return ready;
  const answer = await askGo(method, path, asked, () => constant.get(key));
  if (answer.status < 500) constant.set(key, answer);
  return answer;
}

/** A file that stays as it is once it is there. @param {string} name @param {Asked} asked @returns {Promise<Answer>} */
async function versioned(name, asked) {
  const { ctx, path } = asked;
  const near = await fromEdge(path);
  if (near !== null) return keep(path, near);
  if (await isMissing(asked, name)) return missing(asked);
  const answer = await askGo('GET', path, asked, () => kept.get(path));
  if (answer.status === 404) return missing(asked);
  if (answer.status !== 200) return answer;
  toEdge(path, answer, ctx);
  return keep(path, answer);
}

/** @param {string} path @param {Answer} answer */
function keep(path, answer) {
  makeRoom(kept, MAX_KEPT);
  kept.set(path, answer);
  return answer;
}

/** Remembers for a short time that something is not there. @param {Asked} asked */
async function missing(asked) {
  const answer = await fixed('GET', NEVER, asked);
  makeRoom(absent, MAX_ABSENT);
  absent.set(asked.path, Date.now() + answer.maxAge);
  return answer;
}

/** @param {Map<string, unknown>} map @param {number} size */
function makeRoom(map, size) {
  const oldest = map.keys().next().value;
  if (map.size >= size && oldest !== undefined) map.delete(oldest);
}

/**
 * Whether KV, which holds the published files, does not hold this one. Before
 * anything was published Go answers from what is built in: KV cannot tell.
 * @param {Asked} asked @param {string} name
 */
async function isMissing({ env: { RULES }, path }, name) {
  try {
    if (RULES === undefined || (await RULES.get(name)) !== null) return false;
    published ||= (await RULES.get(TIMESTAMP)) !== null;
    return published;
  } catch {
    return absent.has(path); // KV is in trouble: what it said last, or else what Go says
  }
}

/** What may have changed since it was last said. @param {Asked} asked @returns {Promise<Answer>} */
async function fresh(asked) {
  const { path } = asked;
  const last = changing.get(path);
  const now = Date.now();
  if (last === undefined) return renewed(asked);
  if (now < last.until || now < last.renewing) return last.answer;
  last.renewing = now + LEASE;
  if (!(await isUnchanged(asked, last.answer))) return renewed(asked);
  changing.set(path, { answer: last.answer, until: Date.now() + last.answer.maxAge, renewing: 0 });
  return last.answer;
}

/** Asks Go. What it cannot say now, or says older, is said from memory. @param {Asked} asked @returns {Promise<Answer>} */
async function renewed(asked) {
  const { path } = asked;
  const before = changing.get(path);
  const answer = await askGo('GET', path, asked, () => {
    const now = changing.get(path);
    return now === before ? undefined : now?.answer;
  });
  if (answer.status === 200 && !isOlder(path, answer)) {
    if (path === TIMESTAMP_PATH) speakFor(answer.source);
    changing.set(path, { answer, until: Date.now() + answer.maxAge, renewing: 0 });
    return answer;
  }
  const last = changing.get(path);
  if (last === undefined) return answer;
  const memory = last.answer.asMemory();
  changing.set(path, { answer: memory, until: Date.now() + RESPITE, renewing: 0 });
  return memory;
}

/**
 * What is built in and what is published may be two repositories that number
 * their files alike. When one takes over from the other, nothing of the other
 * is said any more.
 * @param {string | null} source
 */
function speakFor(source) {
  if (source !== inForce) kept.clear();
  inForce = source;
}

/** Asks KV, which is cheap, whether Go would say anything else. @param {Asked} asked @param {Answer} last */
async function isUnchanged({ env: { RULES }, path }, last) {
  if (path !== TIMESTAMP_PATH || RULES === undefined || last.isMemory) return false;
  try {
    const now = await RULES.get(TIMESTAMP, { cacheTtl: 30 });
    return now === null || now === text(last);
  } catch {
    return false;
  }
}

/** Whether a timestamp is older than one that was shown already. @param {string} path @param {Answer} answer */
function isOlder(path, answer) {
  if (path !== TIMESTAMP_PATH) return false;
  const { version } = JSON.parse(text(answer)).signed;
  if (version < newest) return true;
  newest = version;
  return false;
}

/** @param {Answer} answer */
const text = (answer) => new TextDecoder().decode(answer.body);

/** @type {Map<string, { answer: Answer, until: number }>} Go's last 503s */
const trouble = new Map();

/**
 * Starts the Go program for one request. Meanwhile the others look again and
 * again whether what they want has arrived: one request cannot be woken by
 * another's work.
 * @param {string} method @param {string} path @param {Asked} asked @param {() => Answer | undefined} look
 * @returns {Promise<Answer>}
 */
async function askGo(method, path, { env, ctx }, look) {
  while (Date.now() < leasedUntil) {
    await scheduler.wait(5);
    const arrived = look();
    if (arrived !== undefined) return arrived;
  }
  const recent = trouble.get(path);
  if (recent !== undefined && Date.now() < recent.until) return recent.answer;
  leasedUntil = Date.now() + LEASE;
  try {
    const { default: go } = await import(PROGRAM);
    const answer = await Answer.of(await go.fetch(new Request(`https://origin${path}`, { method }), env, ctx));
    if (answer.status >= 500) {
      makeRoom(trouble, MAX_ABSENT);
      trouble.set(path, { answer, until: Date.now() + RESPITE });
    }
    return answer;
  } finally {
    leasedUntil = 0;
  }
}

/** The one answer that is not Go's: Go itself has failed. @param {unknown} error */
function failed(error) {
  console.error(error);
  const headers = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store', 'Retry-After': '30' };
  return Response.json({ status: 503, error: 'not just now' }, { status: 503, headers });
}

// The cache of this data centre, which outlives the isolate. A runtime without
// one throws at the first use, and is not asked again.
let edge = typeof caches !== 'undefined';

/** @param {string} path @returns {Promise<Answer | null>} */
async function fromEdge(path) {
  if (!edge) return null;
  try {
    const found = await caches.default.match(`https://origin${path}`);
    return found === undefined ? null : await Answer.of(found);
  } catch {
    edge = false;
    return null;
  }
}

/** @param {string} path @param {Answer} answer @param {ExecutionContext} ctx */
function toEdge(path, answer, ctx) {
  if (!edge || answer.source !== 'published') return;
  const response = new Response(answer.body, { headers: answer.headers });
  ctx.waitUntil(caches.default.put(`https://origin${path}`, response).catch(() => {}));
}
