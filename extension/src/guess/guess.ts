/**
 * Finds an open mail on a page that no profile describes, by what all webmails
 * have in common: a sender's address, and after it the largest block of the
 * page. Only done when the reader asks for it. It can be wrong, and a page made
 * to mislead it will succeed: what is judged so never counts as proven.
 */

import { addressOf, senderIn } from '../content/from.ts';
import {
  attribute,
  bodyOf,
  box,
  contains,
  find,
  findAll,
  follows,
  innerDocument,
  isDrawn,
  localName,
  nextElement,
  parentElement,
  textOf,
  textsIn,
} from '../shown/node.ts';

export interface Guess {
  /** What follows the header, the largest part of it among them. */
  bodies: Element[];
  largest: Element;
  fields: Record<string, string>;
}

/** What follows a header, and the element around both. */
interface Block {
  bodies: Element[];
  largest: Element;
  around: Element;
  weight: number;
}

/** With which words a header turns to the recipients. */
const recipients = ['To', 'TO', 'to', 'Cc', 'CC', 'cc', '宛先', '受信者', '送信先'];

const headings = 'h1, h2, h3, h4, [role="heading"], [class*="subject" i], [id*="subject" i]';

/** A text longer than this is no header's. */
const maxText = 200;

/** More addresses than stand in a header are a list's. */
const maxSenders = 60;

/** Less than this is a button, a date or a row of a list. */
const least = { weight: 40, width: 200, height: 60 };

export function guess(doc: Document): Guess | undefined {
  const block = senders(doc).flatMap(blockAfter).reduce(heavier, undefined);
  if (!block) return undefined;
  const { bodies, largest, around } = block;
  const from = senderIn(around, bodies, recipients);
  const subject = findAll(doc, headings)
    .filter((el) => follows(el, largest) && !bodies.some((body) => contains(body, el)) && isDrawn(el))
    .at(-1);
  const fields = {
    'from-name': from?.name,
    'from-address': from?.address,
    subject: subject && textOf(subject)?.trim(),
  };
  const told = Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1]));
  return { bodies, largest, fields: Object.fromEntries(told) };
}

function heavier(best: Block | undefined, block: Block): Block {
  return best && best.weight >= block.weight ? best : block;
}

/** Elements that show an address, or at least tell it when pointed at. */
function senders(doc: Document): Element[] {
  const shown = [...textsIn(bodyOf(doc))]
    .filter(({ data }) => data.length < maxText && data.includes('@') && addressOf(data))
    .flatMap((text) => parentElement(text) ?? []);
  const told = findAll(doc, '[title*="@"]').filter((el) => addressOf(attribute(el, 'title') ?? ''));
  const some = shown.length > 0 ? shown : told;
  return [...new Set(some)].filter(isDrawn).slice(0, maxSenders);
}

/**
 * What follows an address, as close around it as there is enough of it. A mail
 * may stand on the page in many pieces: none of them may go unread.
 */
function blockAfter(sender: Element): Block[] {
  for (let el: Element | null = sender; el; el = parentElement(el)) {
    const around = parentElement(el);
    const pieces = following(el).filter((piece) => isDrawn(piece) && isUnder(piece, sender) && !isHeader(piece));
    if (!around || pieces.some(isApp)) return [];
    const weight = pieces.reduce((sum, piece) => sum + weigh(piece), 0);
    if (weight < least.weight || !isLarge(pieces)) continue;
    const [largest = around] = [...pieces].sort((a, b) => weigh(b) - weigh(a));
    return [{ bodies: pieces.map(inner), largest: inner(largest), around, weight }];
  }
  return [];
}

/** A line that goes on with the header: an address, and no link to follow. */
function isHeader(el: Element): boolean {
  const text = textOf(el) ?? '';
  return text.length < maxText && text.includes('@') && find(el, 'a[href^="http"], iframe, form') === null;
}

/** Parts of a page's own, which webmails take out of mails. */
const ofApps = 'nav, main, aside, [role="main"], [role="navigation"], [role="listbox"], [role="grid"], [role="tree"]';

/** Whether a block is no mail but the webmail around one. */
function isApp(block: Element): boolean {
  return find(block, ofApps) !== null;
}

function following(el: Element): Element[] {
  const next = nextElement(el);
  return next ? [next, ...following(next)] : [];
}

/** The frame that a block is there for, or the block. */
function inner(block: Element): Element {
  const frames = findAll(block, 'iframe').filter((frame) => isLarge([frame]));
  const [frame] = frames.sort((a, b) => weigh(b) - weigh(a));
  return frame && weigh(frame) * 2 > weigh(block) ? frame : block;
}

/** How much there is to read in an element, frames included. */
function weigh(el: Element): number {
  const frames = [el, ...findAll(el, 'iframe')].filter((frame) => localName(frame) === 'iframe' && isLarge([frame]));
  const framed = frames.map((frame) => {
    const doc = innerDocument(frame);
    // A frame of another origin is there for something, if it is that large.
    return doc ? weigh(bodyOf(doc)) : 500;
  });
  const own = (textOf(el) ?? '').replace(/\s+/g, '').length + 20 * findAll(el, 'img, a[href]').length;
  return framed.reduce((sum, weight) => sum + weight, own);
}

/** A header stands over its mail; what stands beside it is a list. */
function isUnder(block: Element, sender: Element): boolean {
  const [over, under] = [box(sender), box(block)];
  return over.bottom <= under.top + 1 && over.left < under.right && over.right > under.left;
}

function isLarge(pieces: Element[]): boolean {
  const all = pieces.map(box);
  const height = Math.max(...all.map(({ bottom }) => bottom)) - Math.min(...all.map(({ top }) => top));
  return height >= least.height && all.some(({ width }) => width >= least.width);
}

/** Whether a frame of the page around it is what that page shows as a mail. */
export function isGuessedOutside(frame: Element, doc: Document): boolean {
  return guess(doc)?.bodies.some((body) => contains(body, frame)) ?? false;
}
