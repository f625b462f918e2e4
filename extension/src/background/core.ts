/**
 * The core: the Go program that judges. One instance runs, started when it is
 * first needed. A fatal error ends a Go program for good, so what has ended is
 * let go, and the next question starts another.
 */
import 'wasm_exec';
import { messagesPrefix } from '../ledger.ts';
import type { PageProfile, Site } from '../types/rules.ts';
import type {
  CodeCheck,
  DuesAnswer,
  DuesRequest,
  Report,
  RequestsAnswer,
  RequestsRequest,
  Snapshot,
} from '../types/wire.ts';
import { noteTried, type Start, startWith } from './book.ts';
import { breath } from './breath.ts';
import { type Chunks, chunks } from './chunks.ts';
import { note } from './note.ts';
import { noteCore } from './protection.ts';

/** What the program puts on the global scope; see wasm/main_js.go. */
interface Face {
  load(pack: string, tried: boolean): string;
  offer(pack: string): string;
  try(): string;
  check(snapshot: string, ...bodies: string[]): string;
  sites(url: string): string;
  profile(url: string): string;
  code(lang: string, code: string, earlier: string): string;
  dues(request: string, chunks: string): string;
  requests(request: string, chunks: string): string;
  recall(chunks: string): string;
  remember(snapshot: string, ...bodies: string[]): string;
  forget(account: string): string;
  changed(): string;
}

declare global {
  var tashikame: Face | undefined;
  /** What the program takes in when it starts: the baseline book, the public suffix list. */
  var tashikameData: { book: string; suffixes: Uint8Array } | undefined;
}

export interface Loaded {
  version: number;
  made: string;
}

interface Core {
  face: Face;
  loaded: Loaded;
}

let running: Promise<Core> | undefined;

function core(): Promise<Core> {
  running ??= start().then(
    (started) => {
      void noteCore();
      return started;
    },
    (cause: unknown) => {
      running = undefined;
      void noteCore(cause);
      throw cause;
    },
  );
  return running;
}

function file(name: string): Promise<Response> {
  return fetch(chrome.runtime.getURL(name));
}

/** The pack that came with the extension. */
export async function builtIn(): Promise<string> {
  return (await file('book.json')).text();
}

async function start(): Promise<Core> {
  const go = new Go();
  const [{ instance }, book, suffixes, kept, messages] = await Promise.all([
    WebAssembly.instantiateStreaming(file('core.wasm'), go.importObject),
    builtIn(),
    file('suffix.bin').then((answer) => answer.arrayBuffer()),
    startWith(),
    keptMessages(),
  ]);
  globalThis.tashikameData = { book, suffixes: new Uint8Array(suffixes) };
  void go.run(instance).finally(drop);
  const face = globalThis.tashikame;
  globalThis.tashikame = undefined;
  if (!face) throw new Error('the core did not start');
  const loaded = loadKept(face, kept);
  if (messages) read(face.recall(JSON.stringify(messages)));
  return { face, loaded };
}

/**
 * What Message Centers have listed. Where it cannot be read nothing is recalled:
 * mails are then not looked up, and what is stored is not written over.
 */
async function keptMessages(): Promise<Chunks | undefined> {
  try {
    return (await chunks(messagesPrefix)).read;
  } catch (cause) {
    note('recalling what Message Centers have listed', cause);
    return undefined;
  }
}

/** A pack that this version of the program refuses gives way to the built-in book. */
function loadKept(face: Face, start: Start): Loaded {
  const { pack, tried } = start;
  try {
    const loaded = read<Loaded>(face.load(pack, tried));
    if (pack !== '' && !tried) void noteTried(start).catch((cause: unknown) => note('noting a trial', cause));
    return loaded;
  } catch (cause) {
    if (pack === '') throw cause;
    note('loading the kept rules', cause);
    return read<Loaded>(face.load('', false));
  }
}

function drop(): void {
  running = undefined;
}

