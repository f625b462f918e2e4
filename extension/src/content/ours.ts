/** The name of the one element we put into a page. */
export const tag = 'tashikame-banner';

export function isOurs(node: Node): boolean {
  return node.nodeName.toLowerCase() === tag;
}
