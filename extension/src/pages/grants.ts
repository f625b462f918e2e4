/**
 * What may be allowed beyond what the extension came with: a webmail at an
 * address of one's own, and warnings on all sites. Each is the reader's to give,
 * one by one, and to take back.
 */
import { element } from '../shown/dom.ts';
import { words } from '../shown/words.ts';
import { everywhere } from '../sites.ts';
import { button, fill, place } from './page.ts';

/** Webmails of one's own: those that were added, and a field for the next. */
export function showOwn(): Promise<void> {
  return fill('own', own());
}

async function own(): Promise<Node[]> {
  const hint = element('p', { class: 'soft' }, words('grants_own_hint'));
  return [hint, element('ul', { class: 'choices' }, ...(await added()).map(addedRow)), addForm()];
}

/** The origins the reader has added. */
async function added(): Promise<string[]> {
  const { origins = [] } = await chrome.permissions.getAll();
  const builtIn = chrome.runtime.getManifest().host_permissions ?? [];
  return origins.filter((origin) => origin !== everywhere && !builtIn.includes(origin));
}

function addedRow(origin: string): HTMLElement {
  const host = new URL(origin.replace('*', '')).host;
  const remove = button(words('grants_remove'), () => void takeBack(origin), {
    'aria-label': words('grants_remove_of', host),
  });
  return element('li', {}, element('span', { class: 'host' }, host), remove);
}

async function takeBack(origin: string): Promise<void> {
  await chrome.permissions.remove({ origins: [origin] });
  await showOwn();
}

function addForm(): HTMLElement {
  const field = element('input', { type: 'text', 'aria-label': words('grants_own_address') });
  field.placeholder = 'https://mail.example.jp/';
  field.required = true;
  field.inputMode = 'url';
  field.autocomplete = 'off';
  const form = element('form', { class: 'add' }, field, element('button', {}, words('grants_own_add')));
  const said = element('p', { role: 'status' });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const origin = originOf(field.value);
    if (!origin) {
      said.textContent = words('grants_own_wrong');
      return;
    }
    // The browser asks only in answer to a click, so the click itself must ask.
    void chrome.permissions.request({ origins: [origin] }).then(async (yes) => {
      if (yes) await showOwn();
      else said.textContent = words('grants_refused');
    });
  });
  return element('div', {}, form, said);
}

/** The pattern of the site that an address is on; undefined where it is none we could be let to. */
export function originOf(address: string): string | undefined {
  try {
    const { protocol, hostname } = new URL(/^[a-z]+:/i.test(address) ? address : `https://${address.trim()}`);
    return protocol === 'https:' && hostname.includes('.') ? `https://${hostname}/*` : undefined;
  } catch {
    return undefined;
  }
}

/** Warnings on all sites: on or off. */
export async function showEverywhere(): Promise<void> {
  const origins = [everywhere];
  const allowed = await chrome.permissions.contains({ origins });
  const asked = async () => {
    await (allowed ? chrome.permissions.remove({ origins }) : chrome.permissions.request({ origins }));
    await showEverywhere();
  };
  const says = allowed ? words('grants_all_off') : words('grants_all_on');
  place('everywhere').replaceChildren(
    element('p', { class: 'soft' }, words('grants_all_hint')),
    element('p', {}, element('strong', {}, allowed ? words('grants_is_on') : words('grants_is_off'))),
    button(says, () => void asked()),
  );
}
