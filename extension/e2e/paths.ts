import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's root, found from wherever this file was bundled to. */
export const root = (() => {
  let dir = import.meta.dirname;
  while (!existsSync(join(dir, 'go.mod'))) {
    if (dir === dirname(dir)) throw new Error(`no go.mod above ${import.meta.dirname}`);
    dir = dirname(dir);
  }
  return dir;
})();

/** The test build of the extension. */
export const extension = join(root, 'dist/test-chrome');
