import { element } from '../shown/dom.ts';
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
} from '../shown/node.ts';
import { hostName } from '../shown/parts.ts';
import { verdictSign } from '../shown/sign.ts';
import { CautionSign, Danger, type Finding } from '../types/wire.ts';
import { underline } from './highlight.ts';
import { around, follow } from './place.ts';
import { rangeOf } from './range.ts';
import type { Mail } from './see.ts';

/** More marks than these tell a reader nothing more. */
const maxMarks = 40;

/** With more links marked than these, a link's host is shown when it is pointed at. */
const calm = 3;

/** A link this high is drawn as a button, or is a picture. */
const button = 30;

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
    chip.classList.toggle('small', found.chip.small);
  });
}

interface ChipPlace {
  x: number;
  y: number;
  small: boolean;
}

/**
 * Beside a link that ends its line, where there is room; on the lower edge of
 * what is drawn as a button. Elsewhere a chip would cover what comes next: its
 * sign alone stands at the corner, until the link is pointed at.
 */
function chipPlace(live: Element, at: DOMRect, chip: HTMLElement): ChipPlace {
  const outer = parentElement(live);
  const room = outer ? box(outer).right - box(live).right - 8 : 0;
  const small = chip.classList.replace('small', 'measured');
  const { offsetWidth: width, offsetHeight: height } = chip;
  if (small) chip.classList.replace('measured', 'small');
  if (width <= room && endsLine(live)) return { x: at.right + 8, y: at.y + (at.height - height) / 2, small: false };
  if (at.height >= button) return { x: Math.max(0, at.x + 6), y: at.bottom - 2, small: false };
  return { x: at.right - 7, y: at.y - 9, small: true };
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
  const rects = boxes(live).filter((rect) => rect.width > 1 && rect.height > 1);
  if (rects.length === 0) rects.push(...[...childrenOf(live)].flatMap(boxes).filter((rect) => rect.width > 1));
  return around(rects, live, origin);
}

/** Underlines the words that findings stand on; those of a deadline are underlined already. */
export function markText(mail: Mail, findings: Finding[], dues: Range[], signal: AbortSignal): void {
  for (const { finding, live } of standing(mail, findings).slice(0, maxMarks)) {
    const range = quoted(mail, live, finding.quote);
    if (range && !dues.some((due) => overlap(range, due))) underline(finding.severity, range, signal);
  }
}

function overlap(a: Range, b: Range): boolean {
  if (documentOf(a.startContainer) !== documentOf(b.startContainer)) return false;
  return a.compareBoundaryPoints(Range.START_TO_END, b) > 0 && a.compareBoundaryPoints(Range.END_TO_START, b) < 0;
}

/** The range of a quotation within an element; a link is marked whole. */
function quoted(mail: Mail, live: Element, quote: string): Range | undefined {
  if (localName(live) !== 'a') return rangeOf(live, quote, mail.bodies);
  if (!textOf(live)?.trim()) return undefined;
  const range = rangeIn(live);
  range.selectNodeContents(live);
  return range;
}
