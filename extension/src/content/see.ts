/**
 * Finds the open mails of a webmail's page by its profile and cuts them out.
 * It knows where things stand, not what they mean.
 */
import { generic, type Seen } from '../messages.ts';
import {
  attribute,
  bodyOf,
  childrenOf,
  contains,
  find,
  findAll,
  innerDocument,
  isDrawn,
  localName,
  matches,
  textOf,
} from '../shown/node.ts';
import type { Site } from '../types/rules.ts';
import { RegionMail, RegionRaw } from '../types/wire.ts';
import { clone } from './clone.ts';
import { fieldsOf, type Place, within } from './fields.ts';
import { isOurs } from './ours.ts';

/** One open mail: what is sent of it, and where it stands in the page. */
export interface Mail {
  key: string;
  /** The elements of the page that hold what was sent: blocks, or frames. */
  holders: Element[];
  /** What is read of them; a frame's is its inner body. */
  bodies: Element[];
  /** The element the banner goes before. */
  before: Element;
  live: Map<number, Element>;
  /** Nothing is in it, so far: webmails draw the frame of a mail first. */
  empty: boolean;
  /** It was found by structure alone. */
  guessed: boolean;
  /** There is no place for a banner in the page; it lies over it. */
  floats: boolean;
}

export interface View {
  seen: Seen;
  mails: Mail[];
  /** What mails stand in, also what is not drawn at the moment, as in a tab of the webmail's own. */
  parts: Element[];
}

/** The key of what stands for all mails of a page whose mails are not found. */
export const wholePage = 'page';

/** More open mails than a reader has; the rest is said to be cut. */
const maxMails = 30;

/** How many characters of one page are sent, all mails together. */
const maxPage = 4 << 20;

/** More files, and a longer name of one, than honest mails have; a name's end says what it is. */
const maxFiles = 50;
const maxName = 200;

/** A header is all that is read of a mail's source. */
const maxSource = 1 << 18;

/**
 * Everything open on the page, or undefined when no profile fits it. When the
 * reader has asked for it, a page without a profile is read as well as it can be.
 */
export function see(sites: Site[], asked: boolean): View | undefined {
  if (isBodyFrame(sites)) return undefined;
  const site = sites.find(fits);
  const view = site && viewOf(site);
  if (view && view.parts.length > 0) return view; // perhaps of mails that are put away for now
  const found = asked ? guessed() : undefined;
  if (found) return found;
  const open = sites.find(isOpen);
  return open ? unfound(open) : view;
}

/** A frame that shows a body is read from outside, where the header stands: in it the mail can draw one. */
function isBodyFrame(sites: Site[]): boolean {
  const frame = window.frameElement;
  return frame !== null && sites.some(({ bodies }) => bodies.some((selector) => works(() => matches(frame, selector))));
}

function fits(site: Site): boolean {
  if (site.source && !isAt(site)) return false;
  return works(() => find(document, site.present) !== null);
}

/** Whether something holds; a selector that this browser does not know does not. */
function works(holds: () => boolean): boolean {
  try {
    return holds();
  } catch {
    return false;
  }
}

function viewOf(site: Site): View {
  const messages = outermost(findAll(document, site.message));
  const places = messages.map((message) => ({ message, messages, holders: holdersIn(site, message) }));
  const view: View = { ...nothing(site.id), parts: places.flatMap(({ message, holders }) => [message, ...holders]) };
  const drawn = places.filter(({ message, holders }) => (holders.length > 0 ? holders : [message]).some(isDrawn));
  if (drawn.length > maxMails) view.seen.cut.push('messages');
  for (const place of drawn.slice(0, maxMails)) {
    const { message, holders } = place;
    const before = site.banner && findAll(message, site.banner).find((el) => !within(holders, el));
    if (site.source) addSource(view, place, key(site, message, view.mails));
    else {
      addMail(view, place, key(site, message, view.mails), fieldsOf(site, place), before || undefined);
      addFiles(view, site, place);
    }
  }
  return view;
}

