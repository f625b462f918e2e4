/**
 * The DOM, read and written so that a hostile mail cannot get in between. A
 * form shows its fields under their names, and so does the document with
 * pictures and forms: after <img name="createElement">, document.createElement
 * is that picture. What the prototypes hold cannot be covered that way. They
 * are first asked for when they are needed: each takes the browser its time,
 * on every page that we run on.
 */
function getter<T extends object, K extends keyof T>(type: () => { prototype: T }, name: K): (of: T) => T[K] {
  let get: (() => unknown) | undefined;
  return (of) => {
    get ??= Object.getOwnPropertyDescriptor(type().prototype, name)?.get;
    if (!get) throw new Error(`${String(name)} is no getter`);
    return get.call(of) as T[K];
  };
}

export const nodeType = getter(() => Node, 'nodeType');
export const firstChild = getter(() => Node, 'firstChild');
export const nextSibling = getter(() => Node, 'nextSibling');
export const textOf = getter(() => Node, 'textContent');
export const isConnected = getter(() => Node, 'isConnected');
export const parentElement = getter(() => Node, 'parentElement');
export const baseOf = getter(() => Node, 'baseURI');
export const previousElement = getter(() => Element, 'previousElementSibling');
export const nextElement = getter(() => Element, 'nextElementSibling');
export const localName = getter(() => Element, 'localName');
export const attributesOf = getter(() => Element, 'attributes');
export const childrenOf = getter(() => Element, 'children');
export const bodyOf = getter(() => Document, 'body');
export const rootOf = getter(() => Document, 'documentElement');
export const titleOf = getter(() => Document, 'title');

export const isChecked = getter(() => HTMLInputElement, 'checked');
export const typedIn = getter(() => HTMLInputElement, 'value');

const ownerDocument = getter(() => Node, 'ownerDocument');
const defaultView = getter(() => Document, 'defaultView');
const contentDocument = getter(() => HTMLIFrameElement, 'contentDocument');

export function documentOf(node: Node): Document {
  return ownerDocument(node) ?? (node as Document);
}

export function viewOf(node: Node): (Window & typeof globalThis) | null {
  return defaultView(documentOf(node));
}

/** The document of a frame, or null when the browser closes it to this page. */
export function innerDocument(frame: Element): Document | null {
  return contentDocument(frame as HTMLIFrameElement);
}

export function contains(outer: Node, inner: Node): boolean {
  return Node.prototype.contains.call(outer, inner);
}

/** Whether one node stands before the other, and not around it. */
export function follows(first: Node, then: Node): boolean {
  const how = Node.prototype.compareDocumentPosition.call(first, then);
  return (how & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && (how & Node.DOCUMENT_POSITION_CONTAINED_BY) === 0;
}

export function matches(el: Element, selector: string): boolean {
  return Element.prototype.matches.call(el, selector);
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

/** Whether an element has a box at all; unlike its size, this needs no layout. */
export function isDrawn(el: Element): boolean {
  return Element.prototype.checkVisibility.call(el);
}

/** Whether a box is there to be clicked, however transparent it is. */
export function isThere(el: Element): boolean {
  return Element.prototype.checkVisibility.call(el, { visibilityProperty: true });
}

/** How many elements stand in one. */
export function countIn(el: Element): number {
  return Element.prototype.getElementsByTagName.call(el, '*').length;
}

export function findAll(root: Document | Element, selector: string): Element[] {
  const query = nodeType(root) === Node.DOCUMENT_NODE ? Document.prototype : Element.prototype;
  return [...query.querySelectorAll.call(root as Document & Element, selector)];
}

export function find(root: Document | Element, selector: string): Element | null {
  const query = nodeType(root) === Node.DOCUMENT_NODE ? Document.prototype : Element.prototype;
  return query.querySelector.call(root as Document & Element, selector);
}

export function make<K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K];
export function make(name: string): HTMLElement;
export function make(name: string): HTMLElement {
  return Document.prototype.createElement.call(document, name);
}

export function makeSvg(name: string): SVGElement {
  return Document.prototype.createElementNS.call(document, 'http://www.w3.org/2000/svg', name) as SVGElement;
}

export function rangeIn(node: Node): Range {
  return Document.prototype.createRange.call(documentOf(node));
}

/** The texts in an element, in their order. */
export function* textsIn(el: Element): Generator<Text> {
  const walker = Document.prototype.createTreeWalker.call(documentOf(el), el, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) yield text as Text;
}

export function listen(
  target: EventTarget,
  type: string,
  heard: (event: Event) => void,
  options: AddEventListenerOptions,
): void {
  EventTarget.prototype.addEventListener.call(target, type, heard, options);
}
