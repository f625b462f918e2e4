import type { Tell } from '../messages.ts';

/** Tells every content script to look again. Most tabs have none, and say so. */
export async function recheckAll(): Promise<void> {
  const message: Tell = { type: 'recheck' };
  const tabs = await chrome.tabs.query({});
  await Promise.allSettled(tabs.map(({ id }) => id !== undefined && chrome.tabs.sendMessage(id, message)));
}
