import type { Frame, Page } from '@playwright/test';
import type { Browser } from '../browser.ts';
import { fixture } from '../mails.ts';
import { colours } from '../pixels.ts';
import { type Banner, type Box, type Shown, shown, verdicts } from '../shown.ts';
import { webmailPage } from '../site.ts';
import { expect, type Mailbox, test } from '../test.ts';
import { backToList, openFull, openPreview, receive } from '../webmail/reader.ts';
import type { Webmail } from '../webmail/webmail.ts';

// What a person sees of a verdict: the banner over the mail, the marks on its links, the toolbar and its popup.
// Which mail deserves which verdict is the core's, and tested there over the whole corpus.

/** One mail of each sort that pretends, and the host its links lead to. */
const pretending = {
  'spoofed-cyrillic-display-name': 'learnspanishandkitesurfing.com',
  'spoofed-delivery-shortener': 'cutt.ly', // plain text
  'spoofed-forged-sender-embedded-host': 'amazon.co.jp.szczk.com',
  'spoofed-free-mail-account-locked': 'amaozn.ursifu.com', // plain text in ISO-2022-JP
  'spoofed-forged-sender-workers-dev': 'cherry-dro2-ew6m.dokebaf571.workers.dev',
  'spoofed-ip-address-link': '156.236.73.12',
  'spoofed-lookalike-sender-prime-renewal': 'www.amaznon-dpro.trade', // Shift_JIS
  'spoofed-refund-cloud-storage': 'amazon-accounts-check.s3.ap-northeast-1.amazonaws.com',
  'spoofed-winner-invitation': 'www.amazon-co-jp.oa9p.top',
};

const honest = [
  'genuine-account-new-sign-in',
  'genuine-delivered',
  'genuine-invitation-won',
  'genuine-konbini-number-13-digits',
  'genuine-order-confirmation',
];

const unclaimed = [
  'harmless-newsletter-about-a-sale',
  'harmless-private-mail-mentions-amazon',
  'harmless-shop-that-takes-amazon-pay',
];

/** Brings a mail of the corpus and opens it beside the list. */
async function open({ page }: Mailbox, webmail: Webmail, name: string): Promise<Frame> {
  const { eml, subject } = fixture(name);
  await receive(page, webmail, eml);
  return openPreview(page, subject);
}

/** Waits for the one open mail's verdict on the screen. */
async function seen(page: Page, verdict: string): Promise<Shown & { banner: Banner }> {
  await expect.poll(() => verdicts(page)).toEqual([verdict]);
  const [all] = await shown(page);
  if (!all?.banner) throw new Error('the banner went away again');
  return { ...all, banner: all.banner };
}

/** The links of an open mail that lead to a host, where they stand in the window. */
async function linksTo(frame: Frame, host: string): Promise<Box[]> {
  const boxes: Box[] = [];
  for (const link of await frame.locator('#messagebody a[href]').all()) {
    const goes = await link.evaluate((el) => (el as HTMLAnchorElement).host);
    const box = await link.boundingBox();
    if (goes === host && box) boxes.push(box);
  }
  return boxes;
}

/** A frame is drawn round what it marks, with a little room. */
function surrounds(outer: Box, inner: Box): boolean {
  const room = [
    inner.x - outer.x,
    inner.y - outer.y,
    outer.x + outer.width - inner.x - inner.width,
    outer.y + outer.height - inner.y - inner.height,
  ];
  return room.every((pixels) => pixels >= 0 && pixels <= 8);
}

