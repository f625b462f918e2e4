/** The sites that are looked at, the companies looked for, how it is shown, and in which language. */

import { ask } from '../../messages.ts';
import { type Preferences, validPreferences } from '../../preferences.ts';
import { element } from '../../shown/dom.ts';
import { place } from '../page.ts';
import { saying } from './said.ts';

let chosen: Preferences;

export async function showPreferences(): Promise<void> {
  const [now, { sites, brands }] = await Promise.all([ask('preferences', {}), ask('known', {})]);
  chosen = now;
  place('sites').replaceChildren(...sites.map(({ name, hosts }) => siteRow(name, hosts)));
  const boxes = brands.map(({ id, name }) => element('label', {}, brandBox(id), ' ', name));
  place('brands').append(...boxes);
  const form = place<HTMLFormElement>('preferences');
  for (const radio of form.querySelectorAll<HTMLInputElement>('[name=marks]'))
    radio.checked = radio.value === now.marks;
  box(form, 'chips').checked = now.chips;
  place<HTMLSelectElement>('language').value = now.language;
  form.addEventListener('change', (event) => {
    const { name } = event.target as HTMLInputElement;
    if (name === 'marks' || name === 'chips' || name === 'language') void saying(save(form));
  });
}

function box(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

async function save(form: HTMLFormElement): Promise<void> {
  const data = new FormData(form);
  const marks = data.get('marks');
  const language = data.get('language');
  const before = chosen.language;
  await prefer(validPreferences({ ...chosen, ...({ marks, language } as object), chips: data.has('chips') }));
  // The page itself speaks another language from now on.
  if (chosen.language !== before) location.reload();
}

async function prefer(preferences: Preferences): Promise<void> {
  chosen = await ask('prefer', { preferences });
}

function siteRow(name: string, hosts: string[]): HTMLElement {
  const made = element('input', { type: 'checkbox' });
  made.checked = !hosts.some((host) => chosen.hostsOff.includes(host));
  made.addEventListener('change', () => {
    const others = chosen.hostsOff.filter((host) => !hosts.includes(host));
    void saying(prefer({ ...chosen, hostsOff: made.checked ? others : [...others, ...hosts] }));
  });
  const label = element('label', { 'data-name': name }, made, ' ', name);
  return element(
    'li',
    {},
    label,
    ...(hosts.includes(name) ? [] : [element('span', { class: 'soft' }, hosts.join(' '))]),
  );
}

function brandBox(id: string): HTMLElement {
  const made = element('input', { type: 'checkbox' });
  made.checked = !chosen.brandsOff.includes(id);
  made.addEventListener('change', () => {
    const others = chosen.brandsOff.filter((other) => other !== id);
    void saying(prefer({ ...chosen, brandsOff: made.checked ? others : [...others, id] }));
  });
  return made;
}
