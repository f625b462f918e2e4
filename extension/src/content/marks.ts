import { element } from '../dom.ts';
import {
  box,
  boxes,
  childrenOf,
  documentOf,
  listen,
  localName,
  nextSibling,
  nodeType,
  parentElement,
  rangeIn,
  textOf,
  textsIn,
  viewOf,
} from '../node.ts';
import { hostName } from '../parts.ts';
import { verdictSign } from '../sign.ts';
import { CautionSign, Danger, type Finding } from '../types/wire.ts';
import highlight from './highlight.css';
import type { Mail } from './see.ts';
import { adopt } from './style.ts';

/** More marks than these tell a reader nothing more. */
const maxMarks = 40;

/** With more links marked than these, a link's host is shown when it is pointed at. */
const calm = 3;

const signs: Record<string, string> = { [Danger]: 'spoofed', [CautionSign]: 'caution' };

/** Elements that lead somewhere, or are a picture: they get a frame and a chip. */
const framed = new Set(['a', 'area', 'form', 'button', 'input', 'img', 'iframe']);

interface Mark {
  finding: Finding;
  live: Element;
  frame: HTMLElement;
  chip: HTMLElement;
}

/**
 * Puts a frame and a chip over each link that a finding stands on. They lie in
 * our own layer beside the mail, so they scroll with it, and take no clicks.
 */
export function markLinks(layer: HTMLElement, mail: Mail, findings: Finding[], signal: AbortSignal): void {
  const marks = standing(mail, findings)
    .filter(({ live }) => framed.has(localName(live)))
    .slice(0, maxMarks)
    .map(({ finding, live }) => mark(finding, live));
  if (marks.length === 0) return;
  layer.classList.toggle('many', marks.length > calm);
  layer.ariaHidden = 'true'; // the banner says the same in words
  for (const { frame, chip, live } of marks) {
    layer.append(frame, chip);
    const point = (on: boolean) => () => chip.classList.toggle('pointed', on);
    for (const type of ['pointerenter', 'focus']) listen(live, type, point(true), { signal });
    for (const type of ['pointerleave', 'blur']) listen(live, type, point(false), { signal });
  }
  follow(layer, mail, () => place(layer, marks), signal);
}

function mark(finding: Finding, live: Element): Mark {
  const sign = signs[finding.severity] ?? 'caution';
  const frame = element('div', { class: 'frame', 'data-verdict': sign });
  const chip = element('div', { class: 'chip', 'data-verdict': sign }, verdictSign(sign));
  if (finding.host) chip.append(hostName(finding.host, finding.differs, finding.registrable));
  return { finding, live, frame, chip };
}

/** Findings that are worth a mark, with the element they stand on; one mark an element. */
function standing(mail: Mail, findings: Finding[]): { finding: Finding; live: Element }[] {
  const taken = new Map<Element, Finding>();
  for (const finding of findings.filter(({ severity }) => severity in signs)) {
    for (const number of [finding.ref ?? 0, ...(finding.also ?? [])]) {
      const live = mail.live.get(number);
      const other = live && taken.get(live);
      if (live && (!other || (other.severity !== Danger && finding.severity === Danger))) taken.set(live, finding);
    }
  }
  return [...taken].map(([live, finding]) => ({ finding, live }));
}

