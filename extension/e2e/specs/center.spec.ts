import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { FrameVerdict, Reply } from '../../src/messages.ts';
import type { Browser } from '../browser.ts';
import { compose } from '../mail.ts';
import { test as base, expect } from '../shop.ts';
import { shown, verdicts } from '../shown.ts';
import { logIn, openPreview, receive } from '../webmail/reader.ts';

// What the reader's own Message Center lists proves a mail, in a real webmail; nothing else about it does.

const center = 'https://www.amazon.co.jp/gp/message';
const minute = 60_000;
const day = 24 * 60 * minute;

/** Ten days ago, to the minute: webmail writes newer times in words. */
const sent = Math.floor((Date.now() - 10 * day) / minute) * minute;

interface Listed {
  subject: string;
  at: number;
}

/** The inbox of a Message Center. */
function inbox(owner: string, ...listed: Listed[]): string {
  const rows = [...listed, { subject: 'ようこそ', at: sent - 60 * day }].map(
    ({ subject, at }) => `<div class="message-table-row-content"><div>Amazon.co.jp</div>
      <div><a href="#">${subject}</a></div><div messagesenttime="${at}">受信</div></div>`,
  );
  return `<!doctype html><html lang="ja"><title>メッセージセンター</title>
    <a id="nav-link-accountList"><span id="nav-link-accountList-nav-line-1">こんにちは、${owner}さん</span></a>
    <div id="message-center"><ul><li id="message-center-nav-inbox">受信箱</li></ul>${rows.join('')}</div>`;
}

function mail(subject: string, at: number): string {
  const html = `<p>Amazon.co.jp をご利用いただきありがとうございます。ご注文を承りました。</p>
    <p><a href="https://www.amazon.co.jp/your-orders">注文履歴</a></p>`;
  const date = new Date(at).toUTCString().replace('GMT', '+0000');
  return compose({ from: 'Amazon.co.jp', address: 'auto-confirm@amazon.co.jp', subject, date, html });
}

interface Setting {
  /** A new browser, with the webmail open in its first tab. */
  browser: Browser;
  /** Opens a Message Center in a tab of its own. */
  openCenter(html: string): Promise<Page>;
  /** Brings a mail and opens it. */
  open(subject: string, at: number): Promise<void>;
}

/** Where the webmail is, over TLS: what stands on a page without it, somebody on the way may have written. */
const webmailHost = 'https://webmail.example/';

const test = base.extend<{ setting: Setting }, { added: string }>({
  // No test can answer the browser's question whether a site may be added, so this build has it from the start.
  added: [
    async ({ extension }, use) => {
      const dir = `${extension}-added`;
      cpSync(extension, dir, { recursive: true });
      const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
      manifest.host_permissions.push(`${webmailHost}*`);
      manifest.content_scripts[0].matches.push(`${webmailHost}*`);
      writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
      await use(dir);
    },
    { scope: 'worker' },
  ],
  setting: async ({ hosts, added, launch, webmail }, use) => {
    hosts.front(webmailHost, webmail.url);
    const browser = await launch({ extension: added, extraArgs: hosts.browserArgs });
    await logIn(browser.page, { ...webmail, url: webmailHost });
    await use({
      browser,
      async openCenter(html) {
        hosts.show(center, html);
        const page = await browser.context.newPage();
        await page.goto(center);
        return page;
      },
      async open(subject, at) {
        await browser.page.bringToFront();
        await receive(browser.page, webmail, mail(subject, at));
        await openPreview(browser.page, subject);
      },
    });
  },
});

function expectVerdict({ page }: Browser, verdict: string): Promise<void> {
  return expect.poll(() => verdicts(page)).toEqual([verdict]);
}

/** What the popup says of the Message Center, over the mail. */
async function centerPart(browser: Browser, state: string): Promise<string> {
  const popup = await browser.popup(browser.page);
  const part = popup.locator('.verdict .center');
  await expect(part).toHaveAttribute('data-state', state);
  const text = await part.innerText();
  await popup.close();
  return text;
}

/** What is stored of Message Centers. */
async function kept({ background }: Browser): Promise<Record<string, unknown>> {
  const all = await background.evaluate(() => chrome.storage.local.get(null));
  return Object.fromEntries(Object.entries(all).filter(([name]) => /^(messages1\/|ledger:)/.test(name)));
}

