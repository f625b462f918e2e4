/**
 * Cuts the parts of a page that its profile names out of it: one document with
 * those parts whole, and of the rest only the elements around them, so that
 * what hides a part is known too. Nothing a person has typed is in it.
 */
import { type Clone, quoted, Writer } from '../content/clone.ts';
import { isOurs } from '../content/ours.ts';
import type { Sight } from '../content/sight.ts';
import {
  attribute,
  attributesOf,
  bodyOf,
  childrenOf,
  contains,
  find,
  findAll,
  isChecked,
  isThere,
  localName,
  parentElement,
  textOf,
} from '../node.ts';
import type { PageProfile } from '../types/rules.ts';

export interface Cut extends Clone {
  /** The parts that were cut out; the body where the page has none that the profile names. */
  parts: Element[];
  /** The words that greet whose account it is; "" where nobody is greeted. */
  account: string;
}

/** A longer greeting is none. */
const maxGreeting = 100;

/** Cuts a page up; all of it where nothing else is there, or where its parts have not been enough. */
export function cut(profile: PageProfile, all = false): Cut {
  const body = bodyOf(document);
  const found = all ? [] : partsOf(profile);
  const parts = found.length > 0 ? found : [body];
  return { ...new PageWriter(body, parts).write(), parts, account: greeting(profile) };
}

/** The outermost elements of the page that the profile names. */
export function partsOf({ regions }: PageProfile): Element[] {
  if (regions.length === 0) return [];
  const found = findAll(document, regions.join(','));
  const outer: Element[] = [];
  // Document order: what an element stands in comes before it.
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
  private readonly parts: Set<Element>;
  /** What stands around the parts. */
  private readonly around = new Set<Element>();
  private inside = 0;

  constructor(body: Element, parts: Element[]) {
    super(body, 1);
    this.parts = new Set(parts);
    for (const part of parts) {
      for (let el = parentElement(part); el && !this.around.has(el); el = parentElement(el)) this.around.add(el);
    }
  }

  protected override element(el: Element, outer: Sight, depth: number): boolean {
    return !isOurs(el) && super.element(el, outer, depth);
  }

  protected override children(el: Element, sight: Sight, depth: number): { seen: boolean; worded: boolean } {
    if (this.inside === 0 && !this.parts.has(el)) return { seen: this.way(el, sight, depth), worded: false };
    this.inside++;
    const read = super.children(el, sight, depth);
    this.inside--;
    return read;
  }

  /** Goes on towards the parts, past all else. */
  private way(el: Element, sight: Sight, depth: number): boolean {
    let seen = false;
    for (const child of childrenOf(el)) {
      if (this.around.has(child) || this.parts.has(child)) seen = this.element(child, sight, depth + 1) || seen;
    }
    return seen;
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
