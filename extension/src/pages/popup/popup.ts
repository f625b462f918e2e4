import { showAlarm } from '../alarm.ts';
import { showKeys } from '../keys.ts';
import { painted, place, speak } from '../page.ts';
import { showAgenda } from './agenda.ts';
import { listenToQuestions } from './ask.ts';
import { showPage } from './page.ts';
import { showRequests } from './requests.ts';
import { showRules } from './rules.ts';

/** Firefox leaves a popup open over the tab that it has opened. As a page in a tab this stays. */
function leave(): void {
  if (chrome.extension.getViews({ type: 'popup' }).includes(window)) close();
}

async function main(): Promise<void> {
  const speaking = speak();
  const whileOpen = new AbortController().signal;
  const parts = [showPage(speaking), showAgenda(speaking, whileOpen), showRequests(speaking)];
  await speaking;
  place('eml').addEventListener('click', () => void chrome.tabs.create({ url: 'eml.html' }).then(leave));
  place('options').addEventListener('click', () => void chrome.runtime.openOptionsPage().then(leave));
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a[target=_blank]')) setTimeout(leave);
  });
  await Promise.all([...parts, listenToQuestions(), showRules(), showKeys(), painted().then(showAlarm)]);
}

void main();
