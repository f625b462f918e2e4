import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A TUF key pair: Ed25519, named by the hash of its public half. */
export interface Key {
  id: string;
  public: object;
  secret: KeyObject;
}

export function newKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const told = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw.toString('hex') } };
  return { id: sha256(canonical(told)), public: told, secret: privateKey };
}

type Role = 'root' | 'timestamp' | 'snapshot' | 'targets';
type Keys = Record<Role, Key>;

export function newKeys(): Keys {
  return { root: newKey(), timestamp: newKey(), snapshot: newKey(), targets: newKey() };
}

/** What a publication may get wrong, on purpose. */
export interface Odd {
  /** Days until a role's signature expires; negative ones are over. */
  days?: Partial<Record<Role, number>>;
  versions?: Partial<Record<Role, number>>;
  /** Keys to sign with instead of the right ones. */
  keys?: Partial<Keys>;
}

/**
 * A TUF repository in memory, as the rule server would answer for it. It is
 * written from the specification and shares no code with the client, and it
 * does what an attacker with or without keys might do.
 */
export class Repository {
  /** By path below /v1/. */
  readonly files = new Map<string, string>();
  keys: Keys;
  private version = 0;
  private rootVersion = 0;

  constructor(keys = newKeys()) {
    this.keys = keys;
    this.files.set('1.root.json', this.rootSignedBy([keys.root]));
  }

  /** The root that a build trusts. */
  get firstRoot(): string {
    return this.files.get('1.root.json') ?? '';
  }

  publish(pack: string, odd: Odd = {}): void {
    this.version++;
    const hash = sha256(pack);
    this.files.set(`targets/${hash}.rules.json`, pack);
    const version = (role: Role) => odd.versions?.[role] ?? this.version;
    const targets = this.signed('targets', odd, {
      targets: { 'rules.json': { length: Buffer.byteLength(pack), hashes: { sha256: hash } } },
    });
    const snapshot = this.signed('snapshot', odd, { meta: { 'targets.json': { version: version('targets') } } });
    const timestamp = this.signed('timestamp', odd, { meta: { 'snapshot.json': { version: version('snapshot') } } });
    this.files.set(`${version('targets')}.targets.json`, targets);
    this.files.set(`${version('snapshot')}.snapshot.json`, snapshot);
    this.files.set('timestamp.json', timestamp);
  }

  /** Promises anew that the newest is the newest, as is done every day. */
  promise(days: number): void {
    this.version++;
    const { signed }: { signed: { meta: object } } = JSON.parse(this.files.get('timestamp.json') ?? '');
    this.files.set('timestamp.json', this.signed('timestamp', { days: { timestamp: days } }, { meta: signed.meta }));
  }

  /** Publishes a new root, signed by the old keys and the new. */
  rotate(keys: Keys): void {
    const old = this.keys.root;
    this.keys = keys;
    this.files.set(`${this.rootVersion + 1}.root.json`, this.rootSignedBy([old, keys.root]));
  }

  private rootSignedBy(signers: Key[]): string {
    this.rootVersion++;
    const { root, timestamp, snapshot, targets } = this.keys;
    // Two keys that serve the timestamp, in no order: what is stored must stay as it was signed.
    const online = [timestamp.id, snapshot.id].sort().reverse();
    return envelope(signers, {
      _type: 'root',
      spec_version: '1.0.31',
      version: this.rootVersion,
      expires: inDays(365),
      consistent_snapshot: true,
      keys: Object.fromEntries(Object.values(this.keys).map((key) => [key.id, key.public])),
      roles: {
        root: { keyids: [root.id], threshold: 1 },
        timestamp: { keyids: online, threshold: 1 },
        snapshot: { keyids: [snapshot.id], threshold: 1 },
        targets: { keyids: [targets.id], threshold: 1 },
      },
    });
  }

  private signed(role: Role, odd: Odd, content: object): string {
    return envelope([odd.keys?.[role] ?? this.keys[role]], {
      _type: role,
      spec_version: '1.0.31',
      version: odd.versions?.[role] ?? this.version,
      expires: inDays(odd.days?.[role] ?? 30),
      ...content,
    });
  }
}

function envelope(signers: Key[], signed: object): string {
  const signatures = signers.map(({ id, secret }) => ({
    keyid: id,
    sig: sign(null, Buffer.from(canonical(signed)), secret).toString('hex'),
  }));
  return JSON.stringify({ signed, signatures });
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Canonical JSON as TUF signs it: sorted names, no space, only " and \ escaped. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([name, inner]) => `${canonical(name)}:${canonical(inner)}`).join(',')}}`;
  }
  return String(value);
}
