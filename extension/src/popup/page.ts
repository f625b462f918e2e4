/** The popup's part about the tab in front: what was judged there, or the offer to look. */
import { element } from '../dom.ts';
import { ask, type FrameVerdict } from '../messages.ts';
import { fill } from '../page.ts';
import { reasons } from '../parts.ts';
import { verdictSign } from '../sign.ts';
import type { Judgement } from '../types/wire.ts';
import { known, verdictWord } from '../verdict.ts';
import { words } from '../words.ts';

/** Shows what is known of the tab, again with each new verdict and each change of the rules. */
export function showPage(): Promise<void> {
  const again = async () => fill('page', pagePart(await tabInFront()));
  chrome.storage.onChanged.addListener((_, area) => area === 'session' && void again());
  return again();
}

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
