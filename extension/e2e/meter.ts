import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A wire between the extension and its rule server that counts what goes over it. */
export interface Meter {
  /** Requests since the last reset. */
  requests(): number;
  /** Bytes that came down, headers included. */
  down(): number;
  reset(): void;
  stop(): Promise<void>;
}

export async function startMeter(from: number, to: number): Promise<Meter> {
  let requests = 0;
  let down = 0;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => open.delete(socket));
      socket.pipe(other);
    }
    near.on('data', (chunk: Buffer) => {
      requests += chunk.toString('latin1').match(/^[A-Z]+ \/\S* HTTP\/1\.1\r$/gm)?.length ?? 0;
    });
    far.on('data', (chunk: Buffer) => {
      down += chunk.length;
    });
  }).listen(from, '127.0.0.1');
  await once(server, 'listening');
  return {
    requests: () => requests,
    down: () => down,
    reset() {
      requests = down = 0;
    },
    async stop() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
