/** What a mail of ours says; the rest of the format is filled in. */
export interface Letter {
  from: string;
  address: string;
  subject: string;
  /** As in the Date field. */
  date?: string;
  replyTo?: string;
  text?: string;
  html?: string;
}

/** Writes a mail as mailers do: UTF-8, base64, both alternatives when there are both. */
export function compose(letter: Letter): string {
  const parts = [
    ...(letter.text === undefined ? [] : [part('plain', letter.text)]),
    ...(letter.html === undefined ? [] : [part('html', letter.html)]),
  ];
  return [
    `From: ${word(letter.from)} <${letter.address}>`,
    ...(letter.replyTo ? [`Reply-To: <${letter.replyTo}>`] : []),
    'To: <hanako@post.example>',
    `Subject: ${word(letter.subject)}`,
    `Date: ${letter.date ?? 'Fri, 20 Nov 2026 01:15:00 +0000'}`,
    `Message-ID: <${crypto.randomUUID()}@post.example>`,
    'MIME-Version: 1.0',
    ...alternatives(parts),
  ].join('\r\n');
}

function alternatives(parts: readonly string[]): string[] {
  if (parts.length === 1) return [...parts];
  const boundary = '=_between';
  return [
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...parts.map((body) => `--${boundary}\r\n${body}`),
    `--${boundary}--`,
    '',
  ];
}

function part(kind: 'plain' | 'html', content: string): string {
  const lines = base64(content).match(/.{1,76}/g) ?? [];
  return [`Content-Type: text/${kind}; charset=utf-8`, 'Content-Transfer-Encoding: base64', '', ...lines, ''].join(
    '\r\n',
  );
}

/** Encoded words (RFC 2047 §2) hold at most 75 characters, so a long text becomes several. */
function word(text: string): string {
  const pieces = text.match(/.{1,15}/gu) ?? [];
  return pieces.map((piece) => `=?utf-8?B?${base64(piece)}?=`).join('\r\n ');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** The subject of a mail file as a webmail shows it. */
export function subjectOf(mail: Uint8Array): string {
  const [head = ''] = Buffer.from(mail)
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1);
  const field = /^Subject:(.*(?:\r?\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  return decodeWords(field.replace(/\r?\n/g, '')).trim();
}

/** Decodes encoded words; the space between two of them is none of the text's (RFC 2047 §6.2). */
function decodeWords(text: string): string {
  const encoded = /=\?([^?*]+)[^?]*\?([bq])\?([^?]*)\?=/gi;
  return text
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(encoded, (_, charset: string, kind: string, content: string) =>
      new TextDecoder(charset).decode(kind.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : quoted(content)),
    );
}

function quoted(content: string): Buffer {
  const bytes = content
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
