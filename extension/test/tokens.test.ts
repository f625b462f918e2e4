import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

// The colours of tokens.css: what is read can be read, in both themes (WCAG 2.2, 1.4.3 and 1.4.11).

const sheet = readFileSync(join(process.cwd(), 'extension/src/shown/tokens.css'), 'utf8');
const themes = ['light', 'dark'] as const;

function colour(name: string, theme: (typeof themes)[number]): string {
  const [, light = '', dark = ''] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(sheet) ?? [];
  assert.notEqual(light, '', `there is no colour ${name}`);
  return theme === 'light' ? light : dark;
}

/** WCAG's relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const verdicts = ['spoofed', 'caution', 'consistent', 'genuine', 'unreadable'];

/** What is read, and on which grounds it stands. */
const inks: [string, string[]][] = [
  ['ink', ['ground', 'ground-soft', 'accent-soft', ...verdicts.map((verdict) => `${verdict}-ground`)]],
  ['ink-soft', ['ground', 'ground-soft', ...verdicts.map((verdict) => `${verdict}-ground`)]],
  ['accent', ['ground', 'ground-soft', 'accent-soft']],
  ['on-accent', ['accent']],
  ...verdicts.map((verdict): [string, string[]] => [`${verdict}-ink`, ['ground', `${verdict}-ground`]]),
];

for (const theme of themes) {
  test(`${theme}: every text has a contrast of 4.5 with the ground it stands on`, () => {
    for (const [ink, grounds] of inks) {
      for (const ground of grounds) {
        const ratio = contrast(colour(ink, theme), colour(ground, theme));
        assert.ok(ratio >= 4.5, `${ink} on ${ground}: ${ratio.toFixed(2)}`);
      }
    }
  });

  test(`${theme}: what only a line tells has a contrast of 3 with the page`, () => {
    for (const line of ['line-strong', 'accent', ...verdicts.map((verdict) => `${verdict}-line`)]) {
      const ratio = contrast(colour(line, theme), colour('ground', theme));
      assert.ok(ratio >= 3, `${line}: ${ratio.toFixed(2)}`);
    }
  });
}
