/** The popup's box for what the reader comes across elsewhere: a link, an address, a mail's text. */

import { ask } from '../../messages.ts';
import { card } from '../card.ts';
import { fill, painted, place } from '../page.ts';
import { seenOf } from '../question.ts';

/** What was pasted last, as text and as the HTML it was copied from. */
let pasted = { text: '', html: '' };

/** Answers what is asked here, and what was asked by a link's menu. */
export async function listenToQuestions(): Promise<void> {
  const box = place<HTMLTextAreaElement>('question');
  const form = place<HTMLFormElement>('ask');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void answer(box.value);
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  box.addEventListener('paste', ({ clipboardData }) => {
    const text = clipboardData?.getData('text/plain') ?? '';
    pasted = { text: text.trim(), html: clipboardData?.getData('text/html') ?? '' };
  });
  await painted();
  const asked = await ask('asked', {});
  if (asked === '') return;
  box.value = asked;
  // It was asked for, so it comes first.
  document.querySelector('main')?.prepend(document.querySelector('.ask') ?? '');
  await answer(asked);
}

async function answer(text: string): Promise<void> {
  const html = pasted.text === text.trim() ? pasted.html : '';
  const judged = ask('assess', { seen: seenOf(text, html) });
  await fill(
    'found',
    judged.then(({ judgements }) => judgements.map((judgement) => card({ ...judgement, doubt: '' }))),
  );
}
