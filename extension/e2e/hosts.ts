import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
  createServer as createPlain,
  type IncomingMessage,
  request as requestPlain,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.ts';

/** The pages of this folder's `pages`, served to a browser that takes us for every host there is. */
export interface Hosts {
  /** Chromium's arguments that bring every https address to us, and nowhere else. */
  browserArgs: string[];
  /** Where the pages of software that runs on anybody's host are. */
  anyHost: string;
  /** Shows a page at an address from now on, whatever else would be there. */
  show(address: string, html: string): void;
  /** Stands in front of a server from now on: what it answers is served under an https address. */
  front(address: string, server: string): void;
  /** What was asked of us, by address, in order. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** Which page an address shows: the first that fits. */
const shown: [address: RegExp, page: string][] = [
  [/^mail\.google\.com\/mail\/.*[?&]view=om&/, 'gmail-source'],
  [/^mail\.google\.com\//, 'gmail'],
  [/^outlook\.(live\.com|office\.com|office365\.com|cloud\.microsoft)\//, 'outlook'],
  [/^mail\.yahoo\.co\.jp\//, 'yahoo-japan'],
  [/^mail\.yahoo\.com\//, 'yahoo'],
  [/^www\.icloud\.com\/applications\//, 'icloud-app'],
  [/^www\.icloud\.com\//, 'icloud'],
  [/^mail\.proton\.me\//, 'proton'],
  [/^127\.0\.0\.1:\d+\/roundcube\//, 'roundcube'],
  [/^127\.0\.0\.1:\d+\/snappymail\//, 'snappymail'],
  [/^127\.0\.0\.1:\d+\/SOGo\//, 'sogo'],
  [/^127\.0\.0\.1:\d+\/apps\/mail\//, 'nextcloud'],
];

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8' };

function answer(made: Map<string, string>, url: URL, response: ServerResponse): void {
  const send = (type: string, body: string | Buffer) =>
    response.writeHead(200, { 'content-type': types[type] ?? '' }).end(body);
  const own = made.get(url.href);
  if (own !== undefined) return void send('html', own);
  // A mail in a frame is a document of its own; the page says what is in it.
  const echo = url.searchParams.get('echo');
  if (echo !== null) return void send('html', echo);
  const [, asset, type = ''] = /^\/(app\.(js|css))$/.exec(url.pathname) ?? [];
  if (asset) return void send(type, page(asset));
  const [, layout] = /^\/unknown\/([a-z-]+)$/.exec(url.pathname) ?? [];
  const name = layout
    ? `unknown-${layout}`
    : shown.find(([address]) => address.test(`${url.host}${url.pathname}${url.search}`))?.[1];
  if (name) send('html', page(`${name}.html`));
  else response.writeHead(404).end();
}

function pass(request: IncomingMessage, response: ServerResponse, server: string): void {
  const { method, headers, url = '/' } = request;
  const onward = requestPlain(new URL(url, server), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

function page(name: string): Buffer {
  return readFileSync(join(root, 'extension/e2e/pages', name));
}

export async function startHosts(): Promise<Hosts> {
  const made = new Map<string, string>();
  const fronted = new Map<string, string>();
  const asked: string[] = [];
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
    asked.push(url.href);
    const server = fronted.get(url.origin);
    if (server) pass(request, response, server);
    else answer(made, url, response);
  };
  const secure = createServer(certificate(), serve);
  const plain = createPlain(serve);
  const [port, plainPort] = await Promise.all([secure, plain].map(listening));
  return {
    browserArgs: [
      `--host-resolver-rules=MAP *:443 127.0.0.1:${port}`,
      // Names that browsers expect a certain certificate from are among those we stand in for.
      '--ignore-certificate-errors',
    ],
    anyHost: `http://127.0.0.1:${plainPort}`,
    show: (address, html) => void made.set(withoutHash(address), html),
    front: (address, server) => void fronted.set(new URL(address).origin, server),
    asked,
    async stop() {
      for (const server of [secure, plain]) {
        server.close();
        server.closeAllConnections();
        await once(server, 'close');
      }
    },
  };
}

/** What a browser asks for, whether in secret or not. */
function withoutHash(address: string): string {
  const url = new URL(address);
  url.protocol = 'https:';
  url.hash = '';
  return url.href;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A certificate nobody trusts, made for this run by the tool that Go brings along for tests. */
export function certificate(): { cert: Buffer; key: Buffer } {
  const dir = mkdtempSync(join(tmpdir(), 'tashikame-certificate-'));
  try {
    const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const tool = join(goroot, 'src/crypto/tls/generate_cert.go');
    execFileSync('go', ['run', tool, '--host', 'localhost', '--ecdsa-curve', 'P256'], { cwd: dir, stdio: 'pipe' });
    return { cert: readFileSync(join(dir, 'cert.pem')), key: readFileSync(join(dir, 'key.pem')) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
