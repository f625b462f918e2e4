import { words } from './words.ts';

/** The verdicts from light to grave: a tab shows the gravest of its frames'. */
const order = ['none', 'genuine', 'consistent', 'unreadable', 'caution', 'spoofed'] as const;

export type VerdictWord = (typeof order)[number];

/** A verdict this version knows. What it does not know it cannot vouch for. */
export function known(verdict: string): VerdictWord {
  return order.find((word) => word === verdict) ?? 'unreadable';
}

export function gravest(verdicts: string[]): VerdictWord {
  return verdicts.map(known).reduce((a, b) => (order.indexOf(b) > order.indexOf(a) ? b : a), 'none');
}

export function verdictWord(verdict: string): string {
  return words(`verdict_${known(verdict)}`);
}
