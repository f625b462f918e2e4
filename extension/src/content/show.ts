/**
 * Shows what was judged: per mail one element of ours in front of it, with a
 * closed shadow root that holds the banner and the marks on links. The page's
 * own nodes are left as they are, and its text only ever becomes text here.
 *
 * A page can fake all of this. The toolbar's popup is what it cannot fake.
 */

import { ask, type Manner } from '../messages.ts';
import { element } from '../shown/dom.ts';
import { listen } from '../shown/node.ts';
import { reasons } from '../shown/parts.ts';
import { verdictSign } from '../shown/sign.ts';
import { known, verdictWord } from '../shown/verdict.ts';
import { language, words } from '../shown/words.ts';
import type { Judgement, Step } from '../types/wire.ts';
import banner from './banner.css';
import { assumed, markDues } from './dues.ts';
import { markLinks, markText } from './marks.ts';
import { makeOurs } from './ours.ts';
import { makeRoom } from './room.ts';
import { followScheme } from './scheme.ts';
import type { Mail } from './see.ts';
import { adopt } from './style.ts';

/** Shows one judgement until signal aborts, and returns our element; `earlier` is the one that it replaces. */
export function show(
  mail: Mail,
  judgement: Judgement,
  manner: Manner | undefined,
  signal: AbortSignal,
  earlier?: Element,
): Element {
  const host = makeOurs();
  const shadow = host.attachShadow({ mode: 'closed' });
  adopt(shadow, banner);
  host.dir = 'ltr';
  // Not on the element itself: its style sheet takes everything back, the language too.
  const lang = language();
  const [links, dues] = [element('div', { class: 'layer', lang }), element('div', { class: 'layer', lang })];
  const quiet = known(judgement.verdict) === 'none' || manner?.quiet.includes(mail.key);
  const room = quiet ? undefined : element('div', { class: 'room' }, line(mail, judgement, manner, signal));
  if (room) shadow.append(room);
  shadow.append(links, dues);
  if (mail.floats) host.dataset['place'] = 'over';
  mail.before.before(host);
  if (room && !mail.floats) makeRoom(host, room, earlier, signal);
  followScheme(host, signal);
  markLinks(links, mail, judgement.findings, signal);
  const stated = manner?.chips === false ? [] : markDues(dues, mail, judgement.dues, signal);
  markText(mail, judgement.findings, stated, signal);
  signal.addEventListener('abort', () => host.remove());
  return host;
}

/** The banner: one line, with the reasons when they are asked for. What is warned of also says what to do. */
function line(mail: Mail, judgement: Judgement, manner: Manner | undefined, signal: AbortSignal): HTMLElement {
  const verdict = known(judgement.verdict);
  const calm = verdict === 'genuine' || verdict === 'consistent';
  const { headline, findings, next } = judgement;
  const advice = judgement.advice ? [paragraph(judgement.advice)] : [];
  const step = next ? [nextStep(next)] : [];
  const count = findings.length > 0 ? words('reasons', String(findings.length)) : words('more');
  const made = element(
    'section',
    {
      class: calm ? 'banner calm' : 'banner',
      lang: language(),
      'data-verdict': verdict,
      'aria-label': words('name'),
    },
    verdictSign(verdict),
    element(
      'p',
      { class: 'headline', role: calm ? 'status' : 'alert' },
      element('strong', {}, verdictWord(verdict)),
      ' ',
      headline,
    ),
    ...(calm ? [] : [...step, ...advice]),
    ...(mail.guessed ? [paragraph(words('guessed'))] : []),
  );
  if (calm || findings.length > 0) {
    made.append(element('details', {}, element('summary', {}, count), ...(calm ? advice : []), reasons(findings)));
  }
  if (manner?.chips !== false) made.append(...assumed(judgement.dues, signal));
  const cross = element('span', { 'aria-hidden': 'true' }, '×');
  const away = element('button', { type: 'button', class: 'close', title: words('close') }, cross);
  made.append(...(calm ? step : []), away);
  listen(away, 'click', () => putAway(mail, made, manner), { signal });
  // Keys and clicks in here are no business of the page's: it has shortcuts of its own.
  for (const type of ['click', 'keydown', 'keyup', 'keypress']) {
    listen(made, type, (event) => event.stopPropagation(), { signal });
  }
  return made;
}

function paragraph(text: string): HTMLElement {
  return element('p', { class: 'advice' }, text);
}

function nextStep({ text, open }: Step): HTMLElement {
  const made = element('a', { class: 'next' }, text);
  made.href = open;
  made.target = '_blank';
  made.rel = 'noopener noreferrer';
  return made;
}

/** For this mail the reader needs no banner any more, also when it is opened again. Marks on links stay. */
function putAway({ key }: Mail, line: HTMLElement, manner: Manner | undefined): void {
  line.remove();
  manner?.quiet.push(key);
  const token = manner?.tokens[key];
  if (token) ask('close', { token }).catch(() => undefined);
}