/** Opens the popup and waits until it says all of this; line breaks apart. */
async function popupSays(browser: Browser, page: Page, ...texts: string[]): Promise<void> {
  const popup = await browser.toolbarPopup(page);
  const unfold = `for (const part of document.querySelectorAll('.verdict .why')) part.open = true`;
  const said = async () => oneLine(await popup.evaluate(`${unfold}; document.body.innerText`));
  for (const text of texts) await expect.poll(said).toContain(oneLine(text));
  await popup.close();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

for (const [name, host] of Object.entries(pretending)) {
  test(`${name}: a warning over the mail, at its links and in the toolbar`, async ({ mailbox, webmail }) => {
    const { browser, page } = mailbox;
    const frame = await open(mailbox, webmail, name);
    const { banner, marks } = await seen(page, 'spoofed');
    const [judged] = (await browser.reports(page)).flatMap(({ judgements }) => judgements);

    await test.step('the banner says what and what to do, above the mail, with nothing over it', async () => {
      expect(banner.text).toContain('なりすまし');
      expect(banner.text).toContain(judged?.headline);
      expect(banner.text).toContain(judged?.advice);
      expect(banner.onTop).toBe(true);
      const mail = await frame.locator('#messagebody').boundingBox();
      expect(banner.box.y + banner.box.height).toBeLessThanOrEqual(mail?.y ?? 0);
    });

    await test.step('every link that gives it away is framed and its host named; no other is', async () => {
      const links = await linksTo(frame, host);
      expect(links).not.toEqual([]);
      for (const link of links) expect(marks.filter(({ box }) => surrounds(box, link))).toHaveLength(1);
      expect(marks).toHaveLength(links.length);
      for (const mark of marks) expect(mark).toMatchObject({ verdict: 'spoofed', host });
    });

    await test.step('the toolbar and the popup say the same, with the reasons', async () => {
      expect(await browser.toolbar(page)).toEqual({ badge: '×', title: 'たしかめ: なりすまし' });
      const reasons = judged?.findings.map(({ text }) => text ?? '') ?? [];
      expect(reasons).not.toEqual([]);
      for (const reason of reasons) expect(reason).toMatch(/\p{Script=Hiragana}/u);
      await popupSays(browser, page, 'なりすまし', ...reasons);
    });
  });
}

for (const [name, finding] of Object.entries({
  'spoofed-page-attached': 'attachment-runs',
  'spoofed-form-without-destination': 'link-unreadable',
})) {
  test(`${name}: a warning where there is no link`, async ({ mailbox, webmail }) => {
    const { browser, page } = mailbox;
    await open(mailbox, webmail, name);
    await seen(page, 'spoofed');
    const [judged] = (await browser.reports(page)).flatMap(({ judgements }) => judgements);
    expect(judged?.findings.map(({ id }) => id)).toContain(finding);
  });
}

for (const name of honest) {
  test(`${name}: no alarm, and no proof claimed`, async ({ mailbox, webmail }) => {
    const { browser, page } = mailbox;
    await open(mailbox, webmail, name);
    const { banner, marks } = await seen(page, 'consistent');
    expect(banner.text).toContain('矛盾なし');
    expect(banner.text).not.toContain('なりすまし');
    expect(marks).toEqual([]);
    expect(await browser.toolbar(page)).toEqual({ badge: '', title: 'たしかめ: 矛盾なし' });
    await popupSays(browser, page, '矛盾なし');
  });
}

for (const name of unclaimed) {
  test(`${name}: nothing is said in the page or over the toolbar`, async ({ mailbox, webmail }) => {
    const { browser, page } = mailbox;
    await open(mailbox, webmail, name);
    await expect.poll(async () => (await browser.reports(page)).map(({ verdict }) => verdict)).toEqual(['none']);
    expect(await verdicts(page)).toEqual([]);
    expect((await shown(page)).flatMap(({ marks }) => marks)).toEqual([]);
    expect(await browser.toolbar(page)).toEqual({ badge: '', title: 'たしかめ' });
    await popupSays(browser, page, 'Amazonを名乗るものはありません');
  });
}

test('the popup: what it is and the next step first, and what to do about it', async ({ mailbox, webmail }) => {
  const { browser, page } = mailbox;
  await open(mailbox, webmail, 'caution-seller-line');
  await seen(page, 'caution');
  const popup = await browser.popup(page);
  const card = popup.locator('.verdict');

  await test.step('first the verdict, then the step, then why', async () => {
    const parts = await card.evaluate((el) =>
      [...el.children].map(({ localName, className }) => className || localName),
    );
    expect(parts.slice(1, 6)).toEqual(['h3', 'headline', 'advice', 'next', 'reasons']);
    await expect(card.locator('.next')).toHaveAttribute('href', /^https:\/\/www\.amazon\.co\.jp\//);
    expect((await card.locator('.next').boundingBox())?.y).toBeLessThan(300);
  });

  await test.step('an answer in Japanese is copied with one click', async () => {
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await card.locator('.replies > summary').click();
    const answer = card.locator('.answer').first();
    await answer.locator('summary').click();
    const [japanese, english] = await answer.locator('.reply').all();
    await japanese?.getByRole('button').click();
    await expect(japanese?.getByRole('button') ?? card).toHaveText('コピーしました');
    expect(await popup.evaluate(() => navigator.clipboard.readText())).toBe(await japanese?.locator('p').innerText());
    await expect(english?.locator('p') ?? card).toHaveAttribute('lang', 'en');
  });

  await test.step("a report is a mail in the reader's own webmail, for him to finish and send", async () => {
    await card.locator('.report > summary').click();
    await expect(card.locator('.report')).toContainText('添付ファイルとして転送');
    const opened = browser.context.waitForEvent('page');
    await card.locator('.report a').click();
    const draft = await opened;
    await expect(draft.locator('#compose-subject')).toHaveValue('Amazonをかたる不審なメールの報告');
    await expect(draft.locator('#_to')).toHaveValue(/reportascam@amazon\.com/);
    await expect(draft.locator('#composebody')).toHaveValue(/元のメールを添付します/);
    await draft.close();
  });

  await test.step('what says that the verdict is wrong holds nothing of the mail', async () => {
    await card.locator('.doubt > summary').click();
    const report = await card.getByRole('textbox').inputValue();
    expect(report).toContain('verdict: caution');
    expect(report).toContain('moves-elsewhere');
    expect(report).not.toMatch(/LINE|249-|marketplace/);
  });
  await popup.close();
});

test('the words of a false link are underlined, its frame and the banner are painted', async ({ mailbox, webmail }) => {
  const { page } = mailbox;
  const frame = await open(mailbox, webmail, 'spoofed-cyrillic-display-name');
  const { banner, marks } = await seen(page, 'spoofed');
  const underlined = await frame.evaluate(() =>
    [...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map((range) => (range as Range).toString())]),
  );
  expect(underlined).toContainEqual(['tashikame-danger', ['お支払い方法を変更する']]);
  const [red, pale] = ['#b91c1c', '#fdeceb'];
  const inBanner = await colours(page, banner.box);
  expect(inBanner.get(pale)).toBeGreaterThan(banner.box.width * banner.box.height * 0.5);
  expect(inBanner.get(red)).toBeGreaterThan(banner.box.width * 2);
  for (const { box } of marks) expect((await colours(page, box)).get(red)).toBeGreaterThan(box.width * 3);
});

test('a mail in the whole window is judged as beside the list', async ({ mailbox, webmail }) => {
  const { browser, page } = mailbox;
  const { eml, subject } = fixture('spoofed-winner-invitation');
  await receive(page, webmail, eml);
  const frame = await openFull(page, subject);
  const { banner, marks } = await seen(page, 'spoofed');
  expect(banner.onTop).toBe(true);
  expect(marks).toHaveLength((await linksTo(frame, pretending['spoofed-winner-invitation'])).length);
  expect(await browser.toolbar(page)).toMatchObject({ badge: '×' });
  await backToList(page);
  await expect.poll(() => browser.toolbar(page)).toEqual({ badge: '', title: 'たしかめ' });
  expect(await browser.reports(page)).toEqual([]);
});

test('from mail to mail, nothing of the verdict before is left', async ({ mailbox, webmail }) => {
  const { browser, page } = mailbox;
  const order: [string, string, string][] = [
    ['spoofed-winner-invitation', 'spoofed', '×'],
    ['genuine-delivered', 'consistent', ''],
    ['spoofed-delivery-shortener', 'spoofed', '×'],
    ['harmless-private-mail-mentions-amazon', 'none', ''],
  ];
  await receive(page, webmail, ...order.map(([name]) => fixture(name).eml));
  for (const [name, verdict, badge] of order) {
    await openPreview(page, fixture(name).subject);
    await expect.poll(async () => (await browser.reports(page)).map((report) => report.verdict)).toEqual([verdict]);
    await expect.poll(() => verdicts(page)).toEqual(verdict === 'none' ? [] : [verdict]);
    await expect.poll(() => browser.toolbar(page)).toMatchObject({ badge });
  }
});

test('a verdict goes before its mail is drawn anew in the same document', async ({ mailbox, site }) => {
  const { browser } = mailbox;
  const page = await browser.context.newPage();
  const head = { from: 'Amazon.co.jp', address: 'no-reply@amazon.co.jp', subject: 'ご確認ください' };
  await page.goto(site.serve('mail', webmailPage(head, '<a href="https://kakunin.example/">お手続きへ</a>')));
  await seen(page, 'spoofed');
  const left = await page.evaluate(async () => {
    const body = document.querySelector('#messagebody');
    if (body) body.innerHTML = '<a href="https://www.amazon.co.jp/">ご注文の履歴へ</a>';
    // After the observers have been told, before anything is painted.
    await null;
    return document.querySelectorAll('tashikame-banner').length;
  });
  expect(left).toBe(0);
  await seen(page, 'consistent');
  await expect.poll(() => browser.toolbar(page)).toMatchObject({ badge: '' });
  await page.close();
});

test("the page's own nodes are as they would be without us", async ({ mailbox, inbox, webmail }) => {
  const { eml, subject } = fixture('spoofed-forged-sender-embedded-host');
  await receive(mailbox.page, webmail, eml);
  await inbox.reload();
  for (const view of [openPreview, openFull]) {
    const without = await view(inbox, subject);
    const with_ = await view(mailbox.page, subject);
    await seen(mailbox.page, 'spoofed');
    expect(await markup(with_)).toBe(await markup(without));
  }
  await backToList(mailbox.page);
});

/** What stands in a mail's document, its header included, but for our elements. */
async function markup(frame: Frame): Promise<string> {
  return frame.locator('.content[role=main]').evaluate((content) => {
    const copy = content.cloneNode(true) as Element;
    for (const ours of copy.querySelectorAll('tashikame-banner')) ours.remove();
    return copy.outerHTML;
  });
}
