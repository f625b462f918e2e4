import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server whose pages a test makes up. */
export interface Site {
  /** Serves a page from now on, and gives its address. */
  serve(name: string, html: string): string;
  stop(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const pages = new Map<string, string>();
  const server = createServer(({ url }, response) => {
    const page = pages.get(url ?? '');
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    serve(name, html) {
      pages.set(`/${name}`, html);
      return `http://127.0.0.1:${port}/${name}`;
    },
    stop: () => close(server),
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** What stands round a mail in a webmail. */
export interface Head {
  from: string;
  address: string;
  subject: string;
}

/**
 * A page that Roundcube's profile fits, with a mail in it that no webmail would show like this: nothing has been
 * taken out of it, and it may run scripts.
 */
export function webmailPage({ from, address, subject }: Head, body: string): string {
  return `<!doctype html><html lang="ja"><title>mail</title><body>
    <div id="message-header"><h2 class="subject">${subject}</h2><div class="header-summary">
      <span class="text-nowrap">2026-11-20 10:15</span></div>
      <table><tr><td class="header from"><span class="rcmContactAddress" title="${address}">${from}</span></td></tr></table>
    </div>
    <div id="message-content"><div id="messagebody">${body}</div></div>
  </body></html>`;
}
