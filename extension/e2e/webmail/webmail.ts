import { randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unprivileged } from '../service.ts';
import { startImap } from './imap.ts';
import { type Language, startRoundcube } from './roundcube.ts';

/** A real webmail with one throw-away mailbox, on loopback. */
export interface Webmail {
  /** The login page. */
  url: string;
  /** Puts mails into the inbox, the last one on top; a webmail that is open shows them after a refresh. */
  deliver(...mails: (string | Uint8Array)[]): void;
  stop(): Promise<void>;
}

export async function startWebmail(language: Language = 'ja_JP'): Promise<Webmail> {
  const imap = await startImap();
  try {
    const roundcube = await startRoundcube(imap.port, language);
    return {
      url: roundcube.url,
      deliver: (...mails) => {
        for (const mail of mails) deliver(imap.maildir, mail);
      },
      async stop() {
        await Promise.all([roundcube.service.stop(), imap.service.stop()]);
      },
    };
  } catch (error) {
    await imap.service.stop();
    throw error;
  }
}

let delivered = 0;

/** Delivers as the maildir format asks: written in tmp, then renamed into new, so that no reader sees a part. */
function deliver(maildir: string, mail: string | Uint8Array): void {
  for (const dir of [maildir, ...['cur', 'new', 'tmp'].map((sub) => join(maildir, sub))]) {
    if (mkdirSync(dir, { recursive: true })) chownSync(dir, unprivileged.uid, unprivileged.gid);
  }
  // Dovecot numbers new mails in the order of the time that stands first in their names.
  const name = `${Math.floor(Date.now() / 1000)}.M${String(++delivered).padStart(6, '0')}_${randomUUID()}.localhost`;
  const written = join(maildir, 'tmp', name);
  writeFileSync(written, mail);
  chownSync(written, unprivileged.uid, unprivileged.gid);
  renameSync(written, join(maildir, 'new', name));
}
