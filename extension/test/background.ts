import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import type { Ask, Asks, Reply } from '../src/messages.ts';

export const rulesURL = 'https://rules.example/';
const home = 'chrome-extension://tashikame/';

/** The release build of the extension, with a rule server and a root of the tests'. */
export function build(root: string): { dir: string; remove(): void } {
  const out = mkdtempSync(join(tmpdir(), 'tashikame-test-'));
  writeFileSync(join(out, 'root.json'), root);
  const settings = ['-rules-url', rulesURL, '-rules-root', join(out, 'root.json'), '-out', out];
  execFileSync('go', ['run', './extension/build', ...settings, 'chrome'], { stdio: ['ignore', 'inherit', 'inherit'] });
  return { dir: join(out, 'chrome'), remove: () => rmSync(out, { recursive: true }) };
}

type Sender = Partial<chrome.runtime.MessageSender>;
type Listener = (message: unknown, sender: Sender, reply: (answer: unknown) => void) => unknown;

/** A place the extension's background registers at, and we fire. */
function event<F extends (...args: never[]) => unknown>() {
  const listeners: F[] = [];
  return { listeners, addListener: (listener: F) => void listeners.push(listener) };
}

function area(set: (names: string[]) => void = () => undefined) {
  const kept = new Map<string, string>();
  const some = (keys: string[]) =>
    Object.fromEntries(keys.flatMap((key) => (kept.has(key) ? [[key, JSON.parse(kept.get(key) ?? '')]] : [])));
  return {
    kept,
    level: '',
    clear: async () => kept.clear(),
    get: async (key: string | string[] | null) => some(key === null ? [...kept.keys()] : [key].flat()),
    set: async (items: object) => {
      set(Object.keys(items));
      for (const [key, value] of Object.entries(items)) kept.set(key, JSON.stringify(value));
    },
    remove: async (keys: string | string[]) => {
      for (const key of [keys].flat()) kept.delete(key);
    },
    async setAccessLevel({ accessLevel }: { accessLevel: string }) {
      this.level = accessLevel;
    },
  };
}

/** Where a background is killed: at its nth call to the browser, before or after that has its effect. */
export interface Death {
  step: number;
  when: 'before' | 'after';
}

const never = new Promise<never>(() => undefined);

/**
 * The background of the built extension, core included, in a browser that is
 * only as real as these tests need. What it keeps outlives restart(), as it
 * outlives the real background.
 */
export class Background {
  readonly local = area((names) => {
    if (this.full) throw new Error('Resource::kQuotaBytes quota exceeded');
    this.written.push(...names);
  });
  /** Nothing more can be kept. */
  full = false;
  /** What was written to the local storage, by name. */
  readonly written: string[] = [];
  readonly session = area();
  /** What was told of what falls due. */
  readonly notified: { id: string; title: string; message: string }[] = [];
  /** What the toolbar shows, by tab; 0 is everywhere else. */
  readonly badges = new Map<number, string>();
  /** What content scripts were told: the tab and the kind. */
  readonly told: string[] = [];
  /** Frames that have a content script, as "tab:frame". */
  readonly frames = new Set<string>();
  /** Patterns of pages that the browser's user has closed to us. */
  readonly withheld = new Set<string>();
  readonly alarms = new Map<string, number>();
  /** What was asked of the rule server. */
  readonly asked: string[] = [];
  /** How often the core was started. */
  starts = 0;
  /** What it has asked of the browser since it was told when to die. */
  steps = 0;
  /** Fulfilled when it was killed; restart() begins another life. */
  died: Promise<void> = never;
  private life = {};
  private death: (Death & { comes: () => void }) | undefined;
  /** Answers for the rule server. */
  serve: (path: string, init: RequestInit) => Response | Promise<Response> = () => new Response(null, { status: 404 });
  private readonly dir: string;
  private readonly messages: Record<string, { message: string; placeholders?: Record<string, { content: string }> }>;
  private onMessage = event<Listener>();
  private onAlarm = event<(alarm: { name: string }) => void>();
  private onRemoved = event<(tab: number) => void>();

  constructor(dir: string) {
    this.dir = dir;
    this.messages = JSON.parse(readFileSync(join(dir, '_locales/ja/messages.json'), 'utf8'));
    this.restart();
  }

  /** As after the browser has stopped it: variables are gone, storage is not. */
  restart(): void {
    this.death = undefined;
    this.life = {};
    this.onMessage = event();
    this.onAlarm = event();
    this.onRemoved = event();
    Object.assign(globalThis, {
      chrome: this.browser(),
      fetch: this.mortal((url: unknown, init: RequestInit) => this.fetch(url, init)),
    });
    runInThisContext(readFileSync(join(this.dir, 'background.js'), 'utf8'));
  }

  /** Has it killed, as browsers may at any time. */
  die(death: Death): void {
    this.steps = 0;
    this.died = new Promise((comes) => {
      this.death = { ...death, comes };
    });
  }

  /** A call to the browser: who is dead makes none, and hears of nothing. */
  private mortal<A extends unknown[], R>(call: (...args: A) => R | Promise<R>): (...args: A) => Promise<R> {
    const life = this.life;
    return async (...args) => {
      if (life !== this.life || this.isKilled('before')) return never;
      const answer = await call(...args);
      return life !== this.life || this.isKilled('after') ? never : answer;
    };
  }

  private isKilled(when: Death['when']): boolean {
    if (when === 'before') this.steps++;
    if (!this.death) return false;
    const { step, when: at, comes } = this.death;
    if (this.steps < step || (this.steps === step && when === 'before' && at === 'after')) return false;
    comes();
    return true;
  }

