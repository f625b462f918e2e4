/**
 * Marks the words that a deadline stands on, with a quiet chip beside them that
 * says how long is left. In a spoofed mail a deadline is pressure, and is called so.
 */
import { element } from '../dom.ts';
import { everyMinute, timeLeft } from '../left.ts';
import { box, parentElement, rangeIn, textOf, textsIn } from '../node.ts';
import { verdictSign } from '../sign.ts';
import { type Due, DuePressure } from '../types/wire.ts';
import { until, words } from '../words.ts';
import { underline } from './highlight.ts';
import { around, follow } from './place.ts';
import { rangeOf } from './range.ts';
import type { Mail } from './see.ts';

/** More deadlines than these tell a reader nothing more. */
const maxDues = 12;

/** A longer block is not measured for the end of one of its lines. */
const maxBlock = 4000;

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
  const places = marks.map(({ range, chip }) => placeOf(range, chip, origin));
  marks.forEach(({ chip }, i) => {
    const at = places[i];
    chip.hidden = !at;
    if (at) chip.style.cssText = `left:${at.x}px;top:${at.y}px`;
  });
}

/** At the end of the line, where there is room, so that no word is covered; or else below the words. */
function placeOf(range: Range, chip: HTMLElement, origin: DOMRect): { x: number; y: number } | undefined {
  const node = range.endContainer;
  const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
  const last = rects.at(-1);
  const words = last && around([last], node, origin);
  if (!words) return undefined;
  const block = blockOf(node);
  const line = block && around(lineOf(block, last), node, origin);
  const edge = block && around([box(block)], node, origin);
  if (line && edge && chip.offsetWidth + 8 <= edge.right - line.right) {
    return { x: line.right + 8, y: words.y + (words.height - chip.offsetHeight) / 2 };
  }
  return { x: Math.max(0, words.x), y: words.bottom + 2 };
}

/** The element whose lines the words are in. */
function blockOf(node: Node): Element | undefined {
  let el = parentElement(node);
  while (el && getComputedStyle(el).display === 'inline') el = parentElement(el);
  return el && (textOf(el) ?? '').length <= maxBlock ? el : undefined;
}

/** What is written on the line that a box stands on. */
function lineOf(block: Element, on: DOMRect): DOMRect[] {
  const middle = on.top + on.height / 2;
  return [...textsIn(block)].flatMap((text) => {
    const range = rangeIn(text);
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter(({ top, bottom }) => top <= middle && middle <= bottom);
  });
}
