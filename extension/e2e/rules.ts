import { execFile } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root, extension as testBuild } from './paths.ts';
import { ready, type Service, serviceDir, start } from './service.ts';

const run = promisify(execFile);

/** The Worker in workerd, answering for a repository of its own. */
export interface RuleServer {
  url: string;
  /** A copy of the rule book, to be edited and published. */
  book: string;
  /** What is published: the folder that the Worker reads as its KV. */
  store: string;
  /** Compiles, signs and pushes the book; options are those of `publish dev`. */
  publish(...options: string[]): Promise<void>;
  /** Signs anew that the newest is the newest, for as long as told: "-1h" makes an expired signature. */
  promise(duration: string): Promise<void>;
  /** Replaces keys, and publishes the root that says so. */
  rotate(...keys: string[]): Promise<void>;
  /**
   * Puts a server in the Worker's place that lies to whoever asks; see worker/hostile. It ends when the Worker is
   * resumed. The function it gives tells whether something was asked of it.
   */
  attack(name: string): Promise<(path: string) => boolean>;
  /** Ends the Worker, as when a server dies. */
  halt(): Promise<void>;
  /** Starts the Worker again, with an empty memory. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the Worker with nothing published yet, where a build of the extension looks for rules, or on another port. The
 * keys are those whose root was built into it; `make` has made them.
 */
export async function startRuleServer(extension = testBuild, port = rulesPort(extension)): Promise<RuleServer> {
  const dir = serviceDir('rules');
  // It keeps the folder, which outlives a Worker that is halted.
  const keeper = start({ name: 'keeper', dir, command: ['/bin/sleep', 'infinity'] });
  const [book, repository, store, keys] = ['book', 'repository', 'kv', 'keys'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
    string,
  ];
  cpSync(join(root, 'wasm/rules/book'), book, { recursive: true });
  // Keys of its own, since a rotation replaces them.
  cpSync(join(root, 'build/keys'), keys, { recursive: true });
  const url = `http://127.0.0.1:${port}/`;
  const signed = ['-keys', keys, '-repo', repository];
  let worker: Service | undefined;
  const server: RuleServer = {
    url,
    book,
    store,
    publish: (...options) => publish('dev', ...signed, '-kv', store, '-book', book, ...options),
    async promise(duration) {
      await publish('timestamp', ...signed, '-timestamp-for', duration);
      // What no client would take is only pushed when told so.
      await publish('push', '-repo', repository, '-kv', store, '-unchecked');
    },
    async rotate(...names) {
      await publish('rotate', ...signed, ...names);
      await publish('push', '-repo', repository, '-kv', store);
    },
    async attack(name) {
      await server.halt();
      const liar = await startAttack(name, port, signed);
      worker = liar;
      return (path) => liar.log().includes(`asked /v1/${path}`);
    },
    async halt() {
      await worker?.stop();
    },
    async resume() {
      await server.halt();
      worker = await startWorker(port, store);
    },
    async stop() {
      await server.halt();
      await keeper.stop();
    },
  };
  await server.resume();
  return server;
}

/** The port of the address that was built into the extension; its policy lets it go nowhere else. */
export function rulesPort(extension = testBuild): number {
  const manifest = readFileSync(join(extension, 'manifest.json'), 'utf8');
  const port = /connect-src 'self' http:\/\/127\.0\.0\.1:(\d+)/.exec(manifest)?.[1];
  if (!port) throw new Error(`${extension}: not built for a rule server on this machine`);
  return Number(port);
}

async function startWorker(port: number, kv: string): Promise<Service> {
  const service = start({
    name: 'rule server',
    dir: serviceDir('worker'),
    command: [process.execPath, 'worker/serve.mjs', '--port', String(port), '--kv', kv],
    cwd: root,
  });
  await ready(service, async () => /^ready /m.test(service.log()));
  return service;
}

async function startAttack(name: string, port: number, signed: string[]): Promise<Service> {
  const dir = serviceDir('hostile');
  const service = start({
    name,
    dir,
    command: ['go', 'run', './worker/cmd/hostile', ...signed, '-port', String(port), name],
    cwd: root,
    env: { TMPDIR: dir },
  });
  await ready(service, async () => /^ready /m.test(service.log()));
  return service;
}

async function publish(...args: string[]): Promise<void> {
  await run('go', ['run', './worker/cmd/publish', ...args], { cwd: root });
}

/** Puts a name on the list of those that Amazon owns, in the book that `publish` reads. */
export function give(server: RuleServer, domain: string): void {
  editBrand(server, /^owns:$/m, `owns:\n  - ${domain}`);
}

/** Takes it off again. */
export function take(server: RuleServer, domain: string): void {
  editBrand(server, `\n  - ${domain}\n`, '\n');
}

function editBrand({ book }: RuleServer, from: string | RegExp, to: string): void {
  const file = join(book, 'brands/amazon.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}

/** Keeps what is published now; the function it gives brings it back. */
export function snapshot({ store }: RuleServer): () => void {
  const copy = join(store, '../published');
  rmSync(copy, { recursive: true, force: true });
  cpSync(store, copy, { recursive: true });
  return () => {
    rmSync(store, { recursive: true });
    cpSync(copy, store, { recursive: true });
  };
}
