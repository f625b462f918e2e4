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
    ...(letter.text === undefined ? [] : [part("plain", letter.text)]),
    ...(letter.html === undefined ? [] : [part("html", letter.html)]),
  ];
  return [
    `From: ${word(letter.from)} <${letter.address}>`,
    ...(letter.replyTo ? [`Reply-To: <${letter.replyTo}>`] : []),
    "To: <hanako@post.example>",
    `Subject: ${word(letter.subject)}`,
    `Date: ${letter.date ?? "Fri, 20 Nov 2026 01:15:00 +0000"}`,
    `Message-ID: <${crypto.randomUUID()}@post.example>`,
    "MIME-Version: 1.0",
    ...alternatives(parts),
  ].join("\r\n");
}

function alternatives(parts: readonly string[]): string[] {
  if (parts.length === 1) return [...parts];
  const boundary = "=_between";
  return [
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    ...parts.map((body) => `--${boundary}\r\n${body}`),
    `--${boundary}--`,
    "",
  ];
}

function part(kind: "plain" | "html", content: string): string {
  const lines = base64(content).match(/.{1,76}/g) ?? [];
  return [
    `Content-Type: text/${kind}; charset=utf-8`,
    "Content-Transfer-Encoding: base64",
    "",
    ...lines,
    "",
  ].join("\r\n");
}

/** Encoded words (RFC 2047 §2) hold at most 75 characters, so a long text becomes several. */
function word(text: string): string {
  const pieces = text.match(/.{1,15}/gu) ?? [];
  return pieces.map((piece) => `=?utf-8?B?${base64(piece)}?=`).join("\r\n ");
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
