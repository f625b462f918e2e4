/** When to be told of what falls due. Each change counts at once. */

import { ask } from '../../messages.ts';
import { possibleLeads, type ReminderSettings } from '../../reminders.ts';
import { element } from '../../shown/dom.ts';
import { words } from '../../shown/words.ts';
import { place } from '../page.ts';
import { saying } from './said.ts';

const [on, from, to] = ['on', 'quiet-from', 'quiet-to'].map((id) => place<HTMLInputElement>(id)) as [
  HTMLInputElement,
  HTMLInputElement,
  HTMLInputElement,
];

function leadName(minutes: number): string {
  return minutes > 1440 ? words('options_days', String(minutes / 1440)) : words('options_hours', String(minutes / 60));
}

function leadBoxes(): HTMLLabelElement[] {
  return possibleLeads.map((minutes) => {
    const box = element('input', { type: 'checkbox' });
    box.value = String(minutes);
    return element('label', {}, box, ' ', leadName(minutes));
  });
}

function boxes(): HTMLInputElement[] {
  return [...place('leads').querySelectorAll('input')];
}

function show(settings: ReminderSettings): void {
  on.checked = settings.on;
  for (const box of boxes()) box.checked = settings.leads.includes(Number(box.value));
  from.value = clock(settings.quietFrom);
  to.value = clock(settings.quietTo);
  for (const set of place('reminders').querySelectorAll('fieldset')) set.disabled = !settings.on;
}

function read(): ReminderSettings {
  const leads = boxes().filter(({ checked }) => checked);
  return {
    on: on.checked,
    leads: leads.map(({ value }) => Number(value)),
    quietFrom: minutes(from.value),
    quietTo: minutes(to.value),
  };
}

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(':').map(Number);
  return hours * 60 + rest;
}

async function save(): Promise<void> {
  show(await ask('remindAt', { settings: read() }));
}

export async function showReminders(): Promise<void> {
  const form = place<HTMLFormElement>('reminders');
  place('leads').append(...leadBoxes());
  show(await ask('reminders', {}));
  form.addEventListener('change', () => form.reportValidity() && void saying(save()));
}
