/**
 * The accounts whose Message Centers were opened. An account is a key and
 * nothing else: a hash, salted by this browser, of the name that the shop's page
 * greets. Which key is whose cannot be told from what is stored.
 */
import { keep } from './chunks.ts';

const salted = 'ledger:salt';
const known = 'ledger:accounts';

/** Under which names it is stored who is who. */
export const accountNames: string[] = [salted, known];

export interface Accounts {
  /** When each was opened last, RFC 3339, by its key. */
  opened: Record<string, string>;
  /** The one whose mails are read here, as the reader chose; "" where nobody did. */
  chosen: string;
}

/** Made once, also where several pages ask for it at a time. */
let salt: Promise<string> | undefined;

/** The key of the account that a page greets; "" for a page that greets nobody. */
export async function keyOf(greeting: string): Promise<string> {
  const name = nameIn(greeting);
  if (name === '') return '';
  salt ??= keptSalt().catch((cause: unknown) => {
    salt = undefined;
    throw cause;
  });
  const text = new TextEncoder().encode((await salt) + name);
  return base64url(await crypto.subtle.digest('SHA-256', text)).slice(0, 22);
}

/** Whether what is brought in under one of these names can be that. */
export function isAccounts(name: string, value: unknown): boolean {
  if (name === salted) return typeof value === 'string';
  const { opened, chosen } = (value ?? {}) as Partial<Accounts>;
  return name === known && typeof chosen === 'string' && typeof opened === 'object' && opened !== null;
}

/** Another one is stored, or none. */
export function forgetSalt(): void {
  salt = undefined;
}

/** The greeting comes in the language the shop is set to; whom it greets stays the same. */
function nameIn(greeting: string): string {
  const name = greeting.normalize('NFKC').trim();
  return name.replace(/^[^,、]*[,、]\s*/u, '').replace(/\s*(さん|様)$/u, '');
}

async function keptSalt(): Promise<string> {
  const kept: Record<string, string> = await chrome.storage.local.get(salted);
  const there = kept[salted];
  if (there) return there;
  const made = base64url(crypto.getRandomValues(new Uint8Array(16)).buffer);
  await keep({}, { [salted]: made });
  return made;
}

function base64url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export async function accounts(): Promise<Accounts> {
  const kept: Record<string, Accounts> = await chrome.storage.local.get(known);
  return kept[known] ?? { opened: {}, chosen: '' };
}

/**
 * The account that mails are looked up in: the only one, or the chosen one. ""
 * where there is none, or where nobody can tell which of several it is.
 */
export function current({ opened, chosen }: Accounts): string {
  if (chosen in opened) return chosen;
  const keys = Object.keys(opened);
  return keys.length === 1 ? (keys[0] ?? '') : '';
}

/**
 * What is to be stored when an account is opened, beside what is remembered of
 * it. The time stays where there is no news: a page is read many times while it
 * is open, and it is by their times that the reader tells accounts apart.
 */
export async function opening(key: string, at: string, news: boolean): Promise<object> {
  const { opened, chosen } = await accounts();
  if (key in opened && !news) return {};
  return { [known]: { opened: { ...opened, [key]: at }, chosen } satisfies Accounts };
}

/** Notes the reader's choice; one that is not known is none. */
export async function choose(key: string): Promise<Accounts> {
  const { opened } = await accounts();
  const chosen = { opened, chosen: key in opened ? key : '' };
  await keep({}, { [known]: chosen });
  return chosen;
}

export async function forgetAll(): Promise<void> {
  await chrome.storage.local.remove(known);
}
