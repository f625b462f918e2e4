import { compose, type Letter } from './mail.ts';

/** An honest mail that names a day to pay by: nothing else in it depends on when it is read. */
export function konbini(due: Date): { eml: string; subject: string } {
  const said = new Intl.DateTimeFormat('ja', { timeZone: 'Asia/Tokyo', dateStyle: 'long', timeStyle: 'short' });
  const letter: Letter & { subject: string } = {
    from: 'Amazon.co.jp',
    address: 'no-reply@amazon.co.jp',
    subject: 'お支払い番号のお知らせ（注文番号 249-7654321-7654321）',
    date: new Date().toUTCString().replace('GMT', '+0000'),
    html: `<p>花子 様</p><p>Amazon.co.jpをご利用いただきありがとうございます。コンビニ払いのお支払い番号をお知らせいたします。</p>
      <p>お支払い期限 ${said.format(due)}</p><p>期限を過ぎますと、ご注文は自動的にキャンセルされます。</p>
      <p><a href="https://www.amazon.co.jp/gp/css/order-history">注文履歴</a></p>`,
  };
  return { eml: compose(letter), subject: letter.subject };
}

/** Two days and some hours from now. */
export function inTwoDays(): Date {
  return new Date(Date.now() + 50 * 60 * 60_000);
}
