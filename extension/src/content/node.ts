/**
 * Reading nodes that a hostile mail has made. A form shows its fields under
 * their names, and so does the document with some elements: with a field named
 * "childNodes", form.childNodes is that field. The prototypes' own getters and
 * methods cannot be covered that way.
 */
function getter<T extends object, K extends keyof T>(prototype: T, name: K): (of: T) => T[K] {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (!get) throw new Error(`${String(name)} is no getter`);
  return (of) => get.call(of) as T[K];
}

export const nodeType = getter(Node.prototype, 'nodeType');
export const firstChild = getter(Node.prototype, 'firstChild');
export const nextSibling = getter(Node.prototype, 'nextSibling');
export const textOf = getter(Node.prototype, 'textContent');
export const isConnected = getter(Node.prototype, 'isConnected');
export const parentElement = getter(Node.prototype, 'parentElement');
export const localName = getter(Element.prototype, 'localName');

export function contains(outer: Node, inner: Node): boolean {
  return Node.prototype.contains.call(outer, inner);
}

export function attribute(el: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(el, name);
}

export function box(el: Element): DOMRect {
  return Element.prototype.getBoundingClientRect.call(el);
}

export function boxes(el: Element): DOMRect[] {
  return [...Element.prototype.getClientRects.call(el)];
}

export function findAll(root: Document | Element, selector: string): Element[] {
  const query = nodeType(root) === Node.DOCUMENT_NODE ? Document.prototype : Element.prototype;
  return [...query.querySelectorAll.call(root as Document & Element, selector)];
}

export function find(root: Document | Element, selector: string): Element | null {
  const query = nodeType(root) === Node.DOCUMENT_NODE ? Document.prototype : Element.prototype;
  return query.querySelector.call(root as Document & Element, selector);
}

/** The document of a frame, or null when the browser closes it to this page. */
export function innerDocument(frame: Element): Document | null {
  return getter(HTMLIFrameElement.prototype, 'contentDocument')(frame as HTMLIFrameElement);
}
