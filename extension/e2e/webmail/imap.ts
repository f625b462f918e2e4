import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { freePort, ready, type Service, serviceDir, start, unprivileged } from '../service.ts';

/** Any user name opens the one mailbox, with this password. */
export const password = 'tashikame';

export interface Imap {
  port: number;
  maildir: string;
  service: Service;
}

/** Starts a dovecot with one throw-away mailbox. */
export async function startImap(): Promise<Imap> {
  const dir = serviceDir('imap');
  const port = await freePort();
  const maildir = join(dir, 'Maildir');
  const config = join(dir, 'dovecot.conf');
  writeFileSync(config, dovecotConfig(dir, maildir, port));
  const service = start({
    name: 'dovecot',
    dir,
    command: ['/usr/sbin/dovecot', '-F', '-c', config],
    as: unprivileged,
  });
  await ready(service, () => greets(port));
  return { port, maildir, service };
}

/**
 * Dovecot without a privilege: it neither changes user nor root directory, so the same configuration serves
 * root (as nobody) and anybody else.
 */
function dovecotConfig(dir: string, maildir: string, port: number): string {
  const { uid, gid, user, group } = unprivileged;
  return `
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
mail_location = maildir:${maildir}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = home=${dir}/home uid=${uid} gid=${gid}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

async function greets(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1');
  try {
    const [greeting] = (await once(socket, 'data')) as [Buffer];
    return greeting.toString().includes('ready');
  } finally {
    socket.destroy();
  }
}
