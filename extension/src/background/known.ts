/** What the book in use knows of, for the reader to choose from. The core need not run for it. */
import type { Known } from '../messages.ts';
import { kept } from './book.ts';

interface Book {
  sites: { name: string; hosts: string[] }[];
  brands: { id: string; names: string[] }[];
}

export async function knownPlaces(): Promise<Known> {
  const book = await bookInUse();
  const sites = new Map<string, Set<string>>();
  // One webmail may be several profiles; it is one to the reader.
  for (const { name, hosts } of book.sites) {
    if (hosts.length > 0) sites.set(name, new Set([...(sites.get(name) ?? []), ...hosts]));
  }
  const asked: string[] = chrome.runtime.getManifest().host_permissions ?? [];
  for (const host of asked.map(hostOf)) {
    if (![...sites.values()].some((hosts) => hosts.has(host))) sites.set(host, new Set([host]));
  }
  return {
    sites: [...sites].map(([name, hosts]) => ({ name, hosts: [...hosts] })),
    brands: book.brands.map(({ id, names }) => ({ id, name: names[0] ?? id })),
  };
}

async function bookInUse(): Promise<Book> {
  const book = await kept();
  if (book) return JSON.parse(book.pack);
  return (await fetch(chrome.runtime.getURL('book.json'))).json();
}

/** The host of a pattern: "https://*.amazon.co.jp/*" is amazon.co.jp. */
function hostOf(pattern: string): string {
  return new URL(pattern.replace('*.', '').replace('*', '')).hostname;
}
