/** What can be told to somebody who is asked for help: states and versions, nothing of any mail. */

import { ask, type Diagnosis } from '../../messages.ts';
import { rulesURL } from '../../settings.ts';
import { element } from '../../shown/dom.ts';
import { when, words } from '../../shown/words.ts';
import { copyButton, fill, place } from '../page.ts';

export function showDiagnosis(): void {
  place('diagnose').addEventListener('click', () => void fill('diagnosis', ask('diagnose', {}).then(part)));
}

function part(found: Diagnosis): Node[] {
  const rows = rowsOf(found);
  const table = element(
    'table',
    {},
    ...rows.map(([name, value]) =>
      element('tr', {}, element('th', { 'data-scope': 'row' }, name), element('td', {}, value)),
    ),
  );
  for (const head of table.querySelectorAll('th')) head.scope = 'row';
  const text = () => rows.map(([name, value]) => `${name}: ${value}`).join('\n');
  return [table, copyButton(words('diagnosis_copy'), text)];
}

function rowsOf({ version, rules, protection, core, stored, noted }: Diagnosis): [string, string][] {
  const age = rules.received ? when(rules.since) : words('rules_builtin');
  const judges = core.works
    ? words('diagnosis_core_well', String(core.millis))
    : words('diagnosis_core_ill', core.error ?? '');
  const failure = rules.failure ? `${rules.failure.code}: ${rules.failure.detail}` : words('diagnosis_none');
  return [
    [words('diagnosis_version'), version],
    [words('diagnosis_browser'), browser()],
    [words('diagnosis_core'), judges],
    [words('popup_rules'), `${words('rules_version', String(rules.version))} · ${age}`],
    [words('diagnosis_server'), rulesURL],
    [words('diagnosis_checked'), `${when(rules.lastCheck) || '-'} / ${when(rules.lastSuccess) || '-'}`],
    [words('diagnosis_sync'), failure],
    [words('diagnosis_lacking'), protection.lacking.join(' ') || words('diagnosis_none')],
    [words('diagnosis_stored'), `${Math.ceil(stored / 1024)} KB`],
    [
      words('diagnosis_noted'),
      noted.map(({ at, doing, what }) => `${at} ${doing}: ${what}`).join('\n') || words('diagnosis_none'),
    ],
  ];
}

/** Name and version, without what else a user agent carries. */
function browser(): string {
  const [name = navigator.userAgent] = /(?:Firefox|Edg|Chrome)\/\d+/.exec(navigator.userAgent) ?? [];
  return name;
}
