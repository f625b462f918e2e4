/**
 * Finds the open mails of a webmail's page by its profile and cuts them out.
 * It knows where things stand, not what they mean.
 */
import type { Seen } from '../messages.ts';
import { attribute, bodyOf, contains, find, findAll, innerDocument, localName, textOf } from '../node.ts';
import type { FieldPlace, Site } from '../types/rules.ts';
import { RegionMail } from '../types/wire.ts';
import { clone } from './clone.ts';

/** One open mail: what is sent of it, and where it stands in the page. */
export interface Mail {
  key: string;
  /** The elements that hold what was sent; a frame's is its inner body. */
  bodies: Element[];
  /** The element the banner goes before. */
  before: Element;
  live: Map<number, Element>;
}

export interface View {
  seen: Seen;
  mails: Mail[];
}

/** More open mails than a reader has; the rest is said to be cut. */
const maxMails = 30;

const maxField = 1000;

/** How many characters of one page are sent, all mails together. */
const maxPage = 4 << 20;

/** Everything open on the page, or undefined when no profile fits it. */
export function see(sites: Site[]): View | undefined {
  const site = sites.find((candidate) => fits(candidate));
  if (!site) return undefined;
  const view: View = { mails: [], seen: { site: site.id, regions: [], bodies: [], cut: [] } };
  const messages = findAll(document, site.message);
  if (messages.length > maxMails) view.seen.cut.push('messages');
  for (const message of messages.slice(0, maxMails)) addMail(view, site, message, messages);
  return view;
}

function fits(site: Site): boolean {
  try {
    return find(document, site.present) !== null;
  } catch {
    return false; // a selector this browser does not know
  }
}

function addMail(view: View, site: Site, message: Element, messages: Element[]): void {
  const holders = outermost(site.bodies.flatMap((selector) => findAll(message, selector)));
  const fields: Record<string, string> = {};
  for (const place of site.fields) {
    const value = field(place, message, holders, messages);
    if (value) fields[place.field] ??= value;
  }

  const mail: Mail = {
    key: key(site, message, view.mails),
    bodies: [],
    before: holders[0] ?? message,
    live: new Map(),
  };
  let html = '';
  let problem = holders.length === 0 ? 'changed' : '';
  const sent = view.seen.bodies.reduce((sum, body) => sum + body.length, 0);
  for (const holder of holders) {
    if (sent + html.length > maxPage) {
      problem = 'too-large';
      break;
    }
    const body = bodyIn(holder);
    if (!body) {
      problem = 'frame';
      continue;
    }
    const part = clone(body, mail.live.size + 1);
    for (const [number, el] of part.live) mail.live.set(number, el);
    mail.bodies.push(body);
    html += part.html;
    if (part.cut) problem = 'too-large';
  }
  if (problem === 'too-large') view.seen.cut.push('html');
  if (site.banner) mail.before = findAll(message, site.banner).find((el) => !within(holders, el)) ?? mail.before;
  view.mails.push(mail);
  view.seen.bodies.push(html);
  view.seen.regions.push({ key: mail.key, kind: RegionMail, fields, ...(problem && { problem }) });
}

/**
 * The text of a place outside the bodies: in the message, else elsewhere on the
 * page, but never in another message. A body can hold a forged one of any.
 */
function field(place: FieldPlace, message: Element, holders: Element[], messages: Element[]): string {
  const inside = findAll(message, place.at).filter((el) => !within(holders, el));
  const elsewhere = () => findAll(document, place.at).filter((el) => !within(messages, el));
  for (const el of [...inside, ...elsewhere()]) {
    const value = (place.attr ? attribute(el, place.attr) : textOf(el)) ?? '';
    const trimmed = value.replace(/\s+/g, ' ').trim();
    if (trimmed) return trimmed.slice(0, maxField);
  }
  return '';
}

/** The element to read: for a frame the body of its document, when that is open to this page. */
function bodyIn(holder: Element): Element | null {
  if (localName(holder) !== 'iframe') return holder;
  const inner = innerDocument(holder);
  return inner && bodyOf(inner);
}

function key(site: Site, message: Element, before: Mail[]): string {
  const name = (site.key === 'url' ? location.href : attribute(message, site.key)) ?? '';
  const taken = (candidate: string) => before.some((mail) => mail.key === candidate);
  let unique = name;
  for (let n = 2; taken(unique); n++) unique = `${name} ${n}`;
  return unique;
}

/** Without the elements that stand in others of the list: a body may imitate a body. */
function outermost(elements: Element[]): Element[] {
  return [...new Set(elements)].filter((el) => !elements.some((other) => other !== el && contains(other, el)));
}

function within(holders: Element[], el: Element): boolean {
  return holders.some((holder) => contains(holder, el));
}
