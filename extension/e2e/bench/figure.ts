/** One measured figure, and the most that it may be. */
export interface Figure {
  what: string;
  value: number;
  bar: number;
  unit: 'ms' | 'KB' | 'MB' | '×' | '';
}

/** The value below which a part of all measured ones lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

/** Figures of the middle and of the slow end. */
export function spread(what: string, times: readonly number[], bars: { p50: number; p95: number }): Figure[] {
  const of = (part: number, bar: number): Figure => ({
    what: `${what}, p${part * 100}`,
    value: quantile(times, part),
    bar,
    unit: 'ms',
  });
  return [of(0.5, bars.p50), of(0.95, bars.p95)];
}
