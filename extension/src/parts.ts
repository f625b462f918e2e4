import { element } from './dom.ts';
import { pieces } from './host.ts';
import { type Finding, Info, type Span } from './types/wire.ts';

/** The reasons of a verdict, one item each: in words, then the host concerned. */
export function reasons(findings: Finding[]): HTMLUListElement {
  return element('ul', { class: 'reasons' }, ...findings.map(reason));
}

function reason(finding: Finding): HTMLLIElement {
  const item = element('li', { 'data-severity': finding.severity }, finding.text ?? finding.id);
  if (finding.host && finding.severity !== Info) {
    item.append(element('br'), hostName(finding.host, finding.differs, finding.registrable));
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
