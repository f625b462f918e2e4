/** The senders over whose honest mails the reader wants no banner, to be taken off the list again. */

import { ask } from '../../messages.ts';
import { element } from '../../shown/dom.ts';
import { words } from '../../shown/words.ts';
import { button, fill } from '../page.ts';

export function showSenders(): Promise<void> {
  return fill('senders', ask('fineSenders', {}).then(rows));
}

function rows(senders: string[]): Node[] {
  if (senders.length === 0) return [element('li', { class: 'soft' }, words('options_senders_none'))];
  return senders.map((address) => {
    const remove = () => void fill('senders', ask('fine', { address, fine: false }).then(rows));
    const named = { 'aria-label': words('grants_remove_of', address) };
    return element(
      'li',
      {},
      element('span', { class: 'host' }, address),
      button(words('grants_remove'), remove, named),
    );
  });
}