/** Lets the running program go, and all that it remembers. The next question starts another, with the rules that are kept. */
export const stopCore = drop;

/** Puts a question to the core. What it dies of is not asked again. */
async function put<T>(question: (face: Face) => string): Promise<T> {
  const { face } = await core();
  let answer: string;
  try {
    answer = question(face);
  } catch (cause) {
    drop();
    throw cause;
  }
  if (typeof answer !== 'string') drop(); // it ended while it answered
  return read<T>(answer);
}

/** The core answers in JSON; a failure is an object with the error in it. */
function read<T>(answer: string): T {
  if (typeof answer !== 'string') throw new Error('the core has ended');
  const value: T | { error: string } = JSON.parse(answer);
  if (typeof value === 'object' && value !== null && 'error' in value) throw new Error(value.error);
  return value as T;
}

/** The book in use. */
export async function loaded(): Promise<Loaded> {
  return (await core()).loaded;
}

/**
 * Tries a pack and takes it into use; one that does not hold changes nothing.
 * That takes a while, so it goes by steps: mails that are opened meanwhile are
 * judged in between, by the book still in use.
 */
export async function load(pack: string): Promise<Loaded> {
  const trying = await core();
  await put((face) => face.offer(pack));
  for (;;) {
    await breath();
    // What was offered went with the instance it was offered to.
    if ((await core()) !== trying) return load(pack);
    const book = await put<Partial<Loaded>>((face) => face.try());
    if (!isLoaded(book)) continue;
    trying.loaded = book;
    return book;
  }
}

function isLoaded(book: Partial<Loaded>): book is Loaded {
  return book.version !== undefined;
}

/** Has the core started by when it is asked. */
export function warm(): void {
  void core().catch(() => undefined);
}

export function sites(url: string): Promise<Site[]> {
  return put((face) => face.sites(url));
}

/** What a page is cut by; null where nothing is read of it. */
export function profile(url: string): Promise<PageProfile | null> {
  return put((face) => face.profile(url));
}

/** Looks at a gift code as it is typed. It is kept nowhere. */
export function code(lang: string, typed: string, earlier: string[]): Promise<CodeCheck> {
  return put((face) => face.code(lang, typed, JSON.stringify(earlier)));
}

/** Asks about what falls due; what is stored of it comes along. */
export function dues(request: DuesRequest, chunks: Record<string, string>): Promise<DuesAnswer> {
  return put((face) => face.dues(JSON.stringify(request), JSON.stringify(chunks)));
}

/** Asks about invitation requests; what is stored of them and of what falls due comes along. */
export function requests(request: RequestsRequest, chunks: Chunks): Promise<RequestsAnswer> {
  return put((face) => face.requests(JSON.stringify(request), JSON.stringify(chunks)));
}

/** An answer, and what the ledger of messages has changed by it: to be stored, what is empty removed. */
export interface Learnt<T> {
  answer: T;
  changed: Chunks;
}

/** Puts a question by which the core may learn something. */
async function putAndLearn<T>(question: (face: Face) => string): Promise<Learnt<T>> {
  const answer = await put<T>(question);
  return { answer, changed: await put((face) => face.changed()) };
}

/** Judges a snapshot; the HTML of its regions comes beside it. */
export function check(snapshot: Snapshot, bodies: string[]): Promise<Learnt<Report>> {
  return putAndLearn((face) => face.check(JSON.stringify(snapshot), ...bodies));
}

export interface Remembered {
  /** How many messages the page lists, and how many of them are new. */
  listed: number;
  added: number;
}

/** Remembers what the page of a Message Center lists. */
export function remember(snapshot: Snapshot, bodies: string[]): Promise<Learnt<Remembered>> {
  return putAndLearn((face) => face.remember(JSON.stringify(snapshot), ...bodies));
}

/** Forgets what is remembered of an account. */
export function forget(account: string): Promise<Learnt<object>> {
  return putAndLearn((face) => face.forget(account));
}
