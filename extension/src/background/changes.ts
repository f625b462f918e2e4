/**
 * What new rules say differently, counted by the parts that a reader can make
 * something of: who reviews a rule reads every word (publish diff), who uses
 * it wants to know what has moved.
 */
import type { Change, RulesPart } from '../messages.ts';
import { breath } from './breath.ts';

/** In the order they are told. What a book says besides is its own version and date. */
const parts: Record<RulesPart, string[]> = {
  brands: ['brands'],
  sites: ['sites'],
  links: ['redirectors', 'opaque', 'social', 'hosting', 'young'],
  words: ['words', 'kinds'],
  due: ['due'],
  shop: ['shop', 'advice', 'sources', 'replies'],
  texts: ['texts'],
  off: ['off'],
};

/** Compares two packs; parts in which nothing changed are left out. What else is asked has its turn in between. */
export async function changes(before: string, after: string): Promise<Change[]> {
  const old: Record<string, unknown> = JSON.parse(before);
  await breath();
  const young: Record<string, unknown> = JSON.parse(after);
  const found: Change[] = [];
  for (const [part, names] of Object.entries(parts)) {
    await breath();
    const change = { part: part as RulesPart, ...compared(old, young, names) };
    if (change.added + change.removed > 0) found.push(change);
  }
  return found;
}

function compared(old: Record<string, unknown>, young: Record<string, unknown>, names: string[]) {
  const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(young[name]));
  const [was, is] = [old, young].map((book) => leaves(changed.map((name) => book[name])));
  return { added: without(is, was), removed: without(was, is) };
}

type Leaves = Map<string, number> | undefined;

/** How many leaves of one tree are not in another. */
function without(tree: Leaves, other: Leaves): number {
  let count = 0;
  for (const [leaf, times] of tree ?? []) count += Math.max(0, times - (other?.get(leaf) ?? 0));
  return count;
}

/** What stands at the ends of a tree, each with the way there. A place in a list is no part of the way. */
function leaves(tree: unknown, path = '', found = new Map<string, number>()): Map<string, number> {
  if (typeof tree !== 'object' || tree === null) {
    const leaf = `${path}=${String(tree)}`;
    found.set(leaf, (found.get(leaf) ?? 0) + 1);
    return found;
  }
  for (const [name, inner] of Object.entries(tree)) {
    leaves(inner, `${path}/${Array.isArray(tree) ? (inner?.id ?? '') : name}`, found);
  }
  return found;
}
