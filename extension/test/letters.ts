import type { Seen } from '../src/messages.ts';

/** A mail about a payment at a konbini, as the content script would have cut it out. */
export function konbini(
  due: string,
  order = '249-7654321-7654321',
  link = 'https://www.amazon.co.jp/your-orders',
): Seen {
  const fields = {
    'from-name': 'Amazon.co.jp',
    'from-address': 'no-reply@amazon.co.jp',
    subject: `お支払い番号のお知らせ（注文番号 ${order}）`,
    date: 'Fri, 20 Nov 2026 03:00:00 +0000',
  };
  return {
    site: 'roundcube',
    regions: [{ key: 'm1', kind: 'mail', fields }],
    bodies: [
      `<p data-ref="1">Amazon.co.jpをご利用いただきありがとうございます。コンビニ払いのお支払い番号をお知らせします。</p>
      <p data-ref="2">お支払い番号: 81250947306</p><p data-ref="3">お支払い期限: ${due}</p>
      <p data-ref="4">注文番号: ${order}</p><a data-ref="5" href="${link}">注文履歴</a>`,
    ],
    cut: [],
  };
}
