import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { extension } from '../paths.ts';
import type { Figure } from './figure.ts';

/** What is downloaded with the extension, and what is loaded into every page. */
export function sizes(): Figure[] {
  const core = readFileSync(join(extension, 'core.wasm'));
  const content = readFileSync(join(extension, 'content.js'));
  return [
    {
      what: `core.wasm, gzip (${(core.length / 1e6).toFixed(2)} MB raw)`,
      value: packed(core) / 1e6,
      bar: 1.35,
      unit: 'MB',
    },
    { what: 'content script, gzip', value: packed(content) / 1024, bar: 15, unit: 'KB' },
  ];
}

function packed(file: Buffer): number {
  return gzipSync(file, { level: 9 }).length;
}
