import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './paths.ts';
import { ready, type Service, serviceDir, start } from './service.ts';

const run = promisify(execFile);

/** The Worker in workerd, answering for a repository of its own. */
export interface RuleServer {
  url: string;
  /** A copy of the rule book, to be edited and published. */
  book: string;
  /** Compiles, signs and pushes the book. */
  publish(): Promise<void>;
  stop(): Promise<void>;
}

/** Where the test build of the extension looks for rules. */
const port = 8787;

/**
 * Starts the Worker with nothing published yet. The keys are those whose root was built into the extension;
 * `make` has made them.
 */
export async function startRuleServer(): Promise<RuleServer> {
  const dir = serviceDir('rules');
  const at = (name: string) => join(dir, name);
  cpSync(join(root, 'wasm/rules/book'), at('book'), { recursive: true });
  const serve = await startWorker(dir, at('kv'));
  return {
    url: `http://127.0.0.1:${port}/`,
    book: at('book'),
    publish: () =>
      publish(['dev', '-keys', 'build/keys', '-repo', at('repository'), '-kv', at('kv'), '-book', at('book')]),
    stop: () => serve.stop(),
  };
}

async function startWorker(dir: string, kv: string): Promise<Service> {
  const service = start({
    name: 'rule server',
    dir,
    command: [process.execPath, 'worker/serve.mjs', '--port', String(port), '--kv', kv],
    cwd: root,
  });
  await ready(service, async () => /^ready /m.test(service.log()));
  return service;
}

async function publish(args: readonly string[]): Promise<void> {
  await run('go', ['run', './worker/cmd/publish', ...args], { cwd: root });
}
