/**
 * Cuts the parts of a page that its profile names out of it: one document with
 * those parts whole, and of the rest only the elements around them, so that
 * what hides a part is known too; or all of it but what anybody may write
 * there. Nothing a person has typed is in it.
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
  isDrawn,
  isThere,
  localName,
  parentElement,
  textOf,
  textsIn,
} from '../shown/node.ts';
import type { PageProfile } from '../types/rules.ts';

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
export function cut(profile: PageProfile, all = false): Cut {
  const parts = partsOf(profile, all);
  return { ...new PageWriter(bodyOf(document), parts).write(), parts, account: greeting(profile) };
}

function partsOf(profile: PageProfile, all: boolean): Parts {
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
  const enough = !all && named.length > 0 && !speaksOutside(profile, { whole, around, skipped });
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
function speaksOutside(profile: PageProfile, { whole, skipped }: Parts): boolean {
  const outside = (el: Element) => !whole.has(el) && !skipped.has(el) && !wordless.has(localName(el));
  const text = (wanted: (el: Element) => boolean) =>
    [...textsIn(bodyOf(document), wanted)].map(({ data }) => data).join('');
  // To ask what can be seen takes longer, and most pages do not say it at all.
  return (
    names(profile, text(outside)) &&
    names(
      profile,
      text((el) => outside(el) && isDrawn(el)),
    )
  );
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
  private readonly parts: Parts;
  private inside = 0;

  constructor(body: Element, parts: Parts) {
    super(body, 1);
    this.parts = parts;
  }

  protected override element(el: Element, outer: Sight, depth: number): boolean {
    return !isOurs(el) && !this.parts.skipped.has(el) && super.element(el, outer, depth);
  }

  protected override children(el: Element, sight: Sight, depth: number): { seen: boolean; worded: boolean } {
    if (this.inside === 0 && !this.parts.whole.has(el)) return { seen: this.way(el, sight, depth), worded: false };
    this.inside++;
    const read = super.children(el, sight, depth);
    this.inside--;
    return read;
  }

  /** Goes on towards the parts, past all else. */
  private way(el: Element, sight: Sight, depth: number): boolean {
    let seen = false;
    for (const child of childrenOf(el)) {
      const wanted = this.parts.around.has(child) || this.parts.whole.has(child);
      if (wanted) seen = this.element(child, sight, depth + 1) || seen;
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
