import type { FileBackend } from '@freedomofpress/tuf-browser';
import { RulesError } from './net.ts';

type Files = Record<string, string>;
type Metafile = NonNullable<Awaited<ReturnType<FileBackend['read']>>>;

/**
 * The TUF client's storage during one sync: a copy in memory. The library
 * writes a new timestamp before what it vouches for has arrived, so nothing it
 * writes is kept before all of it is there. Files are text, since the library
 * also changes objects it has stored.
 */
export class Staging implements FileBackend {
  readonly files: Files;
  private readonly before: Files;

  constructor(files: Files = {}) {
    this.before = files;
    this.files = { ...files };
  }

  /**
   * A file of the server's that need not be asked for: what vouches for it
   * describes it as before. The library asks all the same, each time that the
   * daily promise was renewed.
   */
  known(name: string): string | undefined {
    const [, role] = /^\d+\.(snapshot|targets)\.json$/.exec(name) ?? [];
    if (role === undefined) return undefined;
    const isAsBefore = described(this.files, role) === described(this.before, role);
    return isAsBefore ? this.files[`tuf/${role}.json`] : undefined;
  }

  async read(key: string): Promise<Metafile | undefined> {
    return this.get(key);
  }

  async write(key: string, value: Metafile): Promise<void> {
    this.files[key] = JSON.stringify(value);
  }

  async writeRaw(key: string, value: Uint8Array): Promise<void> {
    this.files[key] = new TextDecoder().decode(value);
  }

  async delete(key: string): Promise<void> {
    delete this.files[key];
  }

  /**
   * Until when everything is signed. The library looks at expiry only when
   * something is new; a server that repeats an old answer for ever must be
   * noticed too.
   */
  expires(trustedRoot: string): string {
    const root = this.get('tuf/root.json') ?? (JSON.parse(trustedRoot) as Metafile);
    const dates = [root, ...['timestamp', 'snapshot', 'targets'].map((role) => this.need(role))].map((file) =>
      new Date(file.signed.expires).getTime(),
    );
    return new Date(Math.min(...dates)).toISOString();
  }

  /** The SHA-256 by which the targets metadata names a file. */
  hash(name: string): string {
    const hash = this.need('targets').signed.targets[name]?.hashes.sha256;
    if (!hash) throw new RulesError('invalid', `no ${name} in the targets`);
    return hash;
  }

  private need(role: string): Metafile {
    const file = this.get(`tuf/${role}.json`);
    if (!file) throw new RulesError('invalid', `no ${role} metadata`);
    return file;
  }

  private get(key: string): Metafile | undefined {
    const text = this.files[key];
    return text === undefined ? undefined : JSON.parse(text);
  }
}

/** What the role above says of a role's newest file: its version, its length, its hash. */
function described(files: Files, role: string): string | undefined {
  const above = files[role === 'snapshot' ? 'tuf/timestamp.json' : 'tuf/snapshot.json'];
  return above && JSON.stringify((JSON.parse(above) as Metafile).signed.meta[`${role}.json`]);
}
