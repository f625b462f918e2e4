/**
 * Our own sample mails, drawn as a webmail would and judged like any other: the
 * core reads what is drawn, and the banner and the marks are those of real mail.
 */
import { clone } from '../../content/clone.ts';
import type { Mail } from '../../content/see.ts';
import { show } from '../../content/show.ts';
import { ask } from '../../messages.ts';
import { element } from '../../shown/dom.ts';
import { words } from '../../shown/words.ts';
import { FieldFromAddress, FieldFromName, FieldSubject, RegionMail } from '../../types/wire.ts';

export interface Sample {
  from: string;
  address: string;
  subject: string;
  body: HTMLElement[];
}

export type SampleName = 'false' | 'due' | 'private';

const day = 24 * 60 * 60_000;

export function sampleOf(name: SampleName): Sample {
  switch (name) {
    case 'false':
      return {
        from: 'Amazon.co.jp',
        address: 'account-update@amazon.co.jp',
        subject: words('sample_false_subject'),
        body: [
          element('p', {}, words('sample_false_text')),
          element('p', {}, link(words('sample_false_link'), 'https://amazon.co.jp.kakunin.example/', 'press')),
        ],
      };
    case 'due':
      return {
        from: 'Amazon.co.jp',
        address: 'auto-confirm@amazon.co.jp',
        subject: words('sample_due_subject'),
        body: [
          element('p', {}, words('sample_due_text', inThreeDays())),
          element('p', {}, link(words('sample_due_link'), 'https://www.amazon.co.jp/your-orders')),
        ],
      };
    case 'private':
      return {
        from: words('sample_private_from'),
        address: 'yuki@tomodachi.example',
        subject: words('sample_private_subject'),
        body: [
          element('p', {}, words('sample_private_text')),
          element('p', {}, link(words('sample_private_link'), 'https://ryokan.example/')),
        ],
      };
  }
}

/** A deadline that is always ahead, as such mails write it. */
function inThreeDays(): string {
  const date = new Date(Date.now() + 3 * day);
  return date.toLocaleDateString(words('lang'), { year: 'numeric', month: 'long', day: 'numeric' });
}

function link(text: string, href: string, name = ''): HTMLElement {
  const made = element('a', name ? { class: name } : {}, text);
  made.href = href;
  // It is there to be looked at.
  made.addEventListener('click', (event) => event.preventDefault());
  return made;
}

/** Draws a sample and what the core says of it, until signal aborts. */
export async function draw(
  place: HTMLElement,
  { from, address, subject, body }: Sample,
  signal: AbortSignal,
): Promise<void> {
  const text = element('div', { class: 'body' }, ...body);
  const head = [element('h3', {}, subject), element('p', { class: 'from' }, `${from} <${address}>`)];
  place.replaceChildren(element('article', { class: 'mail' }, ...head, text));
  const { html, live } = clone(text);
  const fields = { [FieldFromName]: from, [FieldFromAddress]: address, [FieldSubject]: subject };
  const key = 'sample';
  const seen = { site: '', cut: [], regions: [{ key, kind: RegionMail, fields }], bodies: [html] };
  const { judgements } = await ask('assess', { seen });
  const [judgement] = judgements;
  if (!judgement || signal.aborted) return;
  const mail: Mail = {
    key,
    holders: [text],
    bodies: [text],
    before: text,
    live,
    empty: false,
    guessed: false,
    floats: false,
  };
  show(mail, judgement, undefined, signal);
}
