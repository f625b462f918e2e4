/** Finds a place for a note beside what it is about, where it covers nothing. */
import { bodyOf, box, boxes, findAll, isDrawn, parentElement, rangeIn, textOf, textsIn } from '../node.ts';

/** Around more than this, not everything is measured. */
const maxText = 3000;

/** How far out a place is looked for, in elements and in pixels. */
const reach = { elements: 5, pixels: 160 };

const gap = 4;

/** What has to be left free: words, pictures and controls. */
const solid = 'img, input, button, select, svg, video, canvas';

export interface Size {
  width: number;
  height: number;
}

/** The free place that is nearest to an element, in the window; undefined where there is none. */
export function spotFor(el: Element, size: Size, taken: DOMRect[]): DOMRect | undefined {
  const anchor = box(el);
  const drawn = [...drawnIn(surroundings(el)), ...taken];
  const isFree = (at: DOMRect) => isInside(at) && !drawn.some((other) => overlaps(other, at));
  for (const frame of outwards(el)) {
    const at = places(frame, size).filter((place) => distance(place, anchor) <= reach.pixels);
    const free = at.find(isFree);
    if (free) return free;
  }
  return undefined;
}

/** The boxes of an element and of those around it, as long as they are near. */
function outwards(el: Element): DOMRect[] {
  const frames: DOMRect[] = [];
  for (let at: Element | null = el; at && frames.length < reach.elements; at = parentElement(at)) frames.push(box(at));
  return frames;
}

/** Behind the first line, in the upper corner; above; below; to the right and to the left. */
function places({ left, right, top, bottom }: DOMRect, { width, height }: Size): DOMRect[] {
  const at = (x: number, y: number) => new DOMRect(x, y, width, height);
  return [
    at(right - width - gap, top + gap),
    at(left, top - height - gap),
    at(left, bottom + gap),
    at(right + gap, top),
    at(left - width - gap, top),
  ];
}

/** Pages may be wider than the window, but not for our sake. */
function isInside({ left, right, top }: DOMRect): boolean {
  return left >= 0 && right <= document.documentElement.clientWidth && top + scrollY >= 0;
}

function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function distance(a: DOMRect, b: DOMRect): number {
  const x = Math.max(b.left - a.right, a.left - b.right, 0);
  const y = Math.max(b.top - a.bottom, a.top - b.bottom, 0);
  return Math.hypot(x, y);
}

/** The largest element around that does not hold too much to be measured. */
function surroundings(el: Element): Element {
  const body = bodyOf(document);
  let at = el;
  for (let outer = parentElement(at); outer && outer !== body; outer = parentElement(at)) {
    if ((textOf(outer) ?? '').length > maxText) break;
    at = outer;
  }
  return at;
}

function drawnIn(el: Element): DOMRect[] {
  const words = [...textsIn(el)].flatMap((text) => {
    const around = parentElement(text);
    if (text.data.trim() === '' || !around || !isDrawn(around)) return [];
    const range = rangeIn(text);
    range.selectNodeContents(text);
    return [...range.getClientRects()];
  });
  return [...words, ...findAll(el, solid).flatMap(boxes)].filter(({ width, height }) => width > 0 && height > 0);
}
