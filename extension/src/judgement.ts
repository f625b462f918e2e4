import { element } from './dom.ts';
import { hostName } from './host.ts';
import { type Finding, Info } from './types/wire.ts';

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
