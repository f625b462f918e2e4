#!/usr/bin/env node
// Runs the Worker in workerd on this machine.
//
//   node worker/serve.mjs [--port 8787] [--kv build/kv] [--max-age 0] [--config worker/config.capnp]
//
// prints `ready http://127.0.0.1:PORT` when it answers; port 0 takes a free one.
// It ends on SIGTERM and SIGINT, and with the process that started it. SIGHUP
// starts it anew on the same port, with an empty memory.
// As a module: `const server = await start({ kv }); … await server.stop()`.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const SETPRIV = '/usr/bin/setpriv';

/**
 * @typedef {{ port?: number, kv?: string, maxAge?: number, config?: string }} Options
 * @typedef {{ url: string, pid: number, ended: Promise<number | null>, stop: () => Promise<void> }} Server
 * @param {Options} options
 * @returns {Promise<Server>}
 */
export async function start({ port = 0, kv = 'build/kv', maxAge = 0, config = join(here, 'config.capnp') } = {}) {
  mkdirSync(kv, { recursive: true });
  const args = [
    'serve',
    config,
    `--socket-addr=http=127.0.0.1:${port}`,
    `--directory-path=kv=${resolve(kv)}`,
    '--control-fd=3',
  ];
  const child = spawn(...dyingWithUs(workerd(config), args), {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, MAX_AGE: String(maxAge) },
  });
  const ended = new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', done);
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const listening = await Promise.race([
    listens(/** @type {import('node:stream').Readable} */ (child.stdio[3])),
    ended,
  ]);
  if (typeof listening !== 'string') throw new Error(`workerd ended at once (${listening}): is port ${port} taken?`);
  await answers(`${listening}/v1/status`);
  return { url: listening, pid: child.pid ?? 0, ended, stop };
}

/** The path of the runtime's program. @param {string} config @returns {string} */
function workerd(config) {
  if (!existsSync(join(dirname(config), 'build', 'app.wasm')))
    throw new Error('the Worker is not built: run `make worker`');
  try {
    return createRequire(import.meta.url)('workerd').default;
  } catch {
    throw new Error('workerd is not installed: run `npm ci`');
  }
}

/**
 * Lets the kernel end the program with us, even when we are killed outright.
 * @param {string} program @param {string[]} args @returns {[string, string[]]}
 */
function dyingWithUs(program, args) {
  return existsSync(SETPRIV) ? [SETPRIV, ['--pdeathsig', 'KILL', program, ...args]] : [program, args];
}

/** Waits for the runtime to name its port. @param {import("node:stream").Readable} control @returns {Promise<string>} */
function listens(control) {
  return new Promise((found) => {
    let text = '';
    control.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      const port = /"socket":"http","port":(\d+)/.exec(text)?.[1];
      if (port !== undefined) found(`http://127.0.0.1:${port}`);
    });
  });
}

/** Waits until an address answers anything at all. @param {string} url */
async function answers(url) {
  for (let tries = 0; ; tries++) {
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/** The command line. */
async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      kv: { type: 'string', default: 'build/kv' },
      'max-age': { type: 'string', default: '0' },
      config: { type: 'string', default: join(here, 'config.capnp') },
    },
  });
  const { kv, config } = values;
  /** @type {Server | undefined} */
  let server;
  let wish = 'serve';
  /** @param {string} next */
  const become = (next) => {
    wish = next;
    void server?.stop();
  };
  process.on('SIGTERM', () => become('end')).on('SIGINT', () => become('end'));
  process.on('SIGHUP', () => become('start anew'));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && become('end'), 500).unref();

  for (let port = Number(values.port); wish !== 'end'; port = Number(new URL(server.url).port)) {
    wish = 'serve';
    server = await start({ port, kv, config, maxAge: Number(values['max-age']) });
    console.log(`ready ${server.url}`);
    const code = await server.ended;
    if (wish === 'serve') throw new Error(`workerd ended by itself (${code})`);
  }
  process.exit(0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((/** @type {Error} */ error) => {
    console.error(`serve: ${error.message}`);
    process.exit(1);
  });
}
