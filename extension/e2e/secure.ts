import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificate } from './hosts.ts';

/** A site on this machine under a name of its own and over TLS, as people have their webmail. */
export interface Secure {
  /** What browsers have to be told leads here. */
  host: string;
  url: string;
  stop(): Promise<void>;
}

export async function secured(plain: string, host: string): Promise<Secure> {
  const pass = (asked: IncomingMessage, answer: ServerResponse) => {
    const { method, headers, url = '/' } = asked;
    const onward = request(new URL(url, plain), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  };
  const server = createServer(certificate(), pass).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host,
    url: `https://${host}:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
