/** What stands in a mail's header about where it comes from, and what that is worth. */
import { element } from '../../shown/dom.ts';
import { words } from '../../shown/words.ts';
import {
  FieldAuthResults,
  FieldDate,
  FieldFromAddress,
  FieldFromName,
  FieldReplyTo,
  FieldReturnPath,
  FieldSubject,
} from '../../types/wire.ts';
import type { MailFile } from './file.ts';
import { readResults } from './results.ts';

export function header({ fields, attachments }: MailFile): HTMLElement {
  const text = (name: string) => (fields as Record<string, string>)[name] ?? '';
  const from = `${text(FieldFromName)} <${text(FieldFromAddress)}>`.trim();
  const lines: [name: string, value: string | Node][] = [
    [words('eml_from'), from],
    [words('eml_subject'), text(FieldSubject)],
    [words('eml_date'), text(FieldDate)],
    [words('eml_reply_to'), text(FieldReplyTo)],
    [words('eml_return_path'), text(FieldReturnPath)],
    [words('eml_attachments'), attachments.join(', ')],
    [words('eml_results_of'), results(text(FieldAuthResults))],
  ];
  const said = lines.filter(([, value]) => value !== '');
  const list = said.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]);
  return element(
    'details',
    { class: 'header' },
    element('summary', {}, words('eml_header')),
    element('dl', {}, ...list),
    element('p', { class: 'soft' }, words('eml_header_worth')),
  );
}

function results(value: string): string | Node {
  if (value === '') return words('eml_results_none');
  const { host, methods } = readResults(value);
  if (methods.length === 0) return words('eml_results_none');
  const list = methods.map(({ method, answer, domain }) =>
    element(
      'li',
      { 'data-answer': answer },
      `${method.toUpperCase()} (${words(`eml_${method}`)}): `,
      element('b', {}, answerWord(answer)),
      domain && ` ${domain}`,
    ),
  );
  return element('div', {}, words('eml_results_by', host), element('ul', {}, ...list));
}

function answerWord(answer: string): string {
  if (answer === 'pass') return words('eml_pass');
  return answer === 'none' ? words('eml_none') : words('eml_fail', answer);
}
