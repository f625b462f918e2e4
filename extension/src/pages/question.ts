/** What the reader asks about by hand, as the core takes it: one link, one address, or the text of a mail. */
import type { Seen } from '../messages.ts';
import { FieldFromAddress, FieldFromName, FieldSubject, RegionLink, RegionMail } from '../types/wire.ts';

/** A mail's text is not cut by this, a flood is. */
const most = 1 << 20;

/**
 * A question in words, and as the clipboard had it besides: pasted from a mail,
 * it is HTML, in which links lead where their words do not say.
 */
export function seenOf(text: string, html = ''): Seen {
  const words = text.trim().slice(0, most);
  const one = !/\s/.test(words);
  const region = one
    ? { key: 'asked', kind: RegionLink, fields: {}, text: words }
    : { key: 'asked', kind: RegionMail, fields: fieldsIn(words), ...(html === '' && { text: words }) };
  return { site: '', cut: [], regions: [region], bodies: [one ? '' : html.slice(0, most)] };
}

/** What stands over a mail that was copied with its head, in the words of mail programs. */
const heads: [RegExp, (value: string) => Record<string, string>][] = [
  [/^(?:from|差出人|送信者|送信元)\s*[:：]\s*(.+)$/imu, sender],
  [/^(?:subject|件名)\s*[:：]\s*(.+)$/imu, (value) => ({ [FieldSubject]: value })],
];

const maxHead = 2000;

function fieldsIn(text: string): Record<string, string> {
  const top = text.slice(0, maxHead);
  return Object.assign({}, ...heads.map(([head, fields]) => fields(head.exec(top)?.[1]?.trim() ?? '')));
}

function sender(value: string): Record<string, string> {
  if (value === '') return {};
  const [, name = value, address = ''] = /^(.*?)[<＜(]?([^\s<>＜＞()]+@[^\s<>＜＞()]+)[>＞)]?$/u.exec(value) ?? [];
  return { [FieldFromName]: name.replace(/["「」]/g, '').trim(), [FieldFromAddress]: address };
}
