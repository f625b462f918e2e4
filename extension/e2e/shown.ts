import type { CDPSession, Frame, Page } from 'playwright-core';

/**
 * What the extension shows in a page. It stands in shadow roots that are closed to the page, and so to Playwright;
 * the browser's own tools look into them.
 */
export interface Shown {
  /** The banner, unless the verdict is `none`. */
  banner: Banner | undefined;
  marks: Mark[];
  chips: Chip[];
}

export interface Banner {
  verdict: string;
  /** What can be read in it. */
  text: string;
  /** In the window. */
  box: Box;
  /** Whether a click on it would reach it: it is drawn, and nothing lies over it. */
  onTop: boolean;
}

/** A frame drawn round a link, and the chip that names where the link leads. */
export interface Mark {
  verdict: string;
  host: string;
  box: Box;
}

/** What stands beside the words of a deadline. */
export interface Chip {
  kind: string;
  /** What is seen, and what is read out, when the reader comes to it, or points at it. */
  text: string;
  label: string;
  tooltip: string;
  box: Box;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * What is shown, one for each mail that is open, in the order of the page. A frame of another site is not looked into
 * from the page; it can be named itself.
 */
export function shown(where: Page | Frame): Promise<Shown[]> {
  return lookInto(where, 'tashikame-banner', look);
}

/** What a function finds in the shadow root of each of the extension's elements of a name. It runs in the page, as a method of the root. */
export async function lookInto<T>(where: Page | Frame, name: string, look: (this: ShadowRoot) => T): Promise<T[]> {
  const page = 'page' in where ? where.page() : where;
  const devtools = await page.context().newCDPSession(where);
  try {
    return await still((await roots(devtools, name)).map((layer) => read(devtools, layer, look)));
  } finally {
    await devtools.detach();
  }
}

/** The shadow roots of the extension's elements. */
async function roots(devtools: CDPSession, query: string): Promise<number[]> {
  // Nothing is searched, nor numbered, before the document was asked for.
  await devtools.send('DOM.getDocument', { depth: 0 });
  const { searchId, resultCount } = await devtools.send('DOM.performSearch', { query });
  if (resultCount === 0) return [];
  const range = { searchId, fromIndex: 0, toIndex: resultCount };
  const { nodeIds } = await devtools.send('DOM.getSearchResults', range);
  const found = await still(nodeIds.map((nodeId) => devtools.send('DOM.describeNode', { nodeId, pierce: true })));
  return found.flatMap(({ node }) => (node.shadowRoots ?? []).map(({ backendNodeId }) => backendNodeId));
}

/** What is answered of what is still there: while we look, the page may take it away. */
async function still<T>(answers: Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(answers);
  return settled.flatMap((answer) => {
    if (answer.status === 'fulfilled') return [answer.value];
    if (/Protocol error.*(node|context)/i.test(String(answer.reason))) return [];
    throw answer.reason;
  });
}

async function read<T>(devtools: CDPSession, backendNodeId: number, look: (this: ShadowRoot) => T): Promise<T> {
  const { object } = await devtools.send('DOM.resolveNode', { backendNodeId });
  const { result, exceptionDetails } = await devtools.send('Runtime.callFunctionOn', {
    objectId: object.objectId ?? '',
    functionDeclaration: `${look}`,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}

/** Runs in the page, as a method of the shadow root. */
export function look(this: ShadowRoot): Shown {
  const shift = { x: 0, y: 0 };
  for (let frame = window.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement ?? null) {
    const { left, top } = frame.getBoundingClientRect();
    shift.x += left;
    shift.y += top;
  }
  const inWindow = (el: Element): Box => {
    const { x, y, width, height } = el.getBoundingClientRect();
    return { x: x + shift.x, y: y + shift.y, width, height };
  };
  const isOnTop = (el: Element): boolean => {
    const { left, top, width, height } = el.getBoundingClientRect();
    const points = [0.05, 0.5, 0.95].map((part) => [left + width * part, top + height * part] as const);
    return points.every(([x, y]) => document.elementFromPoint(x, y) === this.host);
  };
  const drawn = [...this.querySelectorAll<HTMLElement>('.frame')].filter((el) => !el.hidden);
  const section = this.querySelector<HTMLElement>('.banner');
  return {
    banner: section
      ? {
          verdict: section.dataset['verdict'] ?? '',
          text: section.innerText,
          box: inWindow(section),
          onTop: isOnTop(section),
        }
      : undefined,
    marks: drawn.map((el) => ({
      verdict: el.dataset['verdict'] ?? '',
      host: el.nextElementSibling?.textContent ?? '',
      box: inWindow(el),
    })),
    chips: [...this.querySelectorAll<HTMLElement>('.due')]
      .filter((el) => !el.hidden)
      .map((el) => ({
        kind: el.dataset['due'] ?? '',
        text: el.textContent ?? '',
        label: el.ariaLabel ?? '',
        tooltip: el.title,
        box: inWindow(el),
      })),
  };
}

/** The verdicts that banners show, in the order of the page. */
export async function verdicts(page: Page): Promise<string[]> {
  return (await shown(page)).flatMap(({ banner }) => (banner ? [banner.verdict] : []));
}
