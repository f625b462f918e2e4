import { showAlarm } from '../alarm.ts';
import { place, speak } from '../page.ts';
import { showAgenda } from './agenda.ts';
import { listenToQuestions } from './ask.ts';
import { showPage } from './page.ts';

import { showRequests } from './requests.ts';
import { showRules } from './rules.ts';

async function main(): Promise<void> {
  await speak();
  place('eml').addEventListener('click', () => void chrome.tabs.create({ url: 'eml.html' }).then(() => close()));
  place('options').addEventListener('click', () => void chrome.runtime.openOptionsPage());
  const whileOpen = new AbortController().signal;
  const parts = [showAgenda(whileOpen), showRequests(), showRules()];
  await Promise.all([showPage(), showAlarm(), listenToQuestions(), ...parts]);
}

void main();
