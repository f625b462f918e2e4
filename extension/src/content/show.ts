/**
 * Shows what was judged: per mail one element of ours in front of it, with a
 * closed shadow root that holds the banner and the marks on links. The page's
 * own nodes are left as they are, and its text only ever becomes text here.
 *
 * A page can fake all of this. The toolbar's popup is what it cannot fake.
 */
import { element } from '../dom.ts';
import { bodyOf, findAll, firstChild, parentElement, rootOf } from '../node.ts';
import { reasons } from '../parts.ts';
import { verdictSign } from '../sign.ts';
import type { Judgement } from '../types/wire.ts';
import { known, verdictWord } from '../verdict.ts';
import { language, words } from '../words.ts';
import banner from './banner.css';
import { markDues } from './dues.ts';
import { markLinks, markText } from './marks.ts';
import { makeOurs, tag } from './ours.ts';
import type { Mail } from './see.ts';
import { adopt } from './style.ts';

/** Removes what an earlier version of the extension left in the page. What has content is the page's own. */
export function sweep(): void {
  for (const left of findAll(document, tag)) if (!firstChild(left)) left.remove();
}

/** Shows one judgement until signal aborts, and returns our element. */
export function show(mail: Mail, judgement: Judgement, signal: AbortSignal): Element {
  const host = makeOurs();
  const shadow = host.attachShadow({ mode: 'closed' });
  adopt(shadow, banner);
  host.lang = language();
  host.dir = 'ltr';
  const [links, dues] = [element('div', { class: 'layer' }), element('div', { class: 'layer' })];
  shadow.append(links, dues);
  if (known(judgement.verdict) !== 'none') shadow.append(line(judgement, mail.guessed));
  if (mail.floats) host.dataset['place'] = 'over';
  mail.before.before(host);
  followScheme(host, signal);
  markLinks(links, mail, judgement.findings, signal);
  markText(mail, judgement.findings, signal);
  markDues(dues, mail, judgement.dues, signal);
  signal.addEventListener('abort', () => host.remove());
  return host;
}

function line(judgement: Judgement, guessed: boolean): HTMLElement {
  const verdict = known(judgement.verdict);
  const made = element(
    'section',
    { class: 'banner', 'data-verdict': verdict, role: 'status', 'aria-label': words('name') },
    verdictSign(verdict),
    element(
      'div',
      { class: 'says' },
      element('p', { class: 'headline' }, element('strong', {}, verdictWord(verdict)), ' ', judgement.headline),
      element('p', { class: 'advice' }, judgement.advice),
      ...(guessed ? [element('p', { class: 'advice' }, words('guessed'))] : []),
    ),
  );
  if (judgement.findings.length > 0) {
    const count = String(judgement.findings.length);
    made.append(element('details', {}, element('summary', {}, words('reasons', count)), reasons(judgement.findings)));
  }
  return made;
}

/** Webmail has themes of its own, so the page is asked, not the system; again when either may have changed. */
function followScheme(host: HTMLElement, signal: AbortSignal): void {
  const follow = () => {
    host.dataset['scheme'] = scheme(host);
  };
  const root = new MutationObserver(follow);
  for (const el of [rootOf(document), bodyOf(document)]) root.observe(el, { attributes: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow, { signal });
  signal.addEventListener('abort', () => root.disconnect());
  follow();
}

function scheme(host: Element): 'dark' | 'light' {
  for (let el = parentElement(host); el; el = parentElement(el)) {
    const [r, g, b, alpha = 1] =
      getComputedStyle(el)
        .backgroundColor.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    if (r === undefined || g === undefined || b === undefined || alpha < 0.5) continue;
    return r * 0.3 + g * 0.59 + b * 0.11 < 110 ? 'dark' : 'light';
  }
  return getComputedStyle(rootOf(document)).colorScheme === 'dark' ? 'dark' : 'light';
}
