/** The popup's part about the tab in front: what was judged there, or the offer to look. */

import { framesThere, tabPrefix } from '../../frames.ts';
import { type AccountsView, ask, type FrameVerdict, type LedgerFailure, type SenderState } from '../../messages.ts';
import { element } from '../../shown/dom.ts';
import { when, words } from '../../shown/words.ts';
import { type Judgement, None, Unreadable } from '../../types/wire.ts';
import { card } from '../card.ts';
import { fill, ready } from '../page.ts';
import { shopPart } from './shop.ts';

/**
 * Shows what is known of the tab: at once what is kept of it, then what the background says, which alone knows of
 * private tabs. It is shown again with each new verdict; what the reader has opened on a card stays open otherwise.
 */
export async function showPage(speaking: Promise<void>): Promise<void> {
  const [tab] = await Promise.all([tabInFront(), speaking]);
  const again = () => fill('page', answered(tab));
  const ours = (name: string) => name.startsWith(tabPrefix(tab?.id ?? 0)) || name === 'messages-failure';
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && Object.keys(changes).some(ours)) void again();
  });
  await ready('page', kept(tab), (shown) => shown);
  await again();
}

/** The tab the popup speaks of: the one in front, or the one its address names. */
async function tabInFront(): Promise<chrome.tabs.Tab | undefined> {
  const named = Number(new URLSearchParams(location.search).get('tab'));
  if (named > 0) return chrome.tabs.get(named);
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab;
}

type Tab = chrome.tabs.Tab | undefined;
type Shown = (Node | string)[];

async function kept(tab: Tab): Promise<Shown | undefined> {
  return tab?.incognito ? undefined : pagePart(tab, await framesThere(tab?.id ?? 0));
}

async function answered(tab: Tab): Promise<Shown> {
  const frames: FrameVerdict[] = tab?.id === undefined ? [] : await ask('tab', { tab: tab.id });
  const compared = frames.some(({ report }) => report.judgements.some(({ messageCenter }) => messageCenter));
  return pagePart(tab, frames, compared ? await ask('accounts', {}) : undefined);
}

/** What is shown of a tab; with the accounts whose Message Centers are known, once that is asked. */
async function pagePart(tab: Tab, frames: FrameVerdict[], accounts?: AccountsView): Promise<Shown> {
  if (tab?.id === undefined) return [words('popup_site_never')];
  const judged = frames.flatMap(mailsOf).filter(({ judgement }) => judgement.verdict !== None);
  const guessed = frames.some((frame) => frame.guessed) ? [element('p', { class: 'soft' }, words('guessed'))] : [];
  const shop = shopPart(frames.flatMap(({ report }) => report.judgements));
  if (judged.length + shop.length > 0) return [...cards(judged, accounts), ...shop, ...guessed];
  if (frames.length > 0) return [words('popup_nothing'), ...guessed];
  return sitePart(tab);
}

interface Judged {
  judgement: Judgement;
  name: string;
  sender?: SenderState | undefined;
  compose: string;
}

function mailsOf({ report, names = {}, senders = {}, compose = '' }: FrameVerdict): Judged[] {
  return report.judgements.map((judgement) => {
    const { key } = judgement;
    return { judgement, name: names[key] ?? '', sender: senders[key], compose };
  });
}

/** A card for each mail; those that could not be read for one reason are counted on one. */
function cards(judged: Judged[], accounts?: AccountsView): Node[] {
  const shown: Node[] = accounts?.failure ? [failure(accounts.failure)] : [];
  const unread = new Map<string, Judgement[]>();
  for (const { judgement, name, sender, compose } of judged) {
    if (judgement.verdict === Unreadable) {
      unread.set(judgement.headline, [...(unread.get(judgement.headline) ?? []), judgement]);
      continue;
    }
    const center = accounts && judgement.messageCenter ? choice(accounts) : [];
    const foot = sender ? [fineChoice(sender)] : [];
    shown.push(card(judgement, { center, foot, compose, ...(judged.length > 1 && { name }) }));
  }
  for (const [first, ...others] of unread.values()) {
    const count = words('card_unread', String(others.length + 1));
    if (first) shown.push(card(first, others.length > 0 ? { name: count } : {}));
  }
  return shown;
}

/** Only of a sender who is shown to be who he says: no banner over his honest mails. Warnings come all the same. */
function fineChoice({ address, fine }: SenderState): HTMLElement {
  const box = element('input', { type: 'checkbox' });
  box.defaultChecked = fine;
  box.addEventListener('change', () => void ask('fine', { address, fine: box.checked }));
  return element('label', { class: 'fine' }, box, ' ', words('card_fine', address));
}

function failure(code: LedgerFailure): HTMLElement {
  return element('p', { class: 'failure', 'data-failure': code }, words(`messages_${code}`));
}

/** Where several accounts are known, the reader says whose mails are read here. Their names are not known: only when each was opened. */
function choice({ opened, chosen }: AccountsView): Node[] {
  const keys = Object.keys(opened).sort((a, b) => (opened[b] ?? '').localeCompare(opened[a] ?? ''));
  if (keys.length < 2) return [];
  const option = (key: string, text: string) => new Option(text, key, key === chosen);
  const options = keys.map((key) => option(key, words('card_account', when(opened[key] ?? ''))));
  const select = element('select', {}, option('', words('card_account_none')), ...options);
  select.addEventListener('change', () => void ask('chooseAccount', { account: select.value }));
  const says = chosen ? words('card_account_chosen') : words('card_account_which');
  return [element('label', { class: 'account' }, says, ' ', select)];
}

/** On a site we do not look at: the offer to do so, once or always, where there can be webmail. */
async function sitePart(tab: chrome.tabs.Tab): Promise<(Node | string)[]> {
  const { url } = tab;
  if (!/^https?:/.test(url ?? '')) return [words('popup_site_never')];
  const { hostname, protocol } = new URL(url ?? '');
  const origin = `https://${hostname}/*`;
  const look = lookButton(tab);
  if (protocol === 'http:' || (await isAdded(origin))) return [words('popup_look_hint'), look];
  const origins = [origin];
  if (await chrome.permissions.contains({ origins })) return [words('popup_nothing')];
  const add = element('button', { type: 'button' }, words('popup_site_add'));
  // The browser asks only in answer to a click, so the click itself must ask.
  add.addEventListener('click', () => void chrome.permissions.request({ origins }).then((yes) => yes && close()));
  return [element('p', {}, words('popup_site_off')), look, add];
}

/** Whether the user has added a site; those the extension came with have profiles of their own. */
async function isAdded(origin: string): Promise<boolean> {
  const { origins = [] } = await chrome.permissions.getAll();
  return origins.includes(origin) && !chrome.runtime.getManifest().host_permissions?.includes(origin);
}

function lookButton(tab: chrome.tabs.Tab): HTMLElement {
  const look = element('button', { type: 'button', class: 'main' }, words('popup_look'));
  const found = async () => {
    look.disabled = true;
    if (await ask('look', { tab: tab.id ?? 0 })) await fill('page', answered(tab));
    else look.replaceWith(element('p', {}, words('popup_look_nothing')));
  };
  look.addEventListener('click', () => void found().catch(() => look.replaceWith(words('popup_look_failed'))));
  return look;
}
