import type { Preferences } from './preferences.ts';
import type { ReminderSettings } from './reminders.ts';
import type { Catalogue } from './shown/words.ts';
import type { PageProfile, Site } from './types/rules.ts';
import type {
  AgendaItem,
  AgendaSource,
  CalendarEvent,
  CodeCheck,
  Item,
  Judgement,
  Region,
  Report,
} from './types/wire.ts';

/** The site of what was found without a profile, by structure alone. Nothing counts as proven there. */
export const generic = 'generic';

/** What a content script saw. Where it saw it is the browser's to say, not its own. */
export interface Seen {
  site: string;
  regions: Omit<Region, 'html'>[];
  /** The regions' HTML, in the same order. */
  bodies: string[];
  cut: string[];
}

/** What a content script saw of a page that is read as a whole. */
export interface PageSeen {
  html: string;
  title: string;
  /** The words by which the page greets the account's owner; "" where it does not. */
  account: string;
  /** As in a Region. */
  problem?: string;
}

/** What is said of a page, and how. */
export interface PageAnswer {
  judgement: Judgement;
  /** Whether only what the reader should look twice at is shown in the page. */
  warningsOnly: boolean;
  /** Whether the reader does not want this product's invitation; absent where that is not kept. */
  declined?: boolean;
  /** The texts to say it with, where they are not the browser's. */
  speech?: Catalogue;
}

/** What is known of one frame of a tab: of its mails, or of the page itself. */
export interface FrameVerdict {
  frame: number;
  /** The document it was seen in, as the browser names it. */
  document: string;
  report: Report;
  /** True when the mail was found without a profile, by structure alone. */
  guessed: boolean;
  /** Where a new mail is written, with {to}, {subject} and {body}; "" where nobody knows, or nothing is to be written. */
  compose?: string;
  /** Whose each mail is, by its key, where several are open. */
  names?: Record<string, string>;
  /** Of mails that are shown to come from their senders, by their keys. */
  senders?: Record<string, SenderState>;
}

/** A sender who is authenticated, and whether the reader wants no banner over his honest mails. */
export interface SenderState {
  address: string;
  fine: boolean;
}

/** How what was judged is shown in its page. */
export interface Manner {
  /** The keys of mails that get no banner. */
  quiet: string[];
  /** Under what a mail's banner is put away for good, by the mail's key. */
  tokens: Record<string, string>;
  /** Whether deadlines get a chip beside their words. */
  chips: boolean;
  /** The language the reader has chosen, where it is not the browser's. */
  speech?: Catalogue;
}

/** Whether anybody is protected at all. */
export interface Protection {
  /** Why the core does not run: the browser has no WebAssembly, or it failed; "" while all is well. */
  core: '' | 'no-wasm' | 'failed';
  /** The patterns of pages that the browser no longer lets us read. */
  lacking: string[];
}

/** Something that went wrong: what was being done, and the kind of error. */
export interface Noted {
  at: string;
  doing: string;
  what: string;
}

/** The sites that are looked at, and the companies looked for. */
export interface Known {
  sites: { name: string; hosts: string[] }[];
  brands: { id: string; name: string }[];
}

/** The state of the extension, without anything personal. */
export interface Diagnosis {
  version: string;
  rules: RulesState;
  protection: Protection;
  /** Whether the core, asked about a false and an honest mail of our own, tells them apart; its error otherwise. */
  core: { works: boolean; millis: number; error?: string };
  /** How many bytes are stored. */
  stored: number;
  noted: Noted[];
}

export type FailureCode =
  | 'unreachable'
  | 'portal'
  | 'signature'
  | 'older'
  | 'expired'
  | 'refused'
  | 'invalid'
  | 'storage';

/** Parts of the rules, as they are told apart for readers. */
export type RulesPart = 'brands' | 'sites' | 'links' | 'words' | 'due' | 'shop' | 'texts' | 'off';

/** How many entries came to a part of the rules, and how many went. */
export interface Change {
  part: RulesPart;
  added: number;
  removed: number;
}

