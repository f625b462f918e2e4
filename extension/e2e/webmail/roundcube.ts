import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, ready, type Service, serviceDir, start, unprivileged } from '../service.ts';

/** Where Debian's roundcube-core puts what is served, and the defaults a configuration builds on. */
const publicHtml = '/var/lib/roundcube/public_html';
const defaults = ['/etc/roundcube/defaults.inc.php', '/etc/roundcube/mimetypes.php'];

export type Language = 'ja_JP' | 'en_US';

export interface Roundcube {
  url: string;
  service: Service;
}

/** Starts Roundcube on PHP's own web server, in front of the IMAP server at `imapPort`. */
export async function startRoundcube(imapPort: number, language: Language): Promise<Roundcube> {
  const dir = serviceDir('roundcube');
  configure(dir, imapPort, language);
  const port = await freePort();
  const service = start({
    name: 'roundcube',
    dir,
    command: ['/usr/bin/php', '-S', `127.0.0.1:${port}`, '-t', publicHtml],
    env: {
      ROUNDCUBE_CONFIG_DIR: dir,
      // One page of Roundcube asks for forty files; a single worker would hand them out one by one.
      PHP_CLI_SERVER_WORKERS: '4',
    },
    as: unprivileged,
  });
  const url = `http://127.0.0.1:${port}/`;
  await ready(service, async () => (await fetch(url)).ok);
  return { url, service };
}

function configure(dir: string, imapPort: number, language: Language): void {
  for (const file of defaults) symlinkSync(file, join(dir, file.replace(/.*\//, '')));
  for (const name of ['logs', 'temp']) {
    mkdirSync(join(dir, name));
    chownSync(join(dir, name), unprivileged.uid, unprivileged.gid);
  }
  const settings = {
    db_dsnw: `sqlite:///${join(dir, 'roundcube.sqlite')}?mode=0600`,
    imap_host: `127.0.0.1:${imapPort}`,
    mail_domain: 'post.example',
    des_key: randomBytes(12).toString('hex'),
    log_dir: join(dir, 'logs'),
    temp_dir: join(dir, 'temp'),
    language,
    timezone: 'Asia/Tokyo',
    product_name: 'Roundcube',
    session_lifetime: 600,
    enable_spellcheck: false,
    plugins: [],
  };
  writeFileSync(join(dir, 'settings.json'), JSON.stringify(settings));
  writeFileSync(
    join(dir, 'config.inc.php'),
    "<?php $config = json_decode(file_get_contents(__DIR__ . '/settings.json'), true);\n",
  );
}
