import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { subjectOf } from './mail.ts';
import { root } from './paths.ts';

/** A mail of the corpus in wasm/testdata/mails. */
export interface Fixture {
  eml: Buffer;
  subject: string;
}

export function fixture(name: string): Fixture {
  const eml = readFileSync(join(root, 'wasm/testdata/mails', `${name}.eml`));
  return { eml, subject: subjectOf(eml) };
}
