import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

export interface BenchMail {
  name: string;
  eml: Buffer;
}

const dir = join(root, 'wasm/testdata/bench');

/** The mails to measure with: sizes are spread as in real mail. */
export const bench: readonly BenchMail[] = readdirSync(dir)
  .filter((name) => name.endsWith('.eml'))
  .sort()
  .map((name) => ({ name, eml: readFileSync(join(dir, name)) }));
