/** What is remembered: to be taken along, brought back, or forgotten. */

import { ask, type ImportAnswer } from '../../messages.ts';
import { words } from '../../shown/words.ts';
import { save } from '../file.ts';
import { place } from '../page.ts';

export function showData(): void {
  const on = (id: string, pressed: () => Promise<string>) =>
    place(id).addEventListener('click', () => void say(pressed()));
  on('export', writeOut);
  on('forget', async () => {
    await ask('forgetAccounts', {});
    return words('data_forgotten');
  });
  const file = place<HTMLInputElement>('import-file');
  place('import').addEventListener('click', () => file.click());
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen)
      void say(
        chosen
          .text()
          .then((text) => ask('import', { text }))
          .then(brought),
      );
    file.value = '';
  });
  listenToErase();
}

async function say(what: Promise<string>): Promise<void> {
  place('data-said').textContent = await what.catch(() => words('popup_failed'));
}

async function writeOut(): Promise<string> {
  const ledger = await ask('export', {});
  save(`tashikame-${ledger.made.slice(0, 10)}.json`, JSON.stringify(ledger), 'application/json');
  return words('data_exported');
}

const problems: Record<string, () => string> = {
  'no-ledger': () => words('import_no_ledger'),
  newer: () => words('import_newer'),
  full: () => words('import_full'),
};

function brought(answer: ImportAnswer): string {
  if ('problem' in answer) return (problems[answer.problem] ?? (() => words('options_not_saved')))();
  const { dues, requests, messages } = answer.brought;
  return words('data_imported', String(dues), String(requests), String(messages));
}

/** Nothing brings back what is gone, so it is asked for twice. */
function listenToErase(): void {
  const sure = place<HTMLDialogElement>('sure');
  place('erase').addEventListener('click', () => {
    sure.returnValue = '';
    sure.showModal();
  });
  sure.addEventListener('close', () => {
    if (sure.returnValue === 'erase') void say(erase());
  });
}

async function erase(): Promise<string> {
  await ask('erase', {});
  // The settings are what they were in the beginning, and so is what the page shows of them.
  setTimeout(() => location.reload(), 1500);
  return words('data_erased');
}
