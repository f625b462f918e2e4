import { make } from '../node.ts';

/** The name of the one element we put into a page. */
export const tag = 'tashikame-banner';

/** A page can make elements of that name too, so ours are known by themselves. */
const ours = new WeakSet<Node>();

export function makeOurs(): HTMLElement {
  const made = make(tag);
  ours.add(made);
  return made;
}

export function isOurs(node: Node): boolean {
  return ours.has(node);
}
