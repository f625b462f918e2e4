/**
 * Who a header says a mail is from. Display names hold addresses too, put there
 * to be taken for the real one: what stands in the last angle brackets counts.
 */
import { contains, parentElement, textsIn } from '../shown/node.ts';

export interface Sender {
  name: string;
  address: string;
}

const bracketed = /^(.*)<\s*([^\s<>@]+@[^\s<>@]+)\s*>[^<>]*$/s;
const bare = /^[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+$/;

/** A header longer than this is more than one mail's. */
const maxHeader = 200;

/** Takes "Name <address>" apart; without brackets all of it is a name. */
export function nameAndAddress(text: string): Sender {
  const [, name = text, address = ''] = bracketed.exec(text) ?? [];
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address };
}

/** The address alone, of "Name <address>" or "address". */
export function addressOf(text: string): string {
  const { name, address } = nameAndAddress(text);
  return address || (name.includes('@') ? name : '');
}

/**
 * The sender in the words of a header nobody has described to us: the last
 * address before the recipients begin, or the first of all where it cannot be
 * told where they do.
 */
export function senderIn(root: Element, skipped: Element[], until: string[]): Sender | undefined {
  const texts = [...textsIn(root)].filter((text) => !skipped.some((part) => contains(part, text)));
  const end = texts.findIndex(({ data }) => begins(data.trim(), until));
  const holding = texts.slice(0, end < 0 ? undefined : end).filter(({ data }) => addressIn(data) !== '');
  const text = end < 0 ? holding[0] : holding.at(-1);
  return text && { name: nameBeside(text, root), address: addressIn(text.data) };
}

function addressIn(data: string): string {
  const trimmed = data.trim();
  return bare.test(trimmed) ? trimmed : nameAndAddress(trimmed).address;
}

/** Whether a text is one of the labels, alone or with what it labels after it. */
function begins(text: string, labels: string[]): boolean {
  return labels.some((label) => text.startsWith(label) && /^\s*([:：]|$)/.test(text.slice(label.length)));
}

/** What stands before an address in its text, or else in the elements closest around it. */
function nameBeside(text: Text, root: Element): string {
  const address = addressIn(text.data);
  for (let el = parentElement(text); el && el !== root; el = parentElement(el)) {
    const around = [...textsIn(el)].map(({ data }) => data).join(' ');
    if (around.length > maxHeader) return '';
    const before = around
      .slice(0, around.lastIndexOf(address))
      .replace(/[<\s]+$/, '')
      .trim();
    if (before) return nameAndAddress(before).name;
  }
  return nameAndAddress(text.data).address ? nameAndAddress(text.data).name : '';
}
