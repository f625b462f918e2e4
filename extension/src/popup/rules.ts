/** The popup's part about the rules: which ones judge, from when they are, and whether the last update went well. */
import { element } from '../dom.ts';
import { ask, type RulesState } from '../messages.ts';
import { fill, place } from '../page.ts';
import { when, words } from '../words.ts';

/** Shows which rules judge; the button beside it looks for newer ones. */
export function showRules(): Promise<void> {
  const button = place<HTMLButtonElement>('sync');
  button.addEventListener('click', () => void checkNow(button));
  return fill('rules', ask('rules', {}).then(rulesPart));
}

async function checkNow(button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  button.textContent = words('rules_checking');
  await fill('rules', ask('sync', {}).then(rulesPart));
  button.disabled = false;
  button.textContent = words('rules_check_now');
}

function rulesPart(rules: RulesState): Node[] {
  const since = rules.received ? words('rules_since', when(rules.since)) : words('rules_builtin');
  const version = element('p', {}, element('strong', {}, words('rules_version', String(rules.version))), ' ', since);
  if (rules.failure) return [version, failurePart(rules, rules.failure)];
  const checked = rules.lastCheck
    ? `${words('rules_current')} · ${words('rules_checked', when(rules.lastCheck))}`
    : words('rules_never_checked');
  return [version, element('p', { class: 'soft' }, checked)];
}

function failurePart({ lastCheck }: RulesState, { code, detail }: NonNullable<RulesState['failure']>): HTMLElement {
  return element(
    'div',
    { class: 'failure', 'data-failure': code, title: detail },
    element('p', {}, words(`failure_${code}`)),
    element('p', {}, words('rules_stay')),
    element('p', { class: 'soft' }, words('rules_checked', when(lastCheck))),
  );
}
