/** Finds quoted words in the page. The core folds white space and does not see elements, so neither counts. */
import { contains, parentElement, rangeIn, textsIn } from '../shown/node.ts';

/** Words that begin in an element may end outside of it, but not far. */
const maxClimb = 4;

/** More than this is not searched for one quotation. */
const maxText = 50_000;

interface Letter {
  text: Text;
  at: number;
}

/** The range of a quotation that begins in an element. */
export function rangeOf(live: Element, quote: string, within: Element[]): Range | undefined {
  const wanted = quote.replace(/\s+/g, '');
  if (!wanted) return undefined;
  let root: Element | null = live;
  for (
    let climbed = 0;
    root && climbed <= maxClimb && within.some((body) => contains(body, root as Element));
    climbed++
  ) {
    const found = search(root, live, wanted);
    if (found) return found;
    root = parentElement(root);
  }
  return undefined;
}

function search(root: Element, from: Element, wanted: string): Range | undefined {
  const letters: Letter[] = [];
  let joined = '';
  let start = -1;
  for (const text of textsIn(root)) {
    if (start < 0 && contains(from, text)) start = joined.length;
    const { data } = text;
    for (let at = 0; at < data.length; at++) {
      const letter = data.charAt(at);
      if (/\s/.test(letter)) continue;
      letters.push({ text, at });
      joined += letter;
    }
    if (joined.length > maxText) break;
  }
  const found = joined.indexOf(wanted, Math.max(0, start));
  const [first, last] = [letters[found], letters[found + wanted.length - 1]];
  if (found < 0 || !first || !last) return undefined;
  const range = rangeIn(root);
  range.setStart(first.text, first.at);
  range.setEnd(last.text, last.at + 1);
  return range;
}
