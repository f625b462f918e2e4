/** What can be asked without the popup: where a link goes, by its menu, and what is on this page, by a key. */
import { words } from '../shown/words.ts';
import { bringUp } from './front.ts';
import { lookAt } from './install.ts';
import { note } from './note.ts';
import { spoken } from './speech.ts';

const link = 'link';

/** What the popup that is about to open is to be asked. It is told once, and kept nowhere. */
let question = '';

export function takeQuestion(): string {
  const asked = question;
  question = '';
  return asked;
}

/** Puts the menu up, in the reader's language. Browsers keep it. */
export async function nameMenus(): Promise<void> {
  await spoken();
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({ id: link, title: words('menu_link'), contexts: ['link'] });
}

export function listenToMenus(): void {
  chrome.contextMenus.onClicked.addListener(({ menuItemId, linkUrl }) => {
    if (menuItemId !== link || !linkUrl) return;
    question = linkUrl;
    void bringUp();
  });
  chrome.commands.onCommand.addListener((command, tab) => {
    if (command === 'check-page') void checkPage(tab);
  });
}

async function checkPage(tab: chrome.tabs.Tab | undefined): Promise<void> {
  // Some pages no extension may look at; the popup says so.
  if (tab?.id !== undefined) await lookAt(tab.id).catch((cause: unknown) => note('looking at a page', cause));
  await bringUp();
}
