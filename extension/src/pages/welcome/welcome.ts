/** The page that opens once, after installing: what this does, on what, and that nothing leaves the computer. */

import { ask } from '../../messages.ts';
import { languages } from '../../preferences.ts';
import { words } from '../../shown/words.ts';
import { showAlarm } from '../alarm.ts';
import { showEverywhere, showOwn } from '../grants.ts';
import { showKeys } from '../keys.ts';
import { place, speak } from '../page.ts';
import { showRules } from '../rules.ts';
import { showPictures } from './pictures.ts';
import { showSamples } from './samples.ts';

async function main(): Promise<void> {
  await speak();
  place('options').addEventListener('click', () => void chrome.runtime.openOptionsPage());
  const parts = [showLanguage(), showSites(), showKeys(), showRules(), showOwn(), showEverywhere()];
  await Promise.all([showAlarm(), showPictures(), showSamples(), ...parts]);
}

async function showLanguage(): Promise<void> {
  const select = place<HTMLSelectElement>('language');
  select.addEventListener('change', () => void speakFromNow(select.value));
  select.value = (await ask('preferences', {})).language;
}

async function speakFromNow(chosen: string): Promise<void> {
  const language = languages.find((known) => known === chosen) ?? '';
  await ask('prefer', { preferences: { ...(await ask('preferences', {})), language } });
  location.reload();
}

async function showSites(): Promise<void> {
  const { sites } = await ask('known', {});
  place('reads').textContent = sites.map(({ name }) => name).join(words('list_comma'));
}

void main();
