import { documentOf, viewOf } from '../shown/node.ts';
import highlight from './highlight.css';
import { adopt } from './style.ts';

/** Underlines words in one of our ways, where the browser can without touching them. */
export function underline(way: string, range: Range, signal: AbortSignal): void {
  const node = range.startContainer;
  const view = viewOf(node);
  if (!view || !('highlights' in view.CSS)) return;
  const name = `tashikame-${way}`;
  let marked = view.CSS.highlights.get(name);
  if (!marked) {
    adopt(documentOf(node), highlight);
    marked = new view.Highlight();
    view.CSS.highlights.set(name, marked);
  }
  marked.add(range);
  signal.addEventListener('abort', () => marked.delete(range));
}
