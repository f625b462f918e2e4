import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A copy of a build that has been given sites for which others have to ask: no test can answer the browser's question.
 * Without any named it is given all.
 */
export function granted(extension: string, sites?: string[]): string {
  const copy = `${extension}-granted-${sites?.length ?? 'all'}`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(extension, copy, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
  manifest.host_permissions.push(...(sites ?? manifest.optional_host_permissions));
  writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
  return copy;
}
