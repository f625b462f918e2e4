import type { Seen } from '../../messages.ts';
import { type Region, RegionMail } from '../../types/wire.ts';

/** A mail file, read. */
export interface MailFile extends Pick<Region, 'fields'> {
  html: string;
  text: string;
  /** "too-large" when there is more than was read. */
  problem: string;
  attachments: string[];
}

const problems = ['empty', 'no-mail', 'too-large', 'broken'] as const;

/** Why a file could not be read. */
export class FileError extends Error {
  readonly code: (typeof problems)[number];

  constructor(code: string) {
    super(`the mail file: ${code}`);
    this.code = problems.find((known) => known === code) ?? 'broken';
  }
}

/**
 * A mail file as what is seen of a page: one mail, in no webmail that could
 * vouch for it. Anybody can type anything into a file, so nothing in it proves.
 */
export function seenIn({ fields, html, text, problem, attachments }: MailFile): Seen {
  const region = { key: '1', kind: RegionMail, fields, text, attachments, ...(problem && { problem }) };
  return { site: 'eml', regions: [region], bodies: [html], cut: [] };
}
