/**
 * Answers content scripts and the popup. Where a message comes from is taken
 * from the browser, never from the message; every question is answered, also
 * when answering it fails.
 */
import type { Ask, Asks, Reply, Seen } from '../messages.ts';
import { preferences } from '../preferences.ts';
import { unanswered } from '../shown/unanswered.ts';
import { language } from '../shown/words.ts';
import { agenda, calendar, mark, remindNow, see, undo } from './agenda.ts';
import { assess } from './assess.ts';
import { accountsView, checkMails, chooseAccount, forgetAccounts } from './center.ts';
import { eraseAll, prefer } from './choices.ts';
import { code } from './core.ts';
import { decline } from './declined.ts';
import { diagnose } from './diagnose.ts';
import { lookAt } from './install.ts';
import { knownPlaces } from './known.ts';
import { close, fineSenders, mannerOf, sendersOf, setFine, wishes, without } from './manner.ts';
import { takeQuestion } from './menus.ts';
import { note } from './note.ts';
import { profileFor, readPage } from './pages.ts';
import { protection } from './protection.ts';
import { recheckAll } from './recheck.ts';
import { choose, chosen } from './reminders.ts';
import { removeRequest, requestsView, restoreRequest } from './requests.ts';
import { noteMail, sitesFor } from './sites.ts';
import { spoken } from './speech.ts';
import { rulesState } from './sync.ts';
import { exportLedger, importLedger } from './transfer.ts';
import { update } from './update.ts';
import { begin, ofTab, type Page, record, sweep } from './verdicts.ts';

type Sender = chrome.runtime.MessageSender;
type Answers = {
  [T in keyof Asks]: (ask: Extract<Ask, { type: T }>, sender: Sender) => Promise<Asks[T]['answer']>;
};

/** More than the largest page that content/see.ts cuts out. */
const maxRegions = 40;
const maxCharacters = 40 << 20;

