/**
 * A verdict as the extension's own pages show it: what it is and the one next
 * step first, then why, then what the reader may want to do about it.
 */
import { element } from '../shown/dom.ts';
import { reasons } from '../shown/parts.ts';
import { verdictSign } from '../shown/sign.ts';
import { known, verdictWord } from '../shown/verdict.ts';
import { words } from '../shown/words.ts';
import type { Draft, Finding, Judgement, MessageCenter, Reply } from '../types/wire.ts';
import { copyButton, outward } from './page.ts';

/** Reasons that are told at once; a list that scrolls the rest away is not read. */
const atOnce = 3;

/** What the Message Center says is told in a place of its own. */
const ofCenter = ['found-in-message-center', 'absent-from-message-center'];

export interface Beside {
  /** Whose mail it is, where several are open. */
  name?: string;
  /** What stands beside what the Message Center says, such as a choice of accounts. */
  center?: Node[];
  /** Where the reader's webmail writes a new mail, with {to}, {subject} and {body}. */
  compose?: string;
  /** What the reader can choose about mails like this one. */
  foot?: Node[];
}

export function card(judged: Judgement, { name, center = [], foot = [], compose = '' }: Beside = {}): HTMLElement {
  const told = [
    ...(name ? [element('p', { class: 'name soft' }, name)] : []),
    element('p', { class: 'headline' }, judged.headline),
    ...(judged.advice ? [element('p', { class: 'advice' }, judged.advice)] : []),
    ...(judged.next ? [outward(judged.next.text, judged.next.open, 'next')] : []),
    ...why(judged.findings.filter(({ id }) => !judged.messageCenter || !ofCenter.includes(id))),
    ...(judged.messageCenter ? [centerPart(judged.messageCenter, judged.next?.open, center)] : []),
    ...(judged.guide ? [guide(judged.guide)] : []),
    ...(judged.replies?.length ? [replies(judged.replies)] : []),
    ...(judged.scam ? [report(judged.scam, compose)] : []),
    ...foot,
    ...(judged.doubt ? [doubt(judged.doubt)] : []),
  ];
  return element(
    'article',
    { class: 'verdict', 'data-verdict': known(judged.verdict), 'data-brand': judged.brand },
    verdictSign(judged.verdict),
    element('h3', { elementtiming: 'verdict' }, verdictWord(judged.verdict)),
    ...told,
  );
}

/** The first reasons, and the others behind them. */
function why(findings: Finding[]): HTMLElement[] {
  if (findings.length === 0) return [];
  const rest = findings.slice(atOnce);
  const shown = [reasons(findings.slice(0, atOnce))];
  if (rest.length === 0) return shown;
  return [...shown, more('why', words('card_more_reasons', String(rest.length)), reasons(rest))];
}

function more(name: string, summary: string, ...content: Node[]): HTMLDetailsElement {
  return element('details', { class: name }, element('summary', {}, summary), ...content);
}

function centerPart({ state, why, open }: MessageCenter, next: string | undefined, beside: Node[]): HTMLElement {
  const made = element('div', { class: 'center', 'data-state': state }, element('p', {}, why), ...beside);
  if (open && open !== next) made.append(outward(words('card_open_center'), open));
  return made;
}

function guide(text: string): HTMLElement {
  return element('p', { class: 'guide' }, element('b', {}, words('card_guide')), ' ', text);
}

function replies(all: Reply[]): HTMLElement {
  return more('replies', words('card_replies', String(all.length)), ...all.map(reply));
}

function reply({ title, ja, en }: Reply): HTMLElement {
  const texts = Object.entries({ ja, en }).map(([lang, text]) =>
    element(
      'div',
      { class: 'reply' },
      element('p', { class: 'lines', lang }, text),
      copyButton(words(`card_copy_${lang}`), () => text),
    ),
  );
  return more('answer', title, ...texts);
}

/** A mail to the brand in the reader's own webmail; they add the false one and send it, or do not. */
function report(draft: Draft, compose: string): HTMLElement {
  const { to, steps } = draft;
  return more(
    'report',
    words('card_report'),
    element('p', { class: 'lines' }, steps),
    outward(words('card_report_open'), addressOf(draft, compose)),
    copyButton(words('card_report_copy', to), () => to),
  );
}

/** Where a draft is written; what is set up for mail on this machine, where the webmail is not known. */
function addressOf({ to, subject, body }: Draft, compose: string): string {
  const fill: Record<string, string> = { to, subject, body };
  const address = compose || 'mailto:{to}?subject={subject}&body={body}';
  return address.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(fill[name] ?? ''));
}

/** What is written here goes nowhere but where the reader takes it. */
function doubt(text: string): HTMLElement {
  const lines = element('textarea', { 'aria-label': words('card_doubt_text') }, text);
  lines.readOnly = true;
  lines.rows = 8;
  return more(
    'doubt',
    words('card_doubt'),
    element('p', {}, words('card_doubt_hint')),
    lines,
    copyButton(words('card_copy'), () => lines.value),
  );
}
