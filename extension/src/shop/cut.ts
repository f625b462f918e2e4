/**
 * Cuts the parts of a page that its profile names out of it: one document with
 * those parts whole, and of the rest only the elements around them, so that
 * what hides a part is known too; or all of it but what anybody may write
 * there. Nothing a person has typed is in it.
 */
import { type Clone, type Inside, type Open, quoted, Writer } from '../content/clone.ts';
import { isOurs } from '../content/ours.ts';
import type { Sight } from '../content/sight.ts';
import {
  attribute,
  attributesOf,
  bodyOf,
  contains,
  countIn,
  find,
  findAll,
  firstChild,
  isChecked,
  isDrawn,
  isThere,
  localName,
  nextSibling,
  nodeType,
  parentElement,
  textOf,
} from '../shown/node.ts';
import type { PageProfile } from '../types/rules.ts';
import type { Pace } from './pace.ts';

export interface Cut extends Clone {
  /** What was cut out, and what of it was left out. */
  parts: Parts;
  /** The words that greet whose account it is; "" where nobody is greeted. */
  account: string;
}

/** What of a page is read. */
export interface Parts {
  whole: Set<Element>;
  /** What stands around those. */
  around: Set<Element>;
  /** What in them is left out. */
  skipped: Set<Element>;
}

/** A longer greeting is none. */
const maxGreeting = 100;

/** Cuts a page up; all of it where nothing else is there, or where its parts have not been enough. */
export async function cut(profile: PageProfile, pace: Pace, all = false): Promise<Cut> {
  const parts = await partsOf(profile, pace, all);
  const written = await new PageWriter(bodyOf(document), parts, pace).writeAtPace();
  return { ...written, parts, account: greeting(profile) };
}

async function partsOf(profile: PageProfile, pace: Pace, all: boolean): Promise<Parts> {
  const { regions, skip = [] } = profile;
  const body = bodyOf(document);
  const named = regions.length > 0 ? outermost(findAll(document, regions.join(','))) : [];
  const around = new Set<Element>();
  for (const part of named) {
    for (let el = parentElement(part); el && !around.has(el); el = parentElement(el)) around.add(el);
  }
  const whole = new Set(named);
  const others = all || skip.length === 0 ? [] : findAll(document, skip.join(','));
  const skipped = new Set(others.filter((el) => !around.has(el) && !whole.has(el)));
  const enough = !all && named.length > 0 && !(await speaksOutside(profile, { whole, around, skipped }, pace));
  return enough ? { whole, around, skipped: new Set() } : { whole: new Set([body]), around: new Set(), skipped };
}

/** Whether a text holds a word of the profile. */
export function names({ names = [] }: PageProfile, text: string): boolean {
  if (names.length === 0) return false;
  const folded = text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  return names.some((name) => folded.includes(name));
}

const wordless = new Set(['script', 'style', 'noscript', 'template']);

/** Whether the page says a word of the profile elsewhere than in the parts, where it can be seen. */
async function speaksOutside(profile: PageProfile, { whole, around, skipped }: Parts, pace: Pace): Promise<boolean> {
  const body = bodyOf(document);
  const outside = (el: Element) => !whole.has(el) && !skipped.has(el) && !wordless.has(localName(el));
  // What the browser puts together by itself comes first: to look at every element takes longer, and many pages do
  // not say it at all.
  const beside = (el: Element): string => (around.has(el) ? textOfThose(el, outside, beside) : (textOf(el) ?? ''));
  if (!names(profile, beside(body))) return false;
  await pace.rest();
  return names(profile, await textAtPace(body, (el) => outside(el) && isDrawn(el), pace));
}

/** The text of an element: its own, and what is said to be that of the wanted ones in it. */
function textOfThose(el: Element, wanted: (el: Element) => boolean, text: (el: Element) => string): string {
  let all = '';
  for (let child = firstChild(el); child; child = nextSibling(child)) {
    if (isElement(child)) all += wanted(child) ? text(child) : '';
    else if (nodeType(child) === Node.TEXT_NODE) all += (child as Text).data;
  }
  return all;
}

/** The text of an element and of the wanted ones in it, with rests. */
async function textAtPace(el: Element, wanted: (el: Element) => boolean, pace: Pace): Promise<string> {
  const small = (inner: Element): string => textOfThose(inner, wanted, small);
  if (!isLarge(el)) return small(el);
  let all = '';
  for (let child = firstChild(el); child; child = nextSibling(child)) {
    if (isElement(child)) all += wanted(child) ? await textAtPace(child, wanted, pace) : '';
    else if (nodeType(child) === Node.TEXT_NODE) all += (child as Text).data;
    await pace.rest();
  }
  return all;
}

