/**
 * Writes the HTML of a part of the page for the core, with the words, links
 * and pictures that are in it and without what only decorates them. Elements a
 * finding may stand on carry a number, data-ref; what the browser does not
 * show carries data-unseen. The page is only read: no copy of it comes to
 * life, so no picture is fetched twice and no script notices.
 */
import { attributesOf, baseOf, firstChild, localName, nextSibling, nodeType } from '../shown/node.ts';
import { Eyes, type Sight } from './sight.ts';

export interface Clone {
  html: string;
  /** The live elements, by their data-ref. */
  live: Map<number, Element>;
  /** True when the part was larger than the cap; the rest is missing. */
  cut: boolean;
}

/** An element whose end is still to be written. */
export interface Open {
  el: Element;
  name: string;
  depth: number;
  sight: Sight;
  /** Where its start tag goes. */
  start: number;
}

/** What is known of what stands in it. */
export interface Inside {
  seen: boolean;
  worded: boolean;
}

/** How many characters of one mail are sent; the usual mail has 30,000. */
const cap = 1 << 20;

/** No browser's parser nests deeper. */
const maxDepth = 600;

/** A longer address or text in an attribute is a picture or an attack. */
const maxValue = 1 << 14;

/** Writes root; its elements are numbered from first on. */
export function clone(root: Element, first = 1): Clone {
  return new Writer(root, first).write();
}

/** The attributes the core reads. Styles are not among them: sight.ts has judged what they hide. */
const links = new Set('href xlink:href action formaction src'.split(' '));
const plain = new Set('alt class type width height http-equiv content'.split(' '));

/** Never shown, or told by other means: addresses are resolved against <base> here. */
const skipped = new Set('base head link noembed noframes noscript script style template title'.split(' '));

/** Elements without an end tag. */
const empty = new Set('area br col embed hr img input meta source track wbr'.split(' '));

/** Elements that are seen without words in them. */
const pictures = new Set('area button canvas embed iframe img input object select svg textarea video'.split(' '));

/** Their content is not text of the mail, or a frame of its own. */
const opaque = new Set('iframe textarea object video canvas select'.split(' '));

export class Writer {
  protected readonly out: string[] = [];
  protected readonly live = new Map<number, Element>();
  protected cut = false;
  private size = 0;
  private readonly root: Element;
  protected readonly eyes: Eyes;
  private readonly base: string;
  /** Mails repeat their links, and browsers are slow to resolve one. */
  private readonly addresses = new Map<string, string>();
  private next: number;
  /** Whether all is written for what it is: every element has a number, and links of the page's own lead somewhere. */
  protected readonly whole: boolean = false;

  constructor(root: Element, first: number) {
    this.root = root;
    this.next = first;
    this.eyes = new Eyes(root);
    this.base = baseOf(root);
  }

  write(): Clone {
    this.element(this.root, this.eyes.outside(), 0);
    return { html: this.out.join(''), live: this.live, cut: this.cut };
  }

  /** Writes one element and says whether anything of it can be seen. */
  protected element(el: Element, outer: Sight, depth: number): boolean {
    const open = this.open(el, outer, depth);
    if (!open) return false;
    const inside = { seen: false, worded: false };
    for (let child = this.first(open); child; child = nextSibling(child)) this.child(child, open, inside);
    return this.close(open, inside);
  }

  protected first({ el, name }: Open): Node | null {
    return opaque.has(name) ? null : firstChild(el);
  }

  /** Begins an element; nothing where it is left out. */
  protected open(el: Element, outer: Sight, depth: number): Open | undefined {
    const name = tagName(el);
    if (skipped.has(name)) return undefined;
    if (this.size > cap || depth > maxDepth) this.cut = true;
    if (this.cut) return undefined;
    // The start tag is written last: it says whether anything inside is seen.
    return { el, name, depth, sight: this.eyes.look(el, outer), start: this.out.push('') - 1 };
  }

  protected close({ el, name, sight, start }: Open, inside: Inside): boolean {
    const seen = inside.seen || (sight.drawn && (sight.painted || pictures.has(name))) || this.sees(el, sight);
    const told = inside.worded || pictures.has(name) || name === 'a' || name === 'form';
    const number = told || this.whole ? this.number(el) : '';
    this.out[start] = this.count(`<${name}${number}${seen ? '' : ' data-unseen'}${this.attributes(el)}>`);
    if (!empty.has(name)) this.out.push(this.count(`</${name}>`));
    return seen;
  }

  /** Whether an element is seen though nothing is in it. */
  protected sees(_el: Element, _sight: Sight): boolean {
    return false;
  }

  /** Attributes besides links and plain ones, as they are to be written. */
  protected more(_el: Element): string {
    return '';
  }

  protected child(child: Node, { sight, depth }: Open, inside: Inside): void {
    if (nodeType(child) === Node.TEXT_NODE) {
      const text = (child as Text).data;
      const blank = text.trim() === '';
      this.text(text, sight.legible || blank);
      inside.worded ||= !blank;
      inside.seen ||= !blank && sight.legible;
    } else if (nodeType(child) === Node.ELEMENT_NODE) {
      inside.seen = this.element(child as Element, sight, depth + 1) || inside.seen;
    }
  }

  private text(text: string, legible: boolean): void {
    if (this.size + text.length > cap) {
      this.cut = true;
      text = text.slice(0, Math.max(0, cap - this.size));
    }
    const escaped = this.count(text.replace(/[&<>]/g, (c) => entities[c] ?? c));
    this.out.push(legible ? escaped : `<span data-unseen>${escaped}</span>`);
  }

  private attributes(el: Element): string {
    let written = '';
    for (const { name, value } of attributesOf(el)) {
      if (links.has(name)) written += ` ${name}="${quoted(this.address(value))}"`;
      else if (plain.has(name)) written += ` ${name}="${quoted(value)}"`;
    }
    return written + this.more(el);
  }

  /**
   * Where a click would go. The browser is asked, since mails are written to be
   * read otherwise by those who check them. What leads into the webmail itself
   * stays as the mail wrote it.
   */
  private address(raw: string): string {
    const known = this.addresses.get(raw);
    if (known !== undefined) return known;
    const address = this.resolve(raw);
    this.addresses.set(raw, address);
    return address;
  }

  private resolve(raw: string): string {
    if (raw.startsWith('#') || raw.startsWith('data:')) return raw;
    try {
      const to = new URL(raw, this.base);
      return to.origin === location.origin && !this.whole ? raw : to.href;
    } catch {
      return raw;
    }
  }

  private number(el: Element): string {
    const number = this.next++;
    this.live.set(number, el);
    return ` data-ref="${number}"`;
  }

  private count(piece: string): string {
    this.size += piece.length;
    return piece;
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function quoted(value: string): string {
  return value.slice(0, maxValue).replace(/[&"<>]/g, (c) => entities[c] ?? c);
}

/** Markup may name an element anything; what a browser shows as text is written as such. */
function tagName(el: Element): string {
  const name = localName(el);
  if (name === 'xmp' || name === 'plaintext' || name === 'listing') return 'pre';
  return /^[a-z][a-z0-9-]*$/.test(name) ? name : 'span';
}
