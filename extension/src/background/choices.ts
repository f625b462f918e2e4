/** What the reader chooses in the options, and what follows from it at once. */
import { type Preferences, preferences, preferencesKey, validPreferences } from '../preferences.ts';
import { forgetSalt } from './accounts.ts';
import { inTurn } from './chunks.ts';
import { stopCore } from './core.ts';
import { nameMenus } from './menus.ts';
import { paintEverywhere } from './protection.ts';
import { recheckAll } from './recheck.ts';
import { forgetSites } from './sites.ts';
import { speakAnew } from './speech.ts';

export async function prefer(wanted: Preferences): Promise<Preferences> {
  const now = validPreferences(wanted);
  const before = await preferences();
  await chrome.storage.local.set({ [preferencesKey]: now });
  if (now.language !== before.language) {
    await speakAnew();
    await Promise.all([nameMenus(), paintEverywhere()]);
  }
  await forgetSites();
  await recheckAll();
  return now;
}

/** Forgets everything: what was kept, the settings, the rules that arrived, and the sites that were added. */
export async function eraseAll(): Promise<void> {
  const { origins = [] } = await chrome.permissions.getAll();
  const { host_permissions: builtIn = [] } = chrome.runtime.getManifest();
  const added = origins.filter((origin) => !builtIn.includes(origin));
  if (added.length > 0) await chrome.permissions.remove({ origins: added });
  await inTurn(() => Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]));
  const told = Object.keys(await chrome.notifications.getAll());
  await Promise.all(told.map((id) => chrome.notifications.clear(id)));
  // What the core remembers is gone with it.
  forgetSalt();
  stopCore();
  await speakAnew();
  await Promise.all([nameMenus(), paintEverywhere()]);
  await recheckAll();
}
