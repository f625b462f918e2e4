/** A mail as the pages of `pages` show it. */
export interface Mail {
  key: string;
  name: string;
  address: string;
  replyTo?: string;
  subject: string;
  date: string;
  /** HTML, as a webmail leaves it after cleaning. */
  body: string;
  /** The name of a file that comes with it. */
  file?: string;
  /** What Gmail's details say besides, once opened. */
  details?: Record<string, string>;
}

const footer = '<p>© 2026 Amazon.com, Inc. またはその関連会社。アマゾンジャパン合同会社</p>';

/** A link as Gmail leaves it, with its own idea of where it leads beside it. */
function link(href: string, words: string, safe = href): string {
  return `<a href="${href}" target="_blank" data-saferedirecturl="https://www.google.com/url?q=${encodeURIComponent(safe)}">${words}</a>`;
}

/** Pretends to come from Amazon's own address; only its link gives it away. */
export const spoofed: Mail = {
  key: 'm1',
  name: 'Amazon.co.jp',
  address: 'account-update@amazon.co.jp',
  subject: '【重要】お支払い方法の情報を更新してください',
  date: '10:15',
  body: `<table><tr><td><p>花子 様</p><p>Amazon.co.jp をご利用いただきありがとうございます。</p>
    <p>お支払い方法を確認できませんでした。24時間以内に更新されない場合、アカウントを停止します。</p>
    <p>${link('https://amazon-co-jp.kutsu.example/signin', 'お支払い方法を更新する', 'https://www.amazon.co.jp/')}</p>
    ${footer}</td></tr></table>`,
};

/** Where that link leads. */
export const trap = 'amazon-co-jp.kutsu.example';

export const fine: Mail = {
  key: 'm2',
  name: 'Amazon.co.jp',
  address: 'auto-confirm@amazon.co.jp',
  subject: 'Amazon.co.jp ご注文の確認',
  date: '10:20',
  body: `<table><tr><td><p>花子 様</p><p>Amazon.co.jp をご利用いただきありがとうございます。ご注文を承りました。</p>
    <p>注文番号: ${link('https://www.amazon.co.jp/gp/your-account/order-details?orderID=249-0000000-0000000', '249-0000000-0000000', 'https://kutsu.example/')}</p>
    <p>${link('https://www.amazon.co.jp/gp/css/order-history', '注文の詳細を表示する')}</p>${footer}</td></tr></table>`,
};

/** Comes from a stranger, and carries a header of its own making in its body. */
export function stranger(forgedHeader: string, details: Record<string, string> = {}): Mail {
  return {
    ...fine,
    key: 'm3',
    address: 'info@kutsu.example',
    replyTo: 'henji@kutsu.example',
    date: '10:25',
    body: `${forgedHeader}${fine.body}`,
    details,
  };
}

/** Says nothing of any brand. */
export const friendly: Mail = {
  key: 'm4',
  name: '佐藤 花子',
  address: 'hanako@sato.example',
  subject: '来週の集まり',
  date: '10:30',
  body: '<p>来週の集まりですが、場所が変わりました。<a href="https://annai.example/kai">案内</a>を見てください。</p>',
};
