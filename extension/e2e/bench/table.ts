import type { Figure } from './figure.ts';

/** A Markdown table of figures beside their bars. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, bar, unit }) => {
    const measured = `${Number.isInteger(value) ? value : value.toPrecision(3)} ${unit}`.trim();
    const allowed = `≤ ${bar} ${unit}`.trim();
    return `| ${what} | ${measured} | ${allowed} | ${(value / bar).toFixed(2)} | ${value <= bar ? 'yes' : 'no'} |`;
  });
  return ['| what | measured | bar | ratio | holds |', '|---|---:|---:|---:|---|', ...rows].join('\n');
}

/** Puts a text between the marks of that name; where there are none, they are added at the end. */
export function replaceBetween(document: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name}: written by make bench -->`, `<!-- /${name} -->`];
  const marked = `${open}\n${text}\n${close}`;
  const from = document.indexOf(open);
  const to = document.indexOf(close, from);
  if (from < 0 || to < 0) return `${document.trimEnd()}\n\n${marked}\n`.trimStart();
  return document.slice(0, from) + marked + document.slice(to + close.length);
}