/** More is not read in one go. */
const maxElements = 100;

function isLarge(el: Element): boolean {
  return countIn(el) > maxElements;
}

function isElement(node: Node): node is Element {
  return nodeType(node) === Node.ELEMENT_NODE;
}

/** Document order: what an element stands in comes before it. */
function outermost(found: Element[]): Element[] {
  const outer: Element[] = [];
  for (const el of found) {
    const last = outer.at(-1);
    if (!last || !contains(last, el)) outer.push(el);
  }
  return outer;
}

function greeting({ account }: PageProfile): string {
  const el = account.length > 0 ? find(document, account.join(',')) : null;
  const text = (el && textOf(el)?.trim()) ?? '';
  return text.length <= maxGreeting ? text : '';
}

/** Attributes that say what an element is or where it stands. */
const kept = new Set('id name disabled role title datetime autocomplete messageid messagesenttime'.split(' '));
const families = /^(aria|data)-/;
const ours = /^data-(ref|unseen)$/;

/** Longer data is a script's. */
const maxData = 200;

/** Fields whose value the page has written. In all others it may be the reader's. */
const written = new Set('hidden submit button reset image checkbox radio'.split(' '));

const controls = new Set(['input', 'button']);

class PageWriter extends Writer {
  protected override readonly whole = true;
  private readonly body: Element;
  private readonly parts: Parts;
  private readonly pace: Pace;
  private inside = 0;

  constructor(body: Element, parts: Parts, pace: Pace) {
    super(body, 1);
    this.body = body;
    this.parts = parts;
    this.pace = pace;
  }

  async writeAtPace(): Promise<Clone> {
    await this.large(this.body, this.eyes.outside(), 0);
    return { html: this.out.join(''), live: this.live, cut: this.cut };
  }

  protected override element(el: Element, outer: Sight, depth: number): boolean {
    if (this.isLeftOut(el)) return false;
    const part = this.parts.whole.has(el);
    if (part) this.inside++;
    const seen = super.element(el, outer, depth);
    if (part) this.inside--;
    return seen;
  }

  /** Writes an element with much in it, with rests. */
  private async large(el: Element, outer: Sight, depth: number): Promise<boolean> {
    const open = this.isLeftOut(el) ? undefined : this.open(el, outer, depth);
    if (!open) return false;
    const part = this.parts.whole.has(el);
    if (part) this.inside++;
    const inside: Inside = { seen: false, worded: false };
    for (let child = this.first(open); child; child = nextSibling(child)) {
      if (isElement(child) && this.leads(child) && isLarge(child)) {
        inside.seen = (await this.large(child, open.sight, depth + 1)) || inside.seen;
      } else {
        this.child(child, open, inside);
      }
      await this.pace.rest();
    }
    if (part) this.inside--;
    return this.close(open, inside);
  }

  /** Goes on towards the parts, past all else. */
  protected override child(child: Node, open: Open, inside: Inside): void {
    if (this.inside > 0) super.child(child, open, inside);
    else if (isElement(child) && this.leads(child)) {
      inside.seen = this.element(child, open.sight, open.depth + 1) || inside.seen;
    }
  }

  private isLeftOut(el: Element): boolean {
    return isOurs(el) || this.parts.skipped.has(el);
  }

  /** Whether something in an element is to be written. */
  private leads(el: Element): boolean {
    return this.inside > 0 || this.parts.around.has(el) || this.parts.whole.has(el);
  }

  /** A place that is empty is told from one that is hidden; buttons of shops lie unseen over what is drawn as the button. */
  protected override sees(el: Element, sight: Sight): boolean {
    return sight.drawn || (controls.has(localName(el)) && isThere(el));
  }

  protected override more(el: Element): string {
    let out = '';
    for (const { name, value } of attributesOf(el)) {
      const data = families.test(name) && !ours.test(name) && value.length <= maxData;
      if (kept.has(name) || data) out += ` ${name}="${quoted(value)}"`;
    }
    return localName(el) === 'input' ? out + state(el as HTMLInputElement) : out;
  }
}

/** What a field holds, where that is the page's own word, and whether it is chosen now. */
function state(field: HTMLInputElement): string {
  if (!written.has((attribute(field, 'type') ?? 'text').toLowerCase())) return '';
  const value = attribute(field, 'value');
  return (value === null ? '' : ` value="${quoted(value)}"`) + (isChecked(field) ? ' checked' : '');
}
