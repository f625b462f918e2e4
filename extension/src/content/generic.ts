/**
 * Finds an open mail on a page that no profile describes, by what all webmails
 * have in common: a sender's address, and after it the largest block of the
 * page. Only done when the reader asks for it. It can be wrong, and a page made
 * to mislead it will succeed: what is judged so never counts as proven.
 */
import {
  attribute,
  bodyOf,
  box,
  boxes,
  contains,
  findAll,
  follows,
  innerDocument,
  localName,
  nextElement,
  parentElement,
  textOf,
  textsIn,
} from '../node.ts';
import { addressOf, senderIn } from './from.ts';

export interface Guess {
  body: Element;
  fields: Record<string, string>;
}

/** A block, and the element around it and its header. */
interface Block {
  body: Element;
  around: Element;
  weight: number;
}

/** With which words a header turns to the recipients. */
const recipients = ['To', 'TO', 'to', 'Cc', 'CC', 'cc', '宛先', '受信者', '送信先'];

const headings = 'h1, h2, h3, h4, [role="heading"], [class*="subject" i], [id*="subject" i]';

/** More addresses than stand in a header are a list's. */
const maxSenders = 60;

/** Less than this is a button, a date or a row of a list. */
const least = { weight: 40, width: 200, height: 60 };

export function guess(doc: Document): Guess | undefined {
  const block = senders(doc).flatMap(blockAfter).reduce(heavier, undefined);
  if (!block) return undefined;
  const { body, around } = block;
  const from = senderIn(around, [body], recipients);
  const subject = findAll(doc, headings)
    .filter((el) => follows(el, body) && isDrawn(el))
    .at(-1);
  const fields = {
    'from-name': from?.name,
    'from-address': from?.address,
    subject: subject && textOf(subject)?.trim(),
  };
  return {
    body,
    fields: Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => !!field[1])),
  };
}

function heavier(best: Block | undefined, block: Block): Block {
  return best && best.weight >= block.weight ? best : block;
}

/** Elements that show an address. */
function senders(doc: Document): Element[] {
  const shown = [...textsIn(bodyOf(doc))]
    .filter(({ data }) => data.length < 200 && data.includes('@') && addressOf(data))
    .flatMap((text) => parentElement(text) ?? []);
  const told = findAll(doc, '[title*="@"]').filter((el) => addressOf(attribute(el, 'title') ?? ''));
  return [...new Set([...shown, ...told])].filter(isDrawn).slice(0, maxSenders);
}

/** The heaviest of what follows an address, as close around it as there is one. */
function blockAfter(sender: Element): Block[] {
  for (let el: Element | null = sender; el; el = parentElement(el)) {
    const around = parentElement(el);
    if (!around) return [];
    const block = following(el)
      .filter(isLarge)
      .map((body) => ({ body: inner(body), around, weight: weigh(body) }))
      .filter(({ weight }) => weight >= least.weight)
      .reduce<Block | undefined>(heavier, undefined);
    if (block) return [block];
  }
  return [];
}

function following(el: Element): Element[] {
  const next = nextElement(el);
  return next ? [next, ...following(next)] : [];
}

/** The frame that a block is there for, or the block. */
function inner(block: Element): Element {
  const frames = findAll(block, 'iframe').filter(isLarge);
  const [frame] = frames.sort((a, b) => weigh(b) - weigh(a));
  return frame && weigh(frame) * 2 > weigh(block) ? frame : block;
}

/** How much there is to read in an element, frames included. */
function weigh(el: Element): number {
  const frames = [el, ...findAll(el, 'iframe')].filter((frame) => localName(frame) === 'iframe' && isLarge(frame));
  const framed = frames.map((frame) => {
    const doc = innerDocument(frame);
    // A frame of another origin is there for something, if it is that large.
    return doc ? weigh(bodyOf(doc)) : 500;
  });
  const own = (textOf(el) ?? '').replace(/\s+/g, '').length + 20 * findAll(el, 'img, a[href]').length;
  return framed.reduce((sum, weight) => sum + weight, own);
}

function isDrawn(el: Element): boolean {
  return boxes(el).length > 0;
}

function isLarge(el: Element): boolean {
  const { width, height } = box(el);
  return width >= least.width && height >= least.height;
}

/** Whether a frame of the page around it is what that page shows as a mail. */
export function isGuessedOutside(frame: Element, doc: Document): boolean {
  const outer = guess(doc);
  return outer !== undefined && (outer.body === frame || contains(outer.body, frame));
}