/** The state of the rules, as the popup tells it. */
export interface RulesState {
  version: number;
  /** False while the book that came with the extension judges. */
  received: boolean;
  /** When the book was signed, when it was taken into use, and until when it is promised to be the newest; RFC 3339 or "". */
  made: string;
  since: string;
  expires: string;
  lastCheck: string;
  lastSuccess: string;
  /** Against the book that judged before. */
  changes: Change[];
  failure?: Failure;
}

export interface Failure {
  code: FailureCode;
  detail: string;
  /** Of the book that was refused. */
  version?: number;
}

/** Why something due is not kept: no space left, or the storage does not do what it is asked. */
export type LedgerFailure = 'full' | 'unwritten' | 'unreadable' | 'damaged';

/** Something due, with its times as people write them: a browser that has just started takes long to learn how. */
export type DueItem = Omit<AgendaItem, 'sources'> & { until: string; sources: (AgendaSource & { until: string })[] };

/** What is due, as the popup tells it. */
export interface AgendaView {
  items: DueItem[];
  /** How many are open at all, and how many to come are not among the items. */
  open: number;
  more: number;
  failure?: LedgerFailure;
}

/** Where invitation requests stand, as the popup tells it. */
export interface RequestsView {
  items: Item[];
  /** How many more there are of those asked for, and how many there are at all. */
  more: number;
  all: number;
  failure?: LedgerFailure;
}

/** The whole ledger as a file. */
export interface LedgerFile {
  tashikame: 'ledger';
  version: number;
  /** When, RFC 3339. */
  made: string;
  /** What is stored, by name. */
  kept: Record<string, unknown>;
}

/** How much of each sort was brought in. */
export interface LedgerCounts {
  dues: number;
  requests: number;
  messages: number;
}

/** What was brought in, or why nothing was: no file of ours, one of a newer version, or the storage. */
export type ImportAnswer = { brought: LedgerCounts } | { problem: 'no-ledger' | 'newer' | LedgerFailure };

/** Which requests are wanted: by words of the title, by status, and how many. */
export interface RequestsChoice {
  find: string;
  only: string;
  limit: number;
}

/** The accounts whose Message Centers were opened, by their keys; nobody's name is known. */
export interface AccountsView {
  /** When each was opened last, RFC 3339. */
  opened: Record<string, string>;
  /** The one that mails are compared with; "" where the reader has not chosen. */
  chosen: string;
  failure?: LedgerFailure;
}

