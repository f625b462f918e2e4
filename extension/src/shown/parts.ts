import { type Finding, Info, type Span } from '../types/wire.ts';
import { element } from './dom.ts';
import { pieces } from './host.ts';

/** The reasons of a verdict, one item each: in words; then, once, a host in which the deceiving part is marked. */
export function reasons(findings: Finding[]): HTMLUListElement {
  const shown = new Set<string>();
  return element('ul', { class: 'reasons' }, ...findings.map((finding) => reason(finding, shown)));
}

function reason({ id, severity, text, host, differs, registrable }: Finding, shown: Set<string>): HTMLLIElement {
  const item = element('li', { 'data-severity': severity }, text ?? id);
  if (differs?.length && severity !== Info && !shown.has(host)) {
    shown.add(host);
    item.append(element('br'), hostName(host, differs, registrable));
  }
  return item;
}

/** A host name with the part that counts in bold and the deceiving part marked. */
export function hostName(host: string, differs?: Span[], registrable?: Span): HTMLElement {
  const name = element('bdi', { class: 'host' });
  for (const piece of pieces(host, differs, registrable)) {
    const inner = piece.differs ? element('mark', {}, piece.text) : piece.text;
    name.append(piece.registered ? element('strong', {}, inner) : inner);
  }
  return name;
}
