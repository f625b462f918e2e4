import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that runs beside the tests, and the directory it works in. Both end together. */
export interface Service {
  readonly name: string;
  readonly dir: string;
  /** What it has written so far, for errors. */
  log(): string;
  running(): boolean;
  stop(): Promise<void>;
}

interface User {
  uid: number;
  gid: number;
  user: string;
  group: string;
}

/**
 * Whom services run as that need no right of ours. For root that is Debian's nobody: dovecot refuses to serve
 * root's mail, and a web server that shows hostile mail should own nothing.
 */
export const unprivileged: User =
  userInfo().uid === 0 ? { uid: 65534, gid: 65534, user: 'nobody', group: 'nogroup' } : ourselves();

function ourselves(): User {
  const { uid, gid, username } = userInfo();
  return { uid, gid, user: username, group: execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim() };
}

/** A new directory that an unprivileged service can write to. */
export function serviceDir(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `tashikame-${name}-`));
  chownSync(dir, unprivileged.uid, unprivileged.gid);
  return dir;
}

// A service is led by this shell in a process group of its own. Its standard input is a pipe that only we
// hold: the kernel closes it however we end, kill -9 included, so nothing is ever left running or lying about.
// Once we are gone, a word of the shell's own to our pipes would end it too early: it says nothing.
const leash = `
dir=$1; shift
exec 3<&0 </dev/null
"$@" 3<&- &
service=$!
exec >/dev/null 2>&1
{ cat <&3; kill -TERM $service; sleep 5; kill -KILL $service; } &
exec 3<&-
wait $service
trap '' TERM
kill -TERM 0
wait
rm -rf -- "$dir"
kill -KILL 0
`;

export interface Start {
  name: string;
  command: readonly string[];
  /** From serviceDir; removed when the service ends. */
  dir: string;
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  as?: User;
}

/** Starts a service that ends when `stop` is called, and also when this process ends in any way. */
export function start({ name, command, dir, env, cwd, as }: Start): Service {
  const child = spawn('/bin/sh', ['-c', leash, 'leash', dir, ...command], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    cwd: cwd ?? dir,
    ...(as && { uid: as.uid, gid: as.gid }),
  });
  const log = collect(child);
  const ended = once(child, 'exit');
  return {
    name,
    dir,
    log,
    running: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}

/** Keeps the last of what a child writes; a service that chatters must not fill our memory. */
function collect(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-16_384);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

/** Waits until `answers` gives true; says what the service wrote when it ends or stays silent instead. */
export async function ready(service: Service, answers: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await answers().catch(() => false))) {
    const why = !service.running() ? 'ended' : Date.now() > deadline ? 'does not answer' : '';
    if (why) {
      await service.stop();
      throw new Error(`${service.name} ${why}. It wrote:\n${service.log()}`);
    }
    await sleep(50);
  }
}

/** A loopback port that was free a moment ago. */
export function freePort(): Promise<number> {
  return opened(0);
}

/** A port that is likely to stay free for longer: the system does not hand those out by itself. */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if ((await opened(port).catch(() => 0)) === port) return port;
  }
}

async function opened(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port was given to us');
  return address.port;
}
