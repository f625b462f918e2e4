import { element } from '../dom.ts';
import { ask, type FrameVerdict, type RulesState } from '../messages.ts';
import { fill, place, speak } from '../page.ts';
import { reasons } from '../parts.ts';
import { verdictSign } from '../sign.ts';
import type { Judgement } from '../types/wire.ts';
import { known, verdictWord } from '../verdict.ts';
import { when, words } from '../words.ts';
import { showAgenda } from './agenda.ts';

/** The tab the popup speaks of: the one in front, or the one its address names. */
async function tabInFront(): Promise<chrome.tabs.Tab | undefined> {
  const named = Number(new URLSearchParams(location.search).get('tab'));
  if (named > 0) return chrome.tabs.get(named);
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab;
}

function judgement(judged: Judgement): HTMLElement {
  const card = element(
    'article',
    { class: 'verdict', 'data-verdict': known(judged.verdict), 'data-brand': judged.brand },
    verdictSign(judged.verdict),
    element('h3', {}, verdictWord(judged.verdict)),
    element('p', {}, judged.headline),
  );
  if (judged.findings.length > 0) card.append(reasons(judged.findings));
  if (judged.advice) card.append(element('p', { class: 'advice' }, judged.advice));
  return card;
}

async function pagePart(tab: chrome.tabs.Tab | undefined): Promise<(Node | string)[]> {
  if (tab?.id === undefined) return [words('popup_site_never')];
  const frames: FrameVerdict[] = await ask('tab', { tab: tab.id });
  const judged = frames.flatMap(({ report }) => report.judgements).filter(({ verdict }) => verdict !== 'none');
  const guessed = frames.some((frame) => frame.guessed) ? [element('p', { class: 'soft' }, words('guessed'))] : [];
  if (judged.length > 0) return [...judged.map(judgement), ...guessed];
  if (frames.length > 0) return [words('popup_nothing'), ...guessed];
  return sitePart(tab);
}

/** On a site we do not look at: the offer to do so, once or always, where there can be webmail. */
async function sitePart({ id, url }: chrome.tabs.Tab): Promise<(Node | string)[]> {
  if (id === undefined || !/^https?:/.test(url ?? '')) return [words('popup_site_never')];
  const { hostname, protocol } = new URL(url ?? '');
  const origin = `https://${hostname}/*`;
  const look = lookButton(id);
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

function lookButton(tab: number): HTMLElement {
  const look = element('button', { type: 'button', class: 'main' }, words('popup_look'));
  const found = async () => {
    look.disabled = true;
    if (await ask('look', { tab })) await fill('page', pagePart(await tabInFront()));
    else look.replaceWith(element('p', {}, words('popup_look_nothing')));
  };
  look.addEventListener('click', () => void found().catch(() => look.replaceWith(words('popup_look_failed'))));
  return look;
}

function rulesPart(rules: RulesState): Node[] {
  const since = rules.received ? words('rules_since', when(rules.since)) : words('rules_builtin');
  const version = element('p', {}, element('strong', {}, words('rules_version', String(rules.version))), ' ', since);
  if (rules.failure) return [version, failurePart(rules, rules.failure)];
  const checked = rules.lastCheck
    ? `${words('rules_current')} · ${words('rules_checked', when(rules.lastCheck))}`
    : words('rules_never_checked');
  return [version, element('p', { class: 'soft' }, checked)];
}

function failurePart({ lastCheck }: RulesState, { code, detail }: NonNullable<RulesState['failure']>): HTMLElement {
  return element(
    'div',
    { class: 'failure', 'data-failure': code, title: detail },
    element('p', {}, words(`failure_${code}`)),
    element('p', {}, words('rules_stay')),
    element('p', { class: 'soft' }, words('rules_checked', when(lastCheck))),
  );
}

async function main(): Promise<void> {
  speak();
  const button = place<HTMLButtonElement>('sync');
  const page = async () => fill('page', pagePart(await tabInFront()));
  button.addEventListener('click', () => void checkNow(button).then(page));
  // A new verdict, or new rules, while the popup is open.
  chrome.storage.onChanged.addListener((_, area) => area === 'session' && void page());
  place('options').addEventListener('click', () => void chrome.runtime.openOptionsPage());
  const whileOpen = new AbortController().signal;
  await Promise.all([page(), showAgenda(whileOpen), fill('rules', ask('rules', {}).then(rulesPart))]);
}

async function checkNow(button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  button.textContent = words('rules_checking');
  await fill('rules', ask('sync', {}).then(rulesPart));
  button.disabled = false;
  button.textContent = words('rules_check_now');
}

void main();
