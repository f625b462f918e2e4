/**
 * What of an element a person can see. Text that is wrongly taken for unseen
 * is text that is not judged, so every doubt counts as seen. Boxes are asked
 * for only where the style leaves it open: they would have the whole mail laid
 * out before it can be sent, and the page does that while the core judges.
 */
import {
  attribute,
  attributesOf,
  box,
  contains,
  documentOf,
  findAll,
  localName,
  parentElement,
  textOf,
} from '../shown/node.ts';

export interface Sight {
  /** Nothing in it is drawn, whatever its children say. */
  gone: boolean;
  /** It stands outside what is shown; children placed elsewhere may not. */
  clipped: boolean;
  /** Boxes of its own are drawn. */
  drawn: boolean;
  /** Letters directly in it can be read. */
  legible: boolean;
  /** It has a background of its own. */
  painted: boolean;
  opacity: number;
  /** The colour behind it; null where that cannot be told. */
  behind: string | null;
  /** What elements directly inside were found to be, by their looks. */
  inner: Map<string, Sight>;
}

/** How many elements are measured in one mail; the usual mail has 300. */
const budget = 4000;

/** How many coloured areas one doubtful text is compared with. */
const maxAreas = 500;

const scaling = /transform|scale/i;

export class Eyes {
  private left = budget;
  private readonly root: Element;
  private readonly areas: Element[] = [];
  /** Whether a style sheet that a mail brings along scales anything. */
  private sheets: boolean | undefined;

  constructor(root: Element) {
    this.root = root;
  }

  /** What stands around the root: plain, on the nearest colour behind it. */
  outside(): Sight {
    let behind: string | null | undefined;
    for (let el = parentElement(this.root); el && behind === undefined; el = parentElement(el)) {
      behind = ground(getComputedStyle(el), undefined);
    }
    behind ??= null; // what a frame or a dark theme puts there is not asked
    const plain = { gone: false, clipped: false, drawn: true, legible: true, painted: false, opacity: 1 };
    return { ...plain, behind, inner: new Map() };
  }

  look(el: Element, outer: Sight): Sight {
    if (outer.gone) return outer;
    const looks = looksOf(el);
    const alike = outer.inner.get(looks);
    const sight = alike ?? this.measure(el, outer);
    if (sight.painted || localName(el) === 'img') this.areas.push(el);
    // Mails repeat themselves. Only what is seen is taken to be like another:
    // a style sheet can hide the first of its kind and show the second.
    if (!alike && sight.legible) outer.inner.set(looks, sight);
    return sight;
  }

  private measure(el: Element, outer: Sight): Sight {
    // An area has no box of its own: its picture has.
    if (this.left-- <= 0 || localName(el) === 'area') {
      return { ...outer, drawn: true, legible: true, inner: new Map() };
    }
    const style = getComputedStyle(el);
    const opacity = outer.opacity * Number(style.opacity);
    const gone = style.display === 'none' || opacity < 0.05;
    const clipped = !gone && this.clipped(el, style, outer);
    const drawn = !gone && !clipped && style.visibility === 'visible';
    const behind = ground(style, outer.behind);
    const painted = drawn && behind !== outer.behind;
    const legible = drawn && this.legible(el, style, behind);
    return { gone, clipped, drawn, painted, opacity, behind, legible, inner: new Map() };
  }

  private clipped(el: Element, style: CSSStyleDeclaration, outer: Sight): boolean {
    const placed = style.position === 'absolute' || style.position === 'fixed';
    if (outer.clipped && !placed) return true;
    const scaled = this.scales(el) && style.transform !== 'none';
    const cuts = style.overflowX !== 'visible' && style.display !== 'inline' && style.display !== 'contents';
    if (!placed && !cuts && !scaled) return false;
    const { width, height, right, bottom } = box(el);
    if ((cuts || scaled) && (width <= 1 || height <= 1)) return true;
    if (!placed) return false;
    const edge = box(this.root);
    return right < edge.left - 100 || bottom < edge.top - 100;
  }

  /** Whether anything says that an element may be scaled: to ask for the transform has the page laid out. */
  private scales(el: Element): boolean {
    const doc = documentOf(this.root);
    this.sheets ??= findAll(doc === document ? this.root : doc, 'style').some((sheet) =>
      scaling.test(textOf(sheet) ?? ''),
    );
    return this.sheets || scaling.test(attribute(el, 'style') ?? '');
  }

  private legible(el: Element, style: CSSStyleDeclaration, behind: string | null): boolean {
    if (Number.parseFloat(style.fontSize) < 2 || Number.parseFloat(style.textIndent) < -500) return false;
    if (style.textShadow !== 'none') return true;
    const ink = style.webkitTextFillColor || style.color;
    return !clear(ink) && (ink !== behind || ink !== this.behind(el) || this.overArea(el));
  }

  /** The colour behind an element, asked of all that it stands in and of nothing like it. */
  private behind(el: Element): string | null {
    let behind: string | null | undefined;
    for (let at: Element | null = el; at && behind === undefined && this.left-- > 0; at = parentElement(at)) {
      behind = ground(getComputedStyle(at), undefined);
    }
    return behind ?? null;
  }

  /** Whether something coloured lies under a text that has its ground's colour. */
  private overArea(el: Element): boolean {
    if (this.areas.length > maxAreas) return true;
    const own = box(el);
    return this.areas.some((area) => {
      const other = box(area);
      const apart =
        other.right <= own.left || own.right <= other.left || other.bottom <= own.top || own.bottom <= other.top;
      return !apart && !contains(area, el);
    });
  }
}

/** What an element's looks hang on, as far as it says so itself. */
const styling = new Set('style class id hidden bgcolor background color size width height'.split(' '));

function looksOf(el: Element): string {
  let looks = localName(el);
  for (const { name, value } of attributesOf(el)) if (styling.has(name)) looks += `\n${name} ${value}`;
  return looks;
}

/** The colour behind what stands in an element, given the one behind itself. */
function ground<T>(style: CSSStyleDeclaration, outer: T): string | null | T {
  if (style.backgroundImage !== 'none') return null;
  const colour = style.backgroundColor;
  if (clear(colour)) return outer;
  return /^rgb\(/.test(colour) ? colour : null;
}

/** A colour with no ink in it. */
function clear(colour: string): boolean {
  return /^rgba\(.*,\s*0\)$|\/\s*0\)$/.test(colour);
}
