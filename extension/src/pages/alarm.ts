/** Says, before anything else, when nobody is protected, and what to do about it. */

import { ask, type Protection } from '../messages.ts';
import { element } from '../shown/dom.ts';
import { words } from '../shown/words.ts';
import { button, fill } from './page.ts';

export function showAlarm(): Promise<void> {
  return fill('protection', ask('protection', {}).then(alarm));
}

function alarm({ core, lacking }: Protection): Node[] {
  if (core === '' && lacking.length === 0) return [];
  const made = element('div', { class: 'failure', 'data-failure': core || 'lacking' });
  made.append(element('p', {}, element('strong', {}, words('not_running'))));
  if (core === 'no-wasm') made.append(element('p', {}, words('not_running_wasm')));
  if (core === 'failed') made.append(element('p', {}, words('not_running_core')));
  if (core === '') made.append(element('p', {}, words('not_running_sites', hosts(lacking))), allow(lacking));
  return [made];
}

function hosts(patterns: string[]): string {
  const names = patterns.map((pattern) => new URL(pattern.replace('*.', '')).hostname);
  const first = names.slice(0, 3).join(words('list_comma'));
  return names.length > 3 ? words('list_more', first, String(names.length - 3)) : first;
}

/** The browser asks only in answer to a click, so the click itself must ask. */
function allow(origins: string[]): HTMLElement {
  const asked = () => void chrome.permissions.request({ origins }).then(() => showAlarm());
  return button(words('not_running_allow'), asked, { class: 'main' });
}
