/** Which rules judge, and where they come from. That is fixed when the extension is built: no setting and no page can change it. */

import { ask, type RulesState } from '../messages.ts';
import { rulesURL } from '../settings.ts';
import { element } from '../shown/dom.ts';
import { when, words } from '../shown/words.ts';
import { fill } from './page.ts';

export function showRules(): Promise<void> {
  return fill('rules', ask('rules', {}).then(part));
}

function part({ version, received, since, lastSuccess }: RulesState): Node[] {
  const from = received ? words('rules_since', when(since)) : words('rules_builtin');
  const checked = lastSuccess ? words('rules_checked', when(lastSuccess)) : words('rules_never_checked');
  return [
    element('p', {}, `${words('rules_version', String(version))} ${from} · ${checked}`),
    element('p', { class: 'soft' }, words('options_server'), ' ', element('bdi', { class: 'host' }, rulesURL)),
  ];
}