  /** The same with all of an interface's functions. */
  private mortals<T extends object>(api: T): T {
    const functions = Object.entries(api).filter(([, value]) => typeof value === 'function');
    return Object.fromEntries(functions.map(([name, call]) => [name, this.mortal(call.bind(api))])) as T;
  }

  /** Sends what a sender says and gives the answer, or undefined when nobody listens. */
  send(message: unknown, sender: Sender): Promise<Reply<unknown> | undefined> {
    return new Promise((resolve) => {
      const full = { id: 'tashikame', ...sender };
      const heard = this.onMessage.listeners.map((listener) => listener(message, full, resolve as () => void));
      if (!heard.includes(true)) resolve(undefined);
    });
  }

  async ask<T extends keyof Asks>(type: T, rest: Asks[T]['ask'], sender: Sender): Promise<Asks[T]['answer']> {
    const message = { type, ...rest } as Ask;
    const reply = (await this.send(message, sender)) as Reply<Asks[T]['answer']> | undefined;
    if (!reply || 'error' in reply) throw new Error(reply?.error ?? 'nobody listens');
    return reply.value;
  }

  closeTab(tab: number): void {
    for (const listener of this.onRemoved.listeners) listener(tab);
  }

  /** An alarm rings; what it sets off has begun when this is over. */
  async ring(name: string): Promise<void> {
    for (const listener of this.onAlarm.listeners) listener({ name });
    await this.settled(() => true);
  }

  /** Waits until something is so. */
  async settled(holds: () => boolean): Promise<void> {
    for (let tries = 0; tries === 0 || !holds(); tries++) {
      if (tries > 500) throw new Error(`never came true: ${holds}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private async fetch(url: unknown, init: RequestInit): Promise<Response> {
    const address = String(url);
    if (address.startsWith(home)) return this.file(address.slice(home.length));
    if (!address.startsWith(`${rulesURL}v1/`)) throw new Error(`the background asked for ${address}`);
    const path = address.slice(`${rulesURL}v1/`.length);
    this.asked.push(path);
    return this.serve(path, init);
  }

  private file(name: string): Response {
    if (name === 'core.wasm') this.starts++;
    const headers = { 'content-type': name.endsWith('.wasm') ? 'application/wasm' : 'application/json' };
    return new Response(readFileSync(join(this.dir, name)), { headers });
  }

  private message(id: string, fill: string[]): string {
    const { message = '', placeholders = {} } = this.messages[id] ?? {};
    return message.replace(/\$(\w+)\$/g, (_, name: string) => {
      const { content = '' } = placeholders[name.toLowerCase()] ?? {};
      return fill[Number(content.slice(1)) - 1] ?? '';
    });
  }

  private browser(): object {
    const { local, session, alarms, badges, told, frames } = this;
    const nothing = async () => undefined;
    return {
      storage: { local: this.mortals(local), session: this.mortals(session) },
      i18n: { getMessage: (id: string, fill: string[] = []) => this.message(id, fill) },
      runtime: {
        id: 'tashikame',
        getURL: (path: string) => home + path,
        getManifest: () => JSON.parse(readFileSync(join(this.dir, 'manifest.json'), 'utf8')),
        onMessage: this.onMessage,
        onInstalled: event(),
        onStartup: event(),
      },
      alarms: {
        onAlarm: this.onAlarm,
        ...this.mortals({
          get: async (name: string) => (alarms.has(name) ? { name } : undefined),
          create: async (name: string, { delayInMinutes, when = 0 }: { delayInMinutes?: number; when?: number }) =>
            alarms.set(name, delayInMinutes ?? (when - Date.now()) / 60_000),
          clear: async (name: string) => alarms.delete(name),
        }),
      },
      notifications: {
        onClicked: event(),
        getAll: async () => Object.fromEntries(this.notified.map(({ id }) => [id, true])),
        clear: async (id: string) =>
          void this.notified.splice(0, Infinity, ...this.notified.filter((n) => n.id !== id)),
        create: async (id: string, shown: { title: string; message: string }) =>
          void this.notified.push({ id, ...shown }),
      },
      action: {
        setIcon: nothing,
        setTitle: nothing,
        setBadgeText: async ({ tabId = 0, text }: { tabId?: number; text: string | null }) =>
          badges.set(tabId, text ?? ''),
        setBadgeBackgroundColor: nothing,
        setBadgeTextColor: nothing,
      },
      tabs: {
        onRemoved: this.onRemoved,
        ...this.mortals({
          query: async () => [...new Set([...frames].map((name) => Number(name.split(':')[0])))].map((id) => ({ id })),
          sendMessage: async (tab: number, { type }: { type: string }, to?: { frameId: number }) => {
            if (to && !frames.has(`${tab}:${to.frameId}`)) throw new Error('Receiving end does not exist.');
            told.push(`${tab} ${type}`);
          },
        }),
      },
      permissions: {
        onAdded: event(),
        onRemoved: event(),
        getAll: async () => ({ origins: [] }),
        contains: async ({ origins }: { origins: string[] }) => !origins.some((origin) => this.withheld.has(origin)),
      },
      contextMenus: { onClicked: event(), removeAll: nothing, create: nothing },
      commands: { onCommand: event() },
      scripting: { getRegisteredContentScripts: async () => [], executeScript: nothing },
    };
  }
}

/** A frame of a web page, and the extension's own popup. */
export function frame(tab: number, frameId: number, { url = 'https://mail.example/', incognito = false } = {}): Sender {
  return { tab: { id: tab, incognito } as chrome.tabs.Tab, frameId, url };
}

export const popup: Sender = { url: `${home}popup.html` };
