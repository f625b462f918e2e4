import { findAll, firstChild, make } from '../shown/node.ts';

/** The names of elements we put into a page: before a mail, and over a shop's page. */
export const tag = 'tashikame-banner';
export const noteTag = 'tashikame-note';

/** A page can make elements of that name too, so ours are known by themselves. */
const ours = new WeakSet<Node>();

export function makeOurs(name = tag): HTMLElement {
  const made = make(name);
  ours.add(made);
  return made;
}

export function isOurs(node: Node): boolean {
  return ours.has(node);
}

/** Removes what an earlier version of the extension left in the page. What has content is the page's own. */
export function sweep(name = tag): void {
  for (const left of findAll(document, name)) if (!firstChild(left)) left.remove();
}
