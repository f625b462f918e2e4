import marks from '../icons/marks.svg';
import { makeSvg } from './node.ts';
import { known } from './verdict.ts';

/** The verdict's sign. The word beside it says the same, so it is not read out. */
export function verdictSign(verdict: string): SVGElement {
  const sign = makeSvg('svg');
  sign.setAttribute('viewBox', '0 0 24 24');
  sign.setAttribute('class', 'sign');
  sign.setAttribute('aria-hidden', 'true');
  for (const attributes of marks[known(verdict)] ?? []) {
    const path = makeSvg('path');
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
    sign.append(path);
  }
  return sign;
}