test('a mail that is listed is genuine as soon as the Message Center is opened', async ({ setting }) => {
  const { browser, open, openCenter } = setting;
  const subject = 'Amazon.co.jp ご注文の確認（一）';

  await test.step('before, nothing proves it, and the way to the proof is shown', async () => {
    await open(subject, sent);
    await expectVerdict(browser, 'consistent');
    expect(await centerPart(browser, 'unknown')).toContain('まだ開いていない');
    const popup = await browser.popup(browser.page);
    await expect(popup.locator(`.verdict a[href="${center}"]`)).toHaveText('メッセージセンターを開く');
    await popup.close();
  });
  await test.step('the open mail is judged again, untouched', async () => {
    await openCenter(inbox('花子', { subject, at: sent }));
    await expectVerdict(browser, 'genuine');
    const [all] = await shown(browser.page);
    expect(all?.banner?.text).toContain('本物');
    expect(await browser.toolbar(browser.page)).toMatchObject({ title: 'たしかめ: 本物' });
    expect(await centerPart(browser, 'found')).toContain('メッセージセンター');
  });
  await test.step('and still is when the background was stopped', async () => {
    await browser.stopBackground();
    await open('別の知らせ', sent - day);
    await expectVerdict(browser, 'consistent');
    await openPreview(browser.page, subject);
    await expectVerdict(browser, 'genuine');
  });
  await test.step('of the list no words are kept, and no name', async () => {
    const stored = JSON.stringify(await kept(browser));
    expect(stored).toContain('messages1/');
    expect(stored).not.toMatch(/花子|ご注文|ようこそ/);
  });
});

test('the same subject at another time is not genuine, nor is a second mail for one entry', async ({ setting }) => {
  const { browser, open, openCenter } = setting;
  const subject = 'Amazon.co.jp ご注文の確認（二）';
  await openCenter(inbox('花子', { subject, at: sent }));
  await expect.poll(async () => Object.keys(await kept(browser)).length).toBeGreaterThan(2);
  await open(subject, sent - 3 * day);
  await expectVerdict(browser, 'consistent');
  expect(await centerPart(browser, 'not-found')).toContain('偽物とは限りません');
  await open(subject, sent);
  await expectVerdict(browser, 'genuine');
  await open(subject, sent + 2 * minute);
  await expectVerdict(browser, 'consistent');
  expect(await centerPart(browser, 'unknown')).toContain('別のメールがすでに');
});

test('of two accounts the reader says whose mails come here', async ({ setting }) => {
  const { browser, open, openCenter } = setting;
  const subject = 'Amazon.co.jp ご注文の確認（三）';
  await open(subject, sent);
  for (const [owner, listed] of [
    ['花子', { subject, at: sent }],
    ['太郎', { subject: '太郎への知らせ', at: sent }],
  ] as const) {
    const before = Object.keys(await kept(browser)).length;
    await openCenter(inbox(owner, listed));
    await expect.poll(async () => Object.keys(await kept(browser)).length).toBeGreaterThan(before);
  }
  await browser.page.bringToFront();
  await expectVerdict(browser, 'consistent');
  const popup = await browser.popup(browser.page);
  const choice = popup.getByRole('combobox');
  await expect(choice.locator('option')).toHaveCount(3);
  await choice.selectOption({ index: 2 }); // the one opened first
  await expectVerdict(browser, 'genuine');
  await popup.getByRole('combobox').selectOption({ index: 1 });
  await expectVerdict(browser, 'consistent');
});

test('of a Message Center in a private window nothing is kept', async ({ setting, hosts }) => {
  const { browser } = setting;
  await browser.allowPrivate();
  hosts.show(center, inbox('花子', { subject: '秘密', at: sent }));
  const tab = await browser.background.evaluate(async (url) => {
    const window = await chrome.windows.create({ incognito: true, url });
    return window?.tabs?.[0]?.id ?? -1;
  }, center);
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/popup.html`);
  const read = () =>
    page.evaluate(async (tab) => {
      const reply: Reply<FrameVerdict[]> = await chrome.runtime.sendMessage({ type: 'tab', tab });
      return 'value' in reply ? reply.value[0]?.report.judgements[0]?.page : undefined;
    }, tab);
  await expect.poll(read).toBe('messages');
  expect(await kept(browser)).toEqual({});
});
