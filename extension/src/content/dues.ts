/**
 * Marks the words that a deadline stands on, with a quiet chip beside them that
 * says how long is left. In a spoofed mail a deadline is pressure, and is called so.
 */
import { element } from '../dom.ts';
import { everyMinute, timeLeft } from '../left.ts';
import { box, documentOf, findAll, parentElement, rangeIn, rootOf, textOf, textsIn } from '../node.ts';
import { verdictSign } from '../sign.ts';
import { type Due, DuePressure } from '../types/wire.ts';
import { until, words } from '../words.ts';
import { underline } from './highlight.ts';
import { around, follow } from './place.ts';
import { rangeOf } from './range.ts';
import type { Mail } from './see.ts';

/** More deadlines than these tell a reader nothing more. */
const maxDues = 12;

/** Of a longer part of a mail, not every line is measured. */
const maxBlock = 4000;

/** A chip further below its words would not be taken for theirs. */
const maxLines = 6;

interface Mark {
  due: Due;
  range: Range;
  chip: HTMLElement;
}

export function markDues(layer: HTMLElement, mail: Mail, dues: Due[], signal: AbortSignal): void {
  const marks = dues.slice(0, maxDues).flatMap((due) => mark(mail, due));
  if (marks.length === 0) return;
  for (const { due, range, chip } of marks) {
    underline(due.kind === DuePressure ? 'pressure' : 'due', range, signal);
    layer.append(chip);
  }
  const again = () => place(layer, marks);
  follow(layer, mail, again, signal);
  const tick = () => {
    for (const { due, chip } of marks) tell(due, chip);
    again();
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
    return element('div', props, verdictSign(sign), words('due_pressure'));
  }
  const chip = element('div', { class: 'chip due', role: 'timer', 'aria-live': 'off', 'data-due': due.kind });
  chip.title = `${words('due_until', until(due.at))}\n${due.reason ?? ''}`.trim();
  tell(due, chip);
  return chip;
}

/** What is seen is short; what is read out is the whole. Nothing is read out by itself. */
function tell(due: Due, chip: HTMLElement): void {
  if (due.kind === DuePressure) return;
  const left = timeLeft(due.at);
  if (chip.textContent === left) return;
  chip.textContent = left;
  chip.ariaLabel = `${words('due_until', until(due.at))} ${left} ${due.reason ?? ''}`.trim();
}

/** Reads all places first and writes afterwards. */
function place(layer: HTMLElement, marks: Mark[]): void {
  const origin = box(layer);
  const taken: DOMRect[] = [];
  const places = marks.map(({ range, chip }) => {
    const at = placeOf(range, chip, origin, taken);
    if (at) taken.push(at);
    return at;
  });
  marks.forEach(({ chip }, i) => {
    const at = places[i];
    chip.hidden = !at;
    if (at) chip.style.cssText = `left:${at.x}px;top:${at.y}px`;
  });
}

/**
 * Where a chip covers no word: after the words' own line, or after one of the
 * next ones. Only where nothing is free does it lie right below the words.
 */
function placeOf(range: Range, chip: HTMLElement, origin: DOMRect, taken: DOMRect[]): DOMRect | undefined {
  const node = range.endContainer;
  const last = [...range.getClientRects()].filter(({ width }) => width > 0).at(-1);
  const words = last && around([last], node, origin);
  if (!words) return undefined;
  const { offsetWidth: width, offsetHeight: height } = chip;
  const block = blockOf(node);
  const edge = around([box(block)], node, origin)?.right ?? 0;
  const drawn = drawnIn(block).flatMap((rect) => around([rect], node, origin) ?? []);
  for (const line of linesFrom(words, drawn)) {
    const y = line.y + (line.height - height) / 2;
    const beside = [...drawn, ...taken].filter(({ top, bottom }) => top < y + height - 2 && y + 2 < bottom);
    const x = Math.max(...beside.map(({ right }) => right)) + 8;
    if (x + width <= edge) return new DOMRect(x, y, width, height);
  }
  return new DOMRect(Math.max(0, words.x), words.bottom + 2, width, height);
}

/** The line of the words and the next ones. */
function linesFrom(words: DOMRect, drawn: DOMRect[]): DOMRect[] {
  const below = drawn.filter(({ top }) => top > words.bottom - 2).sort((a, b) => a.top - b.top);
  const lines = [words];
  for (const rect of below) if (rect.top > (lines.at(-1)?.bottom ?? 0) - 2) lines.push(rect);
  return lines.slice(0, maxLines);
}

/** The largest part of the mail around the words that is not too long to be measured. */
function blockOf(node: Node): Element {
  let block = parentElement(node) ?? rootOf(documentOf(node));
  for (let el = parentElement(block); el && (textOf(el) ?? '').length <= maxBlock; el = parentElement(el)) block = el;
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
