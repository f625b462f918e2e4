import marks from '../../icons/marks.svg';
import { makeSvg } from './node.ts';
import { known } from './verdict.ts';

/** The verdict's sign. The word beside it says the same, so it is not read out. */
export function verdictSign(verdict: string): SVGElement {
  return draw(known(verdict));
}

/** The sign of a note that is no verdict: ours, or that care is needed. */
export function noteSign(tone: 'plain' | 'care'): SVGElement {
  return draw(tone === 'care' ? 'caution' : 'brand');
}

function draw(name: string): SVGElement {
  const sign = makeSvg('svg');
  sign.setAttribute('viewBox', '0 0 24 24');
  sign.setAttribute('class', 'sign');
  sign.setAttribute('aria-hidden', 'true');
  for (const attributes of marks[name] ?? []) {
    const path = makeSvg('path');
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
    sign.append(path);
  }
  return sign;
}
