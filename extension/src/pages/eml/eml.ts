/** The page for mail files: drop or choose some, and see what is to be said of each. Nothing is sent or kept. */

import { ask } from '../../messages.ts';
import { element } from '../../shown/dom.ts';
import { words } from '../../shown/words.ts';
import { card } from '../card.ts';
import { place, speak } from '../page.ts';
import { FileError, seenIn } from './file.ts';
import { header } from './header.ts';
import { readMail } from './read.ts';

/** Results of more files than these are not read any more; the oldest go. */
const maxShown = 50;

/** One file after the other: each may be large. */
let tail: Promise<void> = Promise.resolve();

function take(files: Iterable<File>): void {
  for (const file of files) tail = tail.then(() => show(file));
}

async function show(file: File): Promise<void> {
  const status = place('status');
  status.textContent = words('eml_reading', file.name);
  const result = element('section', { class: 'file' }, element('h3', {}, file.name), ...(await judged(file)));
  place('results').prepend(result);
  for (const old of [...place('results').children].slice(maxShown)) old.remove();
  place('results-title').hidden = false;
  status.textContent = words('eml_done', file.name);
}

async function judged(file: File): Promise<Node[]> {
  try {
    const mail = await readMail(file);
    const { judgements } = await ask('assess', { seen: seenIn(mail) });
    return [...judgements.map((judgement) => card(judgement)), header(mail)];
  } catch (cause) {
    const text = cause instanceof FileError ? words(`eml_${cause.code.replace('-', '_')}`) : words('popup_failed');
    return [element('p', { class: 'failure' }, text)];
  }
}

/** Files may be dropped anywhere on the page: what misses the place is not opened by the browser instead. */
function takeDropped(): void {
  const over = (on: boolean) => place('drop').classList.toggle('over', on);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) over(false);
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    take(event.dataTransfer?.files ?? []);
  });
}

function takeChosen(): void {
  const input = place<HTMLInputElement>('file');
  input.addEventListener('change', () => {
    take([...(input.files ?? [])]);
    input.value = ''; // so that the same file can be chosen again
  });
}

async function main(): Promise<void> {
  await speak();
  takeDropped();
  takeChosen();
}

void main();
