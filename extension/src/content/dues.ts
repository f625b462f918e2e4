/**
 * Marks the words that a deadline stands on, with a quiet chip beside them that
 * says how long is left. In a spoofed mail a deadline is pressure, and is called so.
 */
import { element } from '../shown/dom.ts';
import { everyMinute, timeLeft } from '../shown/left.ts';
import { box, documentOf, findAll, parentElement, rangeIn, rootOf, textOf, textsIn, viewOf } from '../shown/node.ts';
import { verdictSign } from '../shown/sign.ts';
import { until, words } from '../shown/words.ts';
import { Assumed, type Due, DuePressure } from '../types/wire.ts';
import { underline } from './highlight.ts';
import { around, follow } from './place.ts';
import { rangeOf } from './range.ts';
import type { Mail } from './see.ts';

/** More deadlines than these tell a reader nothing more. */
const maxDues = 12;

/** Of a longer part of a mail, not every line is measured. */
const maxBlock = 4000;

interface Mark {
  due: Due;
  range: Range;
  chip: HTMLElement;
}

/** Marks the deadlines whose words are in the mail, and gives where they stand. */
export function markDues(layer: HTMLElement, mail: Mail, dues: Due[], signal: AbortSignal): Range[] {
  const marks = dues.slice(0, maxDues).flatMap((due) => mark(mail, due));
  if (marks.length === 0) return [];
  for (const { due, range, chip } of marks) {
    underline(due.kind === DuePressure ? 'pressure' : 'due', range, signal);
    layer.append(chip);
  }
  const again = () => place(layer, mail, marks);
  follow(layer, mail, again, signal);
  keepTrue(marks, again, signal);
  return marks.map(({ range }) => range);
}

/** A deadline that no words of the mail state, said in full: which, until when, how long yet, and why. */
export function assumed(dues: Due[], signal: AbortSignal): HTMLElement[] {
  const marks = dues.filter(({ basis }) => basis === Assumed).map((due) => ({ due, chip: chipOf(due) }));
  if (marks.length > 0) keepTrue(marks, () => undefined, signal);
  return marks.map(({ due, chip }) =>
    element('p', { class: 'assumed' }, chip, ' ', words('due_until', until(due.at)), ' ', due.reason ?? ''),
  );
}

/** Keeps the time left true. Nothing is read out by itself. */
function keepTrue(marks: Pick<Mark, 'due' | 'chip'>[], placed: () => void, signal: AbortSignal): void {
  const tick = () => {
    for (const { due, chip } of marks) tell(due, chip);
    placed();
  };
  everyMinute(tick, signal);
}

function mark(mail: Mail, due: Due): Mark[] {
  const live = mail.live.get(due.ref ?? 0);
  const range = live && rangeOf(live, due.quote, mail.bodies);
  return range ? [{ due, range, chip: chipOf(due) }] : [];
}

function chipOf(due: Due): HTMLElement {
  if (due.kind === DuePressure) {
    const sign = 'caution';
    const props = { class: 'chip due', role: 'note', 'data-due': due.kind, 'data-verdict': sign };
    const chip = element('div', props, verdictSign(sign), words('due_pressure'));
    chip.title = words('due_pressure_why');
    return chip;
  }
  const chip = element('div', { class: 'chip due', role: 'timer', 'aria-live': 'off', 'data-due': due.kind });
  chip.title = `${words('due_until', until(due.at))}\n${due.reason ?? ''}`.trim();
  tell(due, chip);
  return chip;
}

/** What is seen is short; what is read out is the whole. */
function tell(due: Due, chip: HTMLElement): void {
  if (due.kind === DuePressure) return;
  const left = timeLeft(due.at);
  if (chip.textContent === left) return;
  chip.textContent = left;
  chip.ariaLabel = `${words('due_until', until(due.at))} ${left} ${due.reason ?? ''}`.trim();
}

/** Reads all places first and writes afterwards. */
function place(layer: HTMLElement, { bodies }: Mail, marks: Mark[]): void {
  for (const { chip } of marks) chip.classList.remove('tiny');
  const origin = box(layer);
  const taken: DOMRect[] = [];
  const places = marks.map(({ range, chip }) => {
    const at = placeOf(range, chip, bodies, origin, taken);
    if (at?.width) taken.push(at);
    return at;
  });
  marks.forEach(({ chip }, i) => {
    const at = places[i];
    chip.hidden = !at;
    if (!at) return;
    chip.classList.toggle('tiny', at.width === 0);
    chip.style.cssText = `left:${at.x}px;top:${at.y}px`;
  });
}

/**
 * Where a chip covers no word and is seen to be theirs: after the words' own
 * line, or after the next lines of the same paragraph. Where nothing is free, a
 * place without width: the corner of the words, for a chip that opens when it
 * is pointed at.
 */
function placeOf(
  range: Range,
  chip: HTMLElement,
  bodies: Element[],
  origin: DOMRect,
  taken: DOMRect[],
): DOMRect | undefined {
  const node = range.endContainer;
  const last = [...range.getClientRects()].filter(({ width }) => width > 0).at(-1);
  const words = last && around([last], node, origin);
  if (!words) return undefined;
  const { offsetWidth: width, offsetHeight: height } = chip;
  const block = blockOf(node, bodies);
  const edge = around([box(block)], node, origin)?.right ?? 0;
  const inLayer = (rects: DOMRect[]) => rects.flatMap((rect) => around([rect], node, origin) ?? []);
  const drawn = inLayer(drawnIn(block));
  for (const line of [words, ...inLayer(paragraph(node)).filter(({ top }) => top > words.bottom - 2)]) {
    const y = line.y + (line.height - height) / 2;
    const beside = [...drawn, ...taken].filter(({ top, bottom }) => top < y + height - 2 && y + 2 < bottom);
    const x = Math.max(...beside.map(({ right }) => right)) + 8;
    if (x + width <= edge) return new DOMRect(x, y, width, height);
  }
  return new DOMRect(words.right - 4, words.y - 8, 0, 0);
}

/** The lines of the paragraph that a node stands in; none where its lines are broken by hand, and may speak of other things. */
function paragraph(node: Node): DOMRect[] {
  const view = viewOf(node);
  let el = parentElement(node);
  for (; el && view?.getComputedStyle(el).display.startsWith('inline'); el = parentElement(el));
  const broken = !el || findAll(el, 'br').length > 0 || view?.getComputedStyle(el).whiteSpace.startsWith('pre');
  return el && !broken && (textOf(el) ?? '').length <= maxBlock ? drawnIn(el) : [];
}

/** The largest part of the mail around the words that is not too long to be measured. */
function blockOf(node: Node, bodies: Element[]): Element {
  let block = parentElement(node) ?? rootOf(documentOf(node));
  while (!bodies.includes(block)) {
    const outer = parentElement(block);
    if (!outer || (textOf(outer) ?? '').length > maxBlock) break;
    block = outer;
  }
  return block;
}

/** Where there are words or pictures. */
function drawnIn(block: Element): DOMRect[] {
  const texts = [...textsIn(block)].flatMap((text) => {
    const range = rangeIn(text);
    range.selectNodeContents(text);
    return [...range.getClientRects()];
  });
  return [...texts, ...findAll(block, 'img, input, button, video').map(box)].filter(({ width }) => width > 0);
}
