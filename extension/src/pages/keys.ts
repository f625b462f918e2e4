/**
 * The keys that open the popup and that check a page. The manifest only
 * proposes them: the browser gives those that nobody has, and the reader may
 * choose others.
 */
import { element } from '../shown/dom.ts';
import { words } from '../shown/words.ts';
import { button, place } from './page.ts';

const names: Record<string, string> = { _execute_action: 'command_open', 'check-page': 'command_check' };

/** Where Chromium has them changed; Firefox opens its own page when it is asked. */
const settings = 'chrome://extensions/shortcuts';

export async function showKeys(): Promise<void> {
  const commands = await chrome.commands.getAll();
  place('keys').replaceChildren(
    element('ul', {}, ...commands.map(line)),
    button(words('keys_change'), change, { class: 'quiet' }),
  );
}

function line({ name = '', shortcut }: chrome.commands.Command): HTMLLIElement {
  const key = shortcut ? element('kbd', {}, shortcut) : element('span', { class: 'soft' }, words('keys_none'));
  return element('li', {}, words(names[name] ?? 'name'), ' ', key);
}

function change(): void {
  const commands: { openShortcutSettings?(): Promise<void> } & typeof chrome.commands = chrome.commands;
  void (commands.openShortcutSettings?.() ?? chrome.tabs.create({ url: settings }));
}
