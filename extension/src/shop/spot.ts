/** Finds a place for a note beside what it is about, where it covers nothing. */
import {
  bodyOf,
  box,
  boxes,
  findAll,
  isDrawn,
  parentElement,
  rangeIn,
  rootOf,
  textOf,
  textsIn,
} from '../shown/node.ts';

/** Around more than this, not everything is measured. */
const maxText = 4000;

/** How many elements out a place is looked for, and how far away it may be. */
const reach = { elements: 5, pixels: 600 };

const gap = 4;

/** What has to be left free, beside words: pictures and controls. */
const solid = 'img, input, button, select, svg, video, canvas';

export interface Size {
  width: number;
  height: number;
}

/** The free place that is nearest to an element, in the window; undefined where there is none. */
export function spotFor(el: Element, size: Size, taken: DOMRect[]): DOMRect | undefined {
  const anchor = box(el);
  const drawn = [...drawnIn(surroundings(el)), ...taken];
  return outwards(el)
    .flatMap((frame) => places(frame, anchor, size))
    .filter((place) => isInside(place) && distance(place, anchor) <= reach.pixels)
    .sort((a, b) => distance(a, anchor) - distance(b, anchor))
    .find((place) => !drawn.some((other) => overlaps(other, place)));
}

/** The boxes of an element and of those around it. */
function outwards(el: Element): DOMRect[] {
  const frames: DOMRect[] = [];
  for (let at: Element | null = el; at && frames.length < reach.elements; at = parentElement(at)) frames.push(box(at));
  return frames;
}

/** In a box at the end of the element's line, and in the upper corner; and outside of the box, on every side. */
function places(frame: DOMRect, anchor: DOMRect, { width, height }: Size): DOMRect[] {
  const { left, right, top, bottom } = frame;
  const line = anchor.top + Math.max(0, Math.min(anchor.height, 32) - height) / 2;
  const at = (x: number, y: number) => new DOMRect(x, y, width, height);
  return [
    at(right - width - gap, line),
    at(right - width - gap, top + gap),
    at(right + gap, line),
    at(left, top - height - gap),
    at(left, bottom + gap),
    at(left - width - gap, line),
  ];
}

/** Pages may be wider than the window, but not for our sake. */
function isInside({ left, right, top }: DOMRect): boolean {
  return left >= 0 && right <= rootOf(document).clientWidth && top + scrollY >= 0;
}

function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** What stands on another line is not taken to be meant as easily. */
function distance(a: DOMRect, b: DOMRect): number {
  const x = Math.max(b.left - a.right, a.left - b.right, 0);
  const y = Math.max(b.top - a.bottom, a.top - b.bottom, 0);
  return x + 6 * y + Math.abs(a.top - b.top) / 4;
}

/** The largest element around that does not hold too much to be measured. */
function surroundings(el: Element): Element {
  const body = bodyOf(document);
  let at = el;
  for (let outer = parentElement(at); outer && at !== body; outer = parentElement(at)) {
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
