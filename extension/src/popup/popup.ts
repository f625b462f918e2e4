import { place, speak } from '../page.ts';
import { showAgenda } from './agenda.ts';
import { showPage } from './page.ts';
import { showRequests } from './requests.ts';
import { showRules } from './rules.ts';

async function main(): Promise<void> {
  speak();
  place('eml').addEventListener('click', () => void chrome.tabs.create({ url: 'eml.html' }).then(() => close()));
  place('options').addEventListener('click', () => void chrome.runtime.openOptionsPage());
  const whileOpen = new AbortController().signal;
  await Promise.all([showPage(), showAgenda(whileOpen), showRequests(), showRules()]);
}

void main();
