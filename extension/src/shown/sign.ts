import { brand, caution, consistent, genuine, none, type Paths, spoofed, unreadable } from '../../icons/marks.svg';
import { makeSvg } from './node.ts';
import { known, type VerdictWord } from './verdict.ts';

/** By name, so that a script carries only the signs it draws. */
const verdicts: Record<VerdictWord, Paths> = { none, genuine, consistent, unreadable, caution, spoofed };

/** The verdict's sign. The word beside it says the same, so it is not read out. */
export function verdictSign(verdict: string): SVGElement {
  return draw(verdicts[known(verdict)]);
}

/** The sign of a note that is no verdict: ours, or that care is needed. */
export function noteSign(tone: 'plain' | 'care'): SVGElement {
  return draw(tone === 'care' ? caution : brand);
}

function draw(paths: Paths): SVGElement {
  const sign = makeSvg('svg');
  sign.setAttribute('viewBox', '0 0 24 24');
  sign.setAttribute('class', 'sign');
  sign.setAttribute('aria-hidden', 'true');
  for (const attributes of paths) {
    const path = makeSvg('path');
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
    sign.append(path);
  }
  return sign;
}
