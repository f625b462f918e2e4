/** The popup's part about the rules: which ones judge, from when they are, and whether the last update went well. */

import { ask, type Change, type Failure, type RulesState } from '../../messages.ts';
import { element } from '../../shown/dom.ts';
import { when, words } from '../../shown/words.ts';
import { fill, painted, place, state } from '../page.ts';

const day = 86_400_000;

/** After so many days without a look that went well, new tricks may be missing. */
const old = 3;

/** Shows which rules judge; the button beside it looks for newer ones. */
export async function showRules(): Promise<void> {
  const button = place<HTMLButtonElement>('sync');
  button.addEventListener('click', () => void checkNow(button));
  await painted();
  await fill('rules', ask('rules', {}).then(rulesPart));
}

async function checkNow(button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  button.textContent = words('rules_checking');
  await fill('rules', ask('sync', {}).then(rulesPart));
  button.disabled = false;
  button.textContent = words('rules_check_now');
}

function rulesPart(rules: RulesState): Node[] {
  const age = daysOld(rules);
  const isCurrent = !rules.failure && rules.lastCheck !== '' && age === 0;
  state('rules', isCurrent ? words('rules_current') : '');
  // What is wrong is not left behind a line that is closed.
  if (rules.failure || age > 0) place<HTMLDetailsElement>('rules-part').open = true;
  const since = rules.received ? words('rules_since', when(rules.since)) : words('rules_builtin');
  const version = element('p', {}, element('strong', {}, words('rules_version', String(rules.version))), ' ', since);
  const old = age > 0 ? [agePart(age)] : [];
  const said = rules.failure ? failurePart(rules.failure) : element('p', { class: 'soft' }, checked(rules, isCurrent));
  return [version, ...old, said, ...detailsPart(rules)];
}

/** For how many days we have not known whether these are the newest; 0 while that does not matter. */
function daysOld({ lastSuccess, expires }: RulesState): number {
  if (!lastSuccess) return 0;
  const days = Math.floor((Date.now() - Date.parse(lastSuccess)) / day);
  const isOver = expires !== '' && Date.parse(expires) < Date.now();
  return days < (isOver ? 1 : old) ? 0 : days;
}

function agePart(days: number): HTMLElement {
  return element('p', { class: 'failure', 'data-age': String(days) }, words('rules_old', String(days)));
}

function checked({ lastCheck }: RulesState, isCurrent: boolean): string {
  if (!lastCheck) return words('rules_never_checked');
  const last = words('rules_checked', when(lastCheck));
  return isCurrent ? `${words('rules_current')} · ${last}` : last;
}

function failurePart({ code, detail, version }: Failure): HTMLElement {
  const refused = version === undefined ? '' : String(version);
  return element(
    'div',
    { class: 'failure', 'data-failure': code },
    element('p', {}, words(`failure_${code}`, refused)),
    element('p', {}, words('rules_stay')),
    // What exactly was wrong is for who wants to report it.
    ...(code === 'refused' ? [element('p', { class: 'soft', lang: 'en' }, detail)] : []),
  );
}

/** What few ask for: dates, and what the last book has changed. */
function detailsPart(rules: RulesState): Node[] {
  const known = [
    fact('made', words('rules_signed'), when(rules.made)),
    fact('expires', words('rules_expires'), when(rules.expires)),
    fact('last-check', words('rules_last_check'), when(rules.lastCheck)),
    fact('last-success', words('rules_last_success'), rules.failure ? when(rules.lastSuccess) : ''),
    fact('changes', words('rules_changed'), rules.changes.map(change).join(words('rules_and'))),
  ].flat();
  if (known.length === 0) return [];
  return [element('details', {}, element('summary', {}, words('rules_details')), element('dl', {}, ...known))];
}

function fact(id: string, name: string, value: string): Node[] {
  return value ? [element('dt', {}, name), element('dd', { 'data-fact': id }, value)] : [];
}

/** A part of the rules, and how many entries came and went: "official domains +2 −1". */
function change({ part, added, removed }: Change): string {
  const counts = [added > 0 ? `+${added}` : '', removed > 0 ? `−${removed}` : ''].filter((count) => count !== '');
  return [words(`rules_part_${part}`), ...counts].join(' ');
}
