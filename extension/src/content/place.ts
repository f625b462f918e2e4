/** Where things of a mail stand, seen from our layer, and when that may have changed. */
import { box, documentOf, listen, parentElement, viewOf } from '../shown/node.ts';
import type { Mail } from './see.ts';

/** Calls again whenever the mail may have been laid out anew, or the banner above it has. */
export function follow(layer: HTMLElement, mail: Mail, again: () => void, signal: AbortSignal): void {
  let asked = 0;
  const soon = () => {
    if (asked) return;
    asked = requestAnimationFrame(() => {
      asked = 0;
      if (!signal.aborted) again();
    });
  };
  const { host } = layer.getRootNode() as ShadowRoot;
  const sizes = new ResizeObserver(soon);
  for (const el of [host, parentElement(host), ...mail.bodies]) el && sizes.observe(el);
  for (const body of mail.bodies) {
    const doc = documentOf(body);
    listen(doc, 'load', soon, { capture: true, signal }); // pictures arriving
    listen(doc, 'scroll', soon, { capture: true, passive: true, signal });
  }
  signal.addEventListener('abort', () => sizes.disconnect());
  again();
}

/** The box around all of a node's boxes, from our layer's corner. */
export function around(rects: DOMRect[], node: Node, origin: DOMRect): DOMRect | undefined {
  if (rects.length === 0) return undefined;
  const shift = frameShift(node);
  const left = Math.min(...rects.map((rect) => rect.left));
  const top = Math.min(...rects.map((rect) => rect.top));
  const right = Math.max(...rects.map((rect) => rect.right));
  const bottom = Math.max(...rects.map((rect) => rect.bottom));
  return new DOMRect(left + shift.x - origin.left, top + shift.y - origin.top, right - left, bottom - top);
}

/** How far the frame that the mail's body is in stands from the page's corner. */
function frameShift(node: Node): { x: number; y: number } {
  const frame = documentOf(node) === document ? null : viewOf(node)?.frameElement;
  if (!frame) return { x: 0, y: 0 };
  const { left, top } = box(frame);
  return { x: left + frame.clientLeft, y: top + frame.clientTop };
}