function nothing(site: string): View {
  return { parts: [], mails: [], seen: { site, regions: [], bodies: [], cut: [] } };
}

function holdersIn(site: Site, message: Element): Element[] {
  return outermost(site.bodies.flatMap((selector) => parts(message, selector)));
}

/** What of a message matches, the message itself included. */
function parts(message: Element, selector: string): Element[] {
  return matches(message, selector) ? [message] : findAll(message, selector);
}

function guessed(): View | undefined {
  const found = globalThis.tashikameGuess?.();
  if (!found) return undefined;
  const { bodies, largest, fields } = found;
  const view = { ...nothing(generic), parts: bodies };
  addMail(view, { message: largest, messages: bodies, holders: bodies }, location.href, fields, largest);
  for (const mail of view.mails) mail.guessed = true;
  return view;
}

/** A mail is open, as the page's address or its looks say, and cannot be found. */
function unfound(site: Site): View {
  const shown = site.shows && findAll(document, site.shows).find(isDrawn);
  const body = bodyOf(document);
  const message = shown || [...childrenOf(body)].find((el) => !isOurs(el)) || body;
  const view = nothing(site.id);
  addMail(view, { message, messages: [], holders: [] }, wholePage, {});
  for (const mail of view.mails) mail.floats = !shown;
  return view;
}

/** Whether a mail is open, as it seems; the whole page's text is asked for last, since that is long. */
function isOpen(site: Site): boolean {
  const seems = isAt(site) || works(() => Boolean(site.shows) && findAll(document, site.shows ?? '').some(isDrawn));
  return seems && Boolean(textOf(bodyOf(document))?.trim());
}

function isAt({ opens = [] }: Site): boolean {
  return opens.some((pattern) => isLike(location.href, pattern));
}

/** Whether an address is one of a pattern, in which * stands for any characters. */
function isLike(address: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return address === pattern;
  if (!address.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = address.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return address.length - last.length >= at && address.endsWith(last);
}

function addSource(view: View, { message, holders }: Place, key: string): void {
  const text = holders.map(textOf).join('\n').slice(0, maxSource);
  const problem = holders.length === 0 ? 'changed' : '';
  const [before = message] = holders;
  const empty = text.trim() === '';
  view.mails.push({ ...mailAt(key, holders, before), bodies: holders, empty });
  view.seen.bodies.push('');
  view.seen.regions.push({ key, kind: RegionRaw, fields: {}, text, ...(problem && { problem }) });
}

function addMail(view: View, place: Place, key: string, fields: Record<string, string>, banner?: Element): void {
  const { message, holders } = place;
  const before = banner ?? holders[0] ?? message;
  const mail = mailAt(key, holders, before);
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
  mail.empty = mail.live.size === 0;
  if (problem === 'too-large') view.seen.cut.push('html');
  view.mails.push(mail);
  view.seen.bodies.push(html);
  view.seen.regions.push({ key, kind: RegionMail, fields, ...(problem && { problem }) });
}

/** Adds the names of the files that came with the mail added last. */
function addFiles(view: View, { attachments }: Site, { message, holders }: Place): void {
  const region = view.seen.regions.at(-1);
  if (!region || !attachments) return;
  const files = findAll(message, attachments).filter((el) => !within(holders, el));
  region.attachments = files.slice(0, maxFiles).map((el) => (textOf(el) ?? '').trim().slice(-maxName));
}

function mailAt(key: string, holders: Element[], before: Element): Mail {
  return { key, holders, bodies: [], before, live: new Map(), empty: true, guessed: false, floats: false };
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

/** Without the elements that stand in others of the list: a body may imitate a body, or a message. */
function outermost(elements: Element[]): Element[] {
  return [...new Set(elements)].filter((el) => !elements.some((other) => other !== el && contains(other, el)));
}