/** Calls again whenever the mail may have been laid out anew, or the banner above it has. */
function follow(layer: HTMLElement, mail: Mail, again: () => void, signal: AbortSignal): void {
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

/** Reads all places first and writes afterwards: one layout, not one a mark. */
function place(layer: HTMLElement, marks: Mark[]): void {
  const origin = box(layer);
  const places = marks.map(({ live, chip }) => {
    const at = placeOf(live, origin);
    return at && { at, chip: chipPlace(live, at, chip) };
  });
  marks.forEach(({ frame, chip }, i) => {
    const found = places[i];
    frame.hidden = chip.hidden = !found;
    if (!found) return;
    const { x, y, width, height } = found.at;
    frame.style.cssText = `left:${x - 2}px;top:${y - 2}px;width:${width + 4}px;height:${height + 4}px`;
    chip.style.cssText = `left:${found.chip.x}px;top:${found.chip.y}px`;
  });
}

/** Beside a link that ends its line, where there is room: below it would cover what comes next. */
function chipPlace(live: Element, at: DOMRect, chip: HTMLElement): { x: number; y: number } {
  const around = parentElement(live);
  const room = around ? box(around).right - box(live).right - 8 : 0;
  if (chip.offsetWidth <= room && endsLine(live)) {
    return { x: at.right + 8, y: at.y + (at.height - chip.offsetHeight) / 2 };
  }
  return { x: Math.max(0, at.x), y: at.bottom + 3 };
}

/** Whether what is drawn next stands on another line. No more than that is measured: a mail may have thousands. */
function endsLine(el: Element): boolean {
  const { top, bottom } = box(el);
  let next = nextSibling(el);
  for (let steps = 0; next && steps < 20; steps++) {
    const rect = drawn(next).find(({ width }) => width > 0);
    if (rect) return rect.top >= bottom - 4 || rect.bottom <= top + 4;
    next = nextSibling(next);
  }
  return next === null;
}

/** Where an element stands, or a text; nothing else is drawn. */
function drawn(node: ChildNode): DOMRect[] {
  if (nodeType(node) === Node.ELEMENT_NODE) return boxes(node as Element);
  if (nodeType(node) !== Node.TEXT_NODE) return [];
  const range = rangeIn(node as Text);
  range.selectNodeContents(node);
  return [...range.getClientRects()];
}

function placeOf(live: Element, origin: DOMRect): DOMRect | undefined {
  const shift = frameShift(live);
  const rects = boxes(live).filter((rect) => rect.width > 1 && rect.height > 1);
  if (rects.length === 0) rects.push(...[...childrenOf(live)].flatMap(boxes).filter((rect) => rect.width > 1));
  const [first] = rects;
  if (!first) return undefined;
  const left = Math.min(...rects.map((rect) => rect.left));
  const top = Math.min(...rects.map((rect) => rect.top));
  const right = Math.max(...rects.map((rect) => rect.right));
  const bottom = Math.max(...rects.map((rect) => rect.bottom));
  return new DOMRect(left + shift.x - origin.left, top + shift.y - origin.top, right - left, bottom - top);
}

/** How far the frame that the mail's body is in stands from the page's corner. */
function frameShift(live: Element): { x: number; y: number } {
  const frame = documentOf(live) === document ? null : viewOf(live)?.frameElement;
  if (!frame) return { x: 0, y: 0 };
  const { left, top } = box(frame);
  return { x: left + frame.clientLeft, y: top + frame.clientTop };
}

/** Underlines the words that findings stand on, where the browser can without touching them. */
export function markText(mail: Mail, findings: Finding[], signal: AbortSignal): void {
  for (const { finding, live } of standing(mail, findings).slice(0, maxMarks)) {
    const range = quoted(live, finding.quote);
    const view = viewOf(live);
    if (!range || !view || !('highlights' in view.CSS)) continue;
    const name = `tashikame-${finding.severity}`;
    let marked = view.CSS.highlights.get(name);
    if (!marked) {
      adopt(documentOf(live), highlight);
      marked = new view.Highlight();
      view.CSS.highlights.set(name, marked);
    }
    marked.add(range);
    signal.addEventListener('abort', () => marked.delete(range));
  }
}

/** The range of a quotation within an element; a link is marked whole. */
function quoted(live: Element, quote: string): Range | undefined {
  const range = rangeIn(live);
  if (localName(live) === 'a') {
    if (!textOf(live)?.trim()) return undefined;
    range.selectNodeContents(live);
    return range;
  }
  for (const text of quote ? textsIn(live) : []) {
    const at = text.data.indexOf(quote);
    if (at < 0) continue;
    range.setStart(text, at);
    range.setEnd(text, at + quote.length);
    return range;
  }
  return undefined;
}
