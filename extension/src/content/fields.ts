/** Reads what stands around a body: never in one, since a body can forge any of it. */
import { attribute, contains, findAll, follows, parentElement, previousElement, textsIn } from '../shown/node.ts';
import type { FieldPlace, Site } from '../types/rules.ts';
import { addressOf, nameAndAddress, senderIn } from './from.ts';

const maxField = 1000;

/** One mail among those of its page. */
export interface Place {
  message: Element;
  /** The open mails of the page, in its order. */
  messages: Element[];
  /** What holds this one's body. */
  holders: Element[];
}

export function fieldsOf(site: Site, place: Place): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const at of site.fields) {
    for (const [name, value] of read(at, site, place)) {
      const trimmed = value.replace(/\s+/g, ' ').trim();
      if (trimmed) fields[name] ??= trimmed.slice(0, maxField);
    }
  }
  return fields;
}

function read(at: FieldPlace, site: Site, place: Place): [string, string][] {
  const values = candidates(at, site, place).map((el) => valueAt(at, el, place.holders));
  if (at.field === 'from') return sender(at, values.find(filled) ?? '', place);
  if (at.field === 'from-address') return [[at.field, values.map(addressOf).find(filled) ?? '']];
  return [[at.field, values.find(filled) ?? '']];
}

function filled(value: string): boolean {
  return value.trim() !== '';
}

function sender(at: FieldPlace, text: string, { message, holders }: Place): [string, string][] {
  const from = at.at === '' ? senderIn(message, holders, at.until ?? []) : nameAndAddress(text);
  return [
    ['from-address', from?.address ?? ''],
    ['from-name', from?.name ?? ''],
  ];
}

function candidates(at: FieldPlace, site: Site, { message, messages, holders }: Place): Element[] {
  if (at.at === '') return [];
  const found = at.page
    ? elsewhere(at.at, messages)
    : site.headed
      ? above(at.at, message, messages)
      : findAll(message, at.at);
  return found.filter((el) => !within(holders, el) && labelled(at.labels, el));
}

/** What stands once for all mails of the page. */
function elsewhere(selector: string, messages: Element[]): Element[] {
  return findAll(document, selector).filter((el) => !within(messages, el));
}

/** What stands between a message and the one above it, the nearest first. */
function above(selector: string, message: Element, messages: Element[]): Element[] {
  const last = messages[messages.indexOf(message) - 1];
  return elsewhere(selector, messages)
    .filter((el) => follows(el, message) && (!last || follows(last, el)))
    .reverse();
}

function labelled(labels: string[] | undefined, el: Element): boolean {
  if (!labels) return true;
  const before = previousElement(el);
  const label = before ? textOutside(before, []).replace(/[:：]/g, '').trim().toLowerCase() : '';
  return labels.includes(label);
}

function valueAt(at: FieldPlace, el: Element, holders: Element[]): string {
  if (at.attr) return attribute(el, at.attr) ?? '';
  return at.own ? ownText(el) : textOutside(el, holders);
}

function ownText(el: Element): string {
  return [...textsIn(el)]
    .filter((text) => parentElement(text) === el)
    .map(({ data }) => data)
    .join('');
}

function textOutside(el: Element, holders: Element[]): string {
  return [...textsIn(el)]
    .filter((text) => !within(holders, text))
    .map(({ data }) => data)
    .join('');
}

export function within(holders: Element[], node: Node): boolean {
  return holders.some((holder) => contains(holder, node));
}