/** What may be asked of the background, and what each is answered with. */
export interface Asks {
  /** Content script: which profiles to try on this page. */
  sites: { ask: object; answer: Site[] };
  /** Content script: judge what is open. */
  check: { ask: { seen: Seen }; answer: Report & { manner?: Manner } };
  /** Content script: the reader has put a banner away. */
  close: { ask: { token: string }; answer: null };
  /** Content script: nothing is open any more, or it is about to change. */
  clear: { ask: object; answer: null };
  /** Content script of pages: what this page is cut by; null where nothing is read of it. */
  profile: { ask: { href: string }; answer: PageProfile | null };
  /** Content script of pages: judge what the page shows. */
  page: { ask: PageSeen & { href: string }; answer: PageAnswer };
  /** Content script of pages: the page is left. */
  leave: { ask: object; answer: null };
  /** Content script of pages: the reader does not want this product's invitation, or does after all. */
  decline: { ask: { href: string; declined: boolean }; answer: null };
  /** Content script of pages: look at a gift code as it is typed. */
  code: { ask: { code: string; earlier: string[] }; answer: CodeCheck };
  /** Popup: what is known of a tab. */
  tab: { ask: { tab: number }; answer: FrameVerdict[] };
  /** Popup: look at a tab that no profile describes, now that the reader asked; whether there is a mail. */
  look: { ask: { tab: number }; answer: boolean };
  /** Our pages: judge what the reader has brought. Nothing is kept of it. */
  assess: { ask: { seen: Seen }; answer: Report };
  /** Popup: what the reader has asked of us elsewhere, once. */
  asked: { ask: object; answer: string };
  /** Popup: this sender's honest mails need no banner, or do again; all such senders. */
  fine: { ask: { address: string; fine: boolean }; answer: string[] };
  /** Options: those senders. */
  fineSenders: { ask: object; answer: string[] };
  /** Our pages: whether anybody is protected. */
  protection: { ask: object; answer: Protection };
  /** Options: the state of the extension. */
  diagnose: { ask: object; answer: Diagnosis };
  /** Options: the sites and companies to choose from. */
  known: { ask: object; answer: Known };
  /** Options: what the reader has chosen. */
  preferences: { ask: object; answer: Preferences };
  /** Options: from now on like this. */
  prefer: { ask: { preferences: Preferences }; answer: Preferences };
  /** Options: forget everything that was kept, settings included. */
  erase: { ask: object; answer: null };
  /** Popup: the state of the rules. */
  rules: { ask: object; answer: RulesState };
  /** Popup: look for new rules now. */
  sync: { ask: object; answer: RulesState };
  /** Popup: what is due. */
  agenda: { ask: { limit?: number }; answer: AgendaView };
  /** Popup: the reader has done something that was due, or does not want to hear of it. */
  mark: { ask: { key: string; state: string }; answer: AgendaView };
  /** Popup: the last mark was a mistake. */
  undo: { ask: { key: string }; answer: AgendaView };
  /** Popup: events for a calendar, of these keys or of all. */
  calendar: { ask: { keys: string[] }; answer: CalendarEvent[] };
  /** Popup: where invitation requests stand. */
  requests: { ask: { choice: RequestsChoice }; answer: RequestsView };
  /** Popup: take one off the list. */
  removeRequest: { ask: { key: string; choice: RequestsChoice }; answer: RequestsView };
  /** Popup: that was a mistake. */
  restoreRequest: { ask: { key: string; choice: RequestsChoice }; answer: RequestsView };
  /** Options: all that is remembered, as a file. */
  export: { ask: object; answer: LedgerFile };
  /** Options: put the text of such a file in the place of all that is remembered. */
  import: { ask: { text: string }; answer: ImportAnswer };
  /** Options: when to tell. */
  reminders: { ask: object; answer: ReminderSettings };
  /** Options: tell at other times. */
  remindAt: { ask: { settings: ReminderSettings }; answer: ReminderSettings };
  /** Popup: whose Message Centers were opened. */
  accounts: { ask: object; answer: AccountsView };
  /** Popup: compare mails with this account's Message Center. */
  chooseAccount: { ask: { account: string }; answer: AccountsView };
  /** Options: forget all that Message Centers have listed, and whose they were. */
  forgetAccounts: { ask: object; answer: null };
}

export type Ask = { [T in keyof Asks]: { type: T } & Asks[T]['ask'] }[keyof Asks];

/**
 * What the background tells content scripts: to look again, by the book now in
 * use, or nothing, to learn whether the frame is still there. Both are answered.
 */
export interface Tell {
  type: 'recheck' | 'there';
}

export type Reply<T> = { value: T } | { error: string };

/** How long the background may take: a cold start included, a slow rule server included. */
const patience = { usual: 10_000, sync: 30_000 };

/** Asks the background; the promise is rejected when it has no answer. */
export async function ask<T extends keyof Asks>(type: T, rest: Asks[T]['ask']): Promise<Asks[T]['answer']> {
  const limit = AbortSignal.timeout(type === 'sync' ? patience.sync : patience.usual);
  const late = new Promise<never>((_, reject) => {
    limit.addEventListener('abort', () => reject(new Error('no answer in time')));
  });
  const answer: Promise<Reply<Asks[T]['answer']> | undefined> = chrome.runtime.sendMessage({ type, ...rest });
  const reply = await Promise.race([answer, late]);
  if (!reply) throw new Error('no answer');
  if ('error' in reply) throw new Error(reply.error);
  return reply.value;
}
