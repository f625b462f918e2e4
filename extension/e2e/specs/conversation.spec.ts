import type { Page } from 'playwright-core';
import { asked, expect, judged, notes, test } from '../shop.ts';

// An open conversation with a seller: his words are judged as his mails would be, what the reader has written is not
// held against him, and a message that nobody answers is counted by days.

const address = 'https://www.amazon.co.jp/hz/messaging/conversation?orderId=249-1234567-1234567';

const seller = '道具の店';
const reader = 'あなた';

/** Days ago, as the shop writes them. */
function ago(days: number, language = 'ja'): string {
  const at = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja' : 'en-US', {
    dateStyle: language === 'ja' ? 'long' : 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  }).format(at);
}

function turn(who: string, when: string, text: string): string {
  return `<div class="turn"><p><b>${who}</b> <span>${when}</span></p><div class="message-body"><p>${text}</p></div></div>`;
}

/** The page of a conversation. */
function conversation(turns: string[], language = 'ja'): string {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>メッセージ</title>
    <span id="nav-link-accountList-nav-line-1">こんにちは, 花子さん</span>
    <h1>249-1234567-1234567</h1><div class="thread">${turns.join('')}</div>
    <form action="/send"><textarea name="reply"></textarea><button>送信</button></form></html>`;
}

async function headlines(page: Page): Promise<string[]> {
  return (await notes(page)).map(({ headline }) => headline);
}

test('an honest conversation raises no alarm', async ({ shop, visit }) => {
  const page = await visit(
    conversation([
      turn(seller, ago(4), 'ご注文ありがとうございます。本日発送しました。追跡番号は 1234-5678-9012 です。'),
      turn(reader, ago(3), 'LINEに誘う知らせが来ましたが、本当にそちらからですか。'),
      turn(seller, ago(2), 'いいえ、当店からのご連絡はAmazonのメッセージだけです。'),
    ]),
    address,
  );
  await expect.poll(async () => (await judged(shop, page))?.status).toBe('calm');
  expect(await shop.toolbar(page)).toMatchObject({ badge: '' });
  expect((await notes(page)).map(({ tone }) => tone)).toEqual(['plain']);
  const popup = await shop.popup(page);
  await expect(popup.locator('#page .page-note')).toHaveAttribute('data-status', 'calm');
  await popup.close();
});

const traps: [what: string, says: string, finding: string, reply: string][] = [
  [
    'a link that leads out',
    '保証登録は<a href="https://hosho-touroku.example/">こちら</a>からお願いします。',
    'seller-links-out',
    'keep-to-amazon',
  ],
  ['personal data asked for', '確認のため、お名前と電話番号をご返信ください。', 'asks-personal-data', 'keep-to-amazon'],
  [
    'a reward for a review',
    '星5のレビューを書いていただければ、Amazonギフト券1000円分を差し上げます。',
    'review-for-reward',
    'no-review-for-reward',
  ],
  [
    'money back outside of Amazon',
    '返金はPayPayで直接お送りします。PayPay IDをお知らせください。',
    'odd-refund',
    'pay-and-refund-on-amazon',
  ],
  [
    'a link that leads out, in English',
    'Please register your warranty <a href="https://hosho-touroku.example/">on our website</a>.',
    'seller-links-out',
    'keep-to-amazon',
  ],
  [
    'personal data asked for, in English',
    'To check your order, please send us your phone number and address.',
    'asks-personal-data',
    'keep-to-amazon',
  ],
  [
    'a reward for a review, in English',
    'Leave a 5-star review and we will send you a $20 Amazon gift card.',
    'review-for-reward',
    'no-review-for-reward',
  ],
  [
    'money back outside of Amazon, in English',
    'We will refund you by PayPal instead. Please tell us your PayPal address.',
    'odd-refund',
    'pay-and-refund-on-amazon',
  ],
];

for (const [what, says, finding, reply] of traps) {
  test(`${what}: warned of, with an answer at hand`, async ({ hosts, shop, visit }) => {
    const english = what.endsWith('in English');
    const language = english ? 'en' : 'ja';
    const html = conversation([turn(english ? 'Dogu no Mise' : seller, ago(1, language), says)], language);
    const before = hosts.asked.length;
    const page = await visit(html, address);
    await expect.poll(async () => (await judged(shop, page))?.status).toBe('traps');
    const judgement = await judged(shop, page);
    expect(judgement).toMatchObject({ verdict: 'caution', page: 'conversation' });
    expect(judgement?.findings.map(({ id }) => id)).toContain(finding);
    expect(judgement?.replies?.[0]?.id).toBe(reply);
    await expect.poll(() => shop.toolbar(page)).toMatchObject({ badge: '!' });
    await expect.poll(async () => (await notes(page)).map(({ tone }) => tone)).toEqual(['care']);
    const popup = await shop.popup(page);
    await expect(popup.locator('#page article .replies .answer > summary').first()).toContainText(
      judgement?.replies?.[0]?.title ?? '',
    );
    await popup.close();
    await page.waitForLoadState('networkidle');
    expect(asked(hosts, before)).toEqual([address]);
    const kept = await shop.background.evaluate(() => chrome.storage.local.get(null));
    expect(JSON.stringify(kept)).not.toContain(says.slice(0, 12));
  });
}

test('a seller who calls himself the reader is judged all the same', async ({ shop, visit }) => {
  const html = conversation([turn(reader, ago(1), '保証のため、LINEで当店を追加してください。')]);
  const page = await visit(html, address);
  await expect.poll(async () => (await judged(shop, page))?.status).toBe('traps');
});

test('nobody answers: days are counted, then the next step is offered', async ({ shop, visit }) => {
  const asked = (days: number) =>
    conversation([
      turn(seller, ago(days + 1), '本日発送しました。'),
      turn(reader, ago(days), 'まだ届きません。今どこにありますか。'),
    ]);
  const early = await visit(asked(1), address);
  await expect.poll(async () => (await judged(shop, early))?.status).toBe('waiting');
  expect((await judged(shop, early))?.told?.map(({ id }) => id)).toEqual(['reply-soon']);
  await early.close();

  const page = await visit(asked(5), address);
  await expect.poll(() => headlines(page)).toEqual([expect.stringContaining('5日間、返信がありません')]);
  const [note] = await notes(page);
  expect(note?.tone).toBe('plain');
  expect(note?.text).toContain('カスタマーサービス');
  expect(note?.text).toContain('マーケットプレイス保証');
  expect(note?.text).toContain('2023-11');
  expect(await shop.toolbar(page)).toMatchObject({ badge: '' });
  const popup = await shop.popup(page);
  const card = popup.locator('#page .page-note');
  await expect(card).toContainText('5日間、返信がありません');
  await expect(card).toContainText('カスタマーサービス');
  await popup.close();
});

test('the answer comes while the page is open: nothing is said of it any more', async ({ shop, visit }) => {
  const page = await visit(conversation([turn(reader, ago(5), 'まだ届きません。今どこにありますか。')]), address);
  await expect.poll(() => headlines(page)).toEqual([expect.stringContaining('返信がありません')]);
  const answer = turn(seller, ago(0), '配送会社に確かめました。明日お届けします。');
  await page.evaluate((html) => document.querySelector('.thread')?.insertAdjacentHTML('beforeend', html), answer);
  await expect.poll(async () => (await judged(shop, page))?.status).toBe('calm');
  await expect.poll(() => headlines(page)).toEqual(['出品者とのやり取りに、気になる点は見つかりません']);
});

test('in English: days are counted in the same way', async ({ shop, visit }) => {
  const turns = [
    `<li class="incoming"><div class="message-bubble"><p>Your parcel left today.</p><time>${ago(6, 'en')}</time></div></li>`,
    `<li class="outgoing"><div class="message-bubble"><p>Where is it now?</p><time>${ago(3, 'en')}</time></div></li>`,
  ];
  const page = await visit(conversation(turns, 'en'), address);
  await expect.poll(async () => (await judged(shop, page))?.status).toBe('unanswered');
  expect((await judged(shop, page))?.fields).toMatchObject({ days: '3' });
});

test('where it does not say when, nothing is said', async ({ shop, visit }) => {
  const page = await visit(conversation([turn(reader, '6日前', 'まだ届きません。今どこにありますか。')]), address);
  await expect.poll(async () => (await judged(shop, page))?.status).toBe('calm');
  expect((await judged(shop, page))?.fields).toEqual({});
});
