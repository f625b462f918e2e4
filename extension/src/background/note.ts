/**
 * What went wrong lately, for the page of diagnoses. It is kept in memory while
 * the browser runs, and holds what was being done and the kind of error, never
 * an address or a text of a page.
 */
import type { Noted } from '../messages.ts';
import { queue } from './queue.ts';

const kept = 'noted';
const most = 10;

/** Says what went wrong, and remembers it for those who ask. */
export function note(doing: string, cause: unknown): void {
  console.warn(`${doing}:`, cause);
  const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  void remember({ at: new Date().toISOString(), doing, what: harmless(what) }).catch(() => undefined);
}

/** Errors quote what they stumbled over: addresses and quotations are left out. */
function harmless(text: string): string {
  return text
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '<url>')
    .replace(/\S+@\S+/g, '<address>')
    .replace(/(["“「']).*?["”」']/g, '<text>')
    .slice(0, 160);
}

const inTurn = queue();

function remember(noted: Noted): Promise<void> {
  return inTurn(async () => chrome.storage.session.set({ [kept]: [noted, ...(await lately())].slice(0, most) }));
}

export async function lately(): Promise<Noted[]> {
  const { [kept]: list }: Record<string, Noted[]> = await chrome.storage.session.get(kept);
  return list ?? [];
}
