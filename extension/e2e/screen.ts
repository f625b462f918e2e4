import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ready, serviceDir, start } from './service.ts';

const run = promisify(execFile);

/** A screen that nobody looks at, with keys and a mouse: for what browsers ask people in windows of their own. */
export interface Screen {
  /** For DISPLAY, in the environment of whoever shall be seen on it. */
  display: string;
  /** What is on it once nothing moves any more, as a PNG. */
  picture(): Promise<Buffer>;
  /** The colour of one point, "#rrggbb". */
  colour(x: number, y: number): Promise<string>;
  /** Presses keys one after the other, by the names that X gives them: "alt+shift+t". */
  press(...keys: string[]): Promise<void>;
  click(x: number, y: number): Promise<void>;
  stop(): Promise<void>;
}

export const size = { width: 1280, height: 900 };

export async function startScreen(): Promise<Screen> {
  const dir = serviceDir('screen');
  const depth = `${size.width}x${size.height}x24`;
  const command = ['/usr/bin/Xvfb', '-displayfd', '1', '-nolisten', 'tcp', '-screen', '0', depth];
  const service = start({ name: 'Xvfb', dir, command });
  const number = () => /^(\d+)$/m.exec(service.log())?.[1];
  await ready(service, async () => number() !== undefined);
  const display = `:${number()}`;
  const env = { ...process.env, DISPLAY: display };
  const xdotool = (...args: string[]) => run('xdotool', args, { env });
  const scrot = async (file: string) => {
    const path = join(dir, file);
    await run('scrot', ['--overwrite', path], { env });
    return readFileSync(path);
  };
  return {
    display,
    async picture() {
      let before = await scrot('screen.png');
      // A cursor may blink for ever.
      for (let tries = 0; tries < 20; tries++) {
        await sleep(300);
        const now = await scrot('screen.png');
        if (now.equals(before)) break;
        before = now;
      }
      return before;
    },
    async colour(x, y) {
      // A header of three words and a number, then three bytes a point, row by row.
      const points = (await scrot('screen.ppm')).subarray(-size.width * size.height * 3);
      return `#${points.subarray((y * size.width + x) * 3).toString('hex', 0, 3)}`;
    },
    async press(...keys) {
      await xdotool('key', '--delay', '100', ...keys);
    },
    async click(x, y) {
      await xdotool('mousemove', String(x), String(y), 'click', '1');
    },
    stop: () => service.stop(),
  };
}