const answers: Answers = {
  sites: async (_, sender) => {
    const page = pageOf(sender);
    // Who asks has just begun: what the frame showed before is gone, and so are frames inside it.
    begin(page);
    if (page.frame === 0) void sweep(page.tab);
    return sitesFor(page);
  },

  check: async ({ seen }, sender) => {
    const page = pageOf(sender);
    if (seen.regions.length > maxRegions || length(seen) > maxCharacters) throw new Error('too large');
    const turn = begin(page);
    const judging = checkMails(page, seen).catch((cause: unknown) => {
      note('checking a page', cause);
      return unanswered(seen.regions);
    });
    const [judged, wished] = await Promise.all([judging, wishes()]);
    const report = without(wished, judged);
    // The page need not wait for the toolbar.
    const senders = page.hidden ? {} : sendersOf(seen, report, wished);
    void record(page, turn, report, seen, senders);
    void noteMail(page);
    see(page, seen, report).catch((cause: unknown) => note('keeping what is due', cause));
    return { ...report, manner: await mannerOf(page, seen, report, wished) };
  },

  close: async ({ token }, sender) => {
    await close(pageOf(sender), token);
    return null;
  },

  clear: async (_, sender) => {
    begin(pageOf(sender));
    return null;
  },

  profile: async ({ href }, sender) => {
    const page = pageAt(sender, href);
    void sweep(page.tab);
    return profileFor(page);
  },

  page: async ({ href, html, title, account, problem }, sender) =>
    readPage(pageAt(sender, href), { html, title, account, ...(problem && { problem }) }),

  leave: async (_, sender) => {
    begin({ ...pageOf(sender), part: 'page' });
    return null;
  },

  decline: async ({ href, declined }, sender) => {
    await decline(pageAt(sender, href), declined);
    return null;
  },

  code: ({ code: typed, earlier }) => code(language(), typed, earlier),

  tab: async ({ tab }, sender) => {
    ownPage(sender);
    await sweep(tab);
    return ofTab(tab);
  },

  look: async ({ tab }, sender) => {
    ownPage(sender);
    return lookAt(tab);
  },

  assess: ({ seen }, sender) => {
    ownPage(sender);
    if (seen.regions.length > maxRegions || length(seen) > maxCharacters) throw new Error('too large');
    return assess(seen);
  },

  asked: async (_, sender) => {
    ownPage(sender);
    return takeQuestion();
  },

  fine: async ({ address, fine }, sender) => {
    ownPage(sender);
    const senders = await setFine(address, fine);
    await recheckAll();
    return senders;
  },

  fineSenders: (_, sender) => {
    ownPage(sender);
    return fineSenders();
  },

  protection: (_, sender) => {
    ownPage(sender);
    return protection();
  },

  diagnose: (_, sender) => {
    ownPage(sender);
    return diagnose();
  },

  known: (_, sender) => {
    ownPage(sender);
    return knownPlaces();
  },

  preferences: (_, sender) => {
    ownPage(sender);
    return preferences();
  },

  prefer: ({ preferences }, sender) => {
    ownPage(sender);
    return prefer(preferences);
  },

  erase: async (_, sender) => {
    ownPage(sender);
    await eraseAll();
    void update();
    return null;
  },

  rules: (_, sender) => {
    ownPage(sender);
    return rulesState();
  },

  sync: async (_, sender) => {
    ownPage(sender);
    await update();
    return rulesState();
  },

  agenda: ({ limit }, sender) => {
    ownPage(sender);
    return agenda(limit);
  },

  mark: ({ key, state }, sender) => {
    ownPage(sender);
    return mark(key, state);
  },

  undo: ({ key }, sender) => {
    ownPage(sender);
    return undo(key);
  },

  calendar: ({ keys }, sender) => {
    ownPage(sender);
    return calendar(keys);
  },

  requests: ({ choice }, sender) => {
    ownPage(sender);
    return requestsView(choice);
  },

  removeRequest: ({ key, choice }, sender) => {
    ownPage(sender);
    return removeRequest(key, choice);
  },

  restoreRequest: ({ key, choice }, sender) => {
    ownPage(sender);
    return restoreRequest(key, choice);
  },

  export: (_, sender) => {
    ownPage(sender);
    return exportLedger();
  },

  import: ({ text }, sender) => {
    ownPage(sender);
    return importLedger(text);
  },

  reminders: (_, sender) => {
    ownPage(sender);
    return chosen();
  },

  remindAt: async ({ settings }, sender) => {
    ownPage(sender);
    const kept = await choose(settings);
    await remindNow();
    return kept;
  },

  accounts: (_, sender) => {
    ownPage(sender);
    return accountsView();
  },

  chooseAccount: ({ account }, sender) => {
    ownPage(sender);
    return chooseAccount(account);
  },

  forgetAccounts: async (_, sender) => {
    ownPage(sender);
    await forgetAccounts();
    return null;
  },
};

export function listen(): void {
  chrome.runtime.onMessage.addListener((message: Ask, sender, reply: (reply: Reply<unknown>) => void) => {
    if (sender.id !== chrome.runtime.id || !Object.hasOwn(answers, message?.type)) return false;
    answer(message, sender).then(
      (value) => reply({ value }),
      (cause: unknown) => reply({ error: cause instanceof Error ? cause.message : String(cause) }),
    );
    return true;
  });
}

async function answer<T extends keyof Asks>(
  message: Extract<Ask, { type: T }>,
  sender: Sender,
): Promise<Asks[T]['answer']> {
  await spoken();
  return answers[message.type as T](message, sender);
}

function pageOf({ tab, frameId, url, documentId = '' }: Sender): Page {
  if (tab?.id === undefined || frameId === undefined || !url) throw new Error('not from a page');
  return { tab: tab.id, frame: frameId, url, hidden: tab.incognito, document: documentId, part: 'mail' };
}

/**
 * The page that a script says it has read. A page may get another address
 * without being loaded, which the sender's does not always follow; but the
 * script is believed only what the browser says too.
 */
function pageAt(sender: Sender, href: string): Page {
  const page = pageOf(sender);
  if (page.frame !== 0) throw new Error('only for whole pages');
  if (href !== sender.url && href !== sender.tab?.url) throw new Error('this page has another address by now');
  return { ...page, url: href, part: 'page' };
}

/** Refuses everybody but the extension's own pages. */
function ownPage({ url }: Sender): void {
  if (!url?.startsWith(chrome.runtime.getURL(''))) throw new Error('only for our own pages');
}

function length({ bodies, regions }: Seen): number {
  const texts = [...bodies, ...regions.map(({ text }) => text ?? '')];
  return texts.reduce((sum, text) => sum + text.length, 0);
}
