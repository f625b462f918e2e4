import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Site } from '../../src/types/rules.ts';
import type { Finding } from '../../src/types/wire.ts';
import { Browser } from '../browser.ts';
import { fine, friendly, spoofed, stranger, trap } from '../letters.ts';
import { moves, noteMoves } from '../moved.ts';
import { openFromTheStart, type Webmail, WebmailPage, webmails } from '../pages.ts';
import { root } from '../paths.ts';
import { type Shown, shown } from '../shown.ts';
import { test as base, expect } from '../test.ts';

// Each webmail's page, served under its real name, in a browser with the extension: the profiles in the rule book,
// and what webmails do to the mails that are open in them.

interface PerTest {
  /** Opens a webmail's page. */
  open(webmail: Webmail): Promise<WebmailPage>;
  /** Opens any page. */
  tab(address: string): Promise<Page>;
}

interface PerWorker {
  chromium: Browser;
}

const test = base.extend<PerTest, PerWorker>({
  chromium: [
    async ({ hosts }, use) => {
      const browser = await Browser.launch({ extension: join(root, 'dist/test-chrome'), extraArgs: hosts.browserArgs });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  tab: async ({ chromium }, use) => {
    const opened: Page[] = [];
    await use(async (address) => {
      const page = await chromium.context.newPage();
      opened.push(page);
      await page.goto(address);
      return page;
    });
    for (const page of opened) await page.close();
  },
  open: async ({ tab, hosts }, use) => {
    await use(async (webmail) => WebmailPage.of(await tab(new URL(webmail.address, hosts.anyHost).href), webmail));
  },
});

/** What is shown on a page, frames of other sites included. */
async function all(page: Page): Promise<Shown[]> {
  const here = new URL(page.url()).origin;
  const apart = page.frames().filter((frame) => /^https?:/.test(frame.url()) && new URL(frame.url()).origin !== here);
  // A frame may go while it is looked at.
  const inFrames = apart.map((frame) => shown(frame).catch(() => []));
  return [await shown(page), ...(await Promise.all(inFrames))].flat();
}

function expectVerdicts(page: Page, ...wanted: (string | undefined)[]): Promise<void> {
  const verdicts = async () => (await all(page)).map(({ banner }) => banner?.verdict);
  return expect.poll(verdicts, { intervals: [50] }).toEqual(wanted);
}

/** The findings about the mails that are open, by id. */
async function findings(chromium: Browser, page: Page): Promise<Map<string, Finding>> {
  const judgements = (await chromium.reports(page)).flatMap((report) => report.judgements);
  return new Map(judgements.flatMap(({ findings }) => findings).map((finding) => [finding.id, finding]));
}

/** How far the banner ends above what follows it in the page. */
async function bare(page: Page): Promise<number> {
  const [{ banner } = { banner: undefined }] = await all(page);
  const next = await page
    .locator('tashikame-banner')
    .first()
    .evaluate((host) => host.nextElementSibling?.getBoundingClientRect().top ?? 0);
  return banner ? next - (banner.box.y + banner.box.height) : Number.NaN;
}

function byId(id: string): Webmail {
  const found = webmails.find((webmail) => webmail.id === id);
  if (!found) throw new Error(`there is no page of ${id}`);
  return found;
}

test('a mail that is opened by a click has room for its banner at once', async ({ open }) => {
  const { page } = await open(byId('gmail'));
  await page.evaluate((mail) => {
    const { app } = window as unknown as { app: { open(mails: unknown[]): void } };
    addEventListener('click', () => app.open([mail]), { once: true });
  }, spoofed);
  await page.mouse.click(5, 5);
  await expectVerdicts(page, 'spoofed');
  expect(await bare(page)).toBeGreaterThanOrEqual(0);
});

for (const webmail of webmails) {
  const { id, tellsSender, tellsReplyTo, conversations } = webmail;

  test(`${id}: the open mail is judged, by what the webmail says and not the mail`, async ({ open, chromium }) => {
    const at = await open(webmail);
    const { page } = at;

    await test.step('one that pretends', async () => {
      await at.show(spoofed);
      await expectVerdicts(page, 'spoofed');
      const [{ marks } = { marks: [] }] = await all(page);
      expect(marks.map(({ host }) => host)).toEqual([trap]);
      expect(await chromium.toolbar(page)).toEqual({ badge: '×', title: 'たしかめ: なりすまし' });
    });
    await test.step('one in which all fits, sender included', async () => {
      await at.show(fine);
      await expectVerdicts(page, 'consistent');
      const found = await findings(chromium, page);
      if (tellsSender) expect(found.get('from-proves-nothing')?.quote).toBe(fine.address);
      else expect(found.has('sender-not-shown')).toBe(true);
    });
    await test.step("a stranger's, with a header of its own in the body", async () => {
      await at.show(stranger(webmail.forgery, webmail.details));
      await expectVerdicts(page, tellsSender ? 'spoofed' : 'consistent');
      const found = await findings(chromium, page);
      if (tellsSender) expect(found.get('sender-not-owned')?.quote).toBe('info@kutsu.example');
      if (tellsReplyTo) expect(found.get('replies-elsewhere')?.quote).toBe('henji@kutsu.example');
    });
    await test.step('one that claims nothing, and none', async () => {
      await at.show(friendly);
      await expectVerdicts(page, undefined);
      await at.do('close');
      await expectVerdicts(page);
      await expect.poll(() => chromium.toolbar(page), { intervals: [50] }).toEqual({ badge: '', title: 'たしかめ' });
    });
    expect(await at.strange()).toEqual([]);
  });

  // In a frame of another site's everything moves by itself alone, and cannot be noted from here.
  if (!webmail.script) {
    test(`${id}: over a mail that is open from the start the banner comes without a jump`, async ({
      hosts,
      chromium,
    }) => {
      const address = new URL(webmail.address, hosts.anyHost);
      address.searchParams.set('from', 'start');
      hosts.show(address.href, openFromTheStart(webmail, spoofed));
      const page = await chromium.context.newPage();
      await noteMoves(page);
      await page.goto(address.href);
      await expectVerdicts(page, 'spoofed');
      // The page makes room until nothing lies under the banner.
      await expect.poll(() => bare(page)).toBeGreaterThanOrEqual(0);
      expect((await moves(page)).moved).toBeLessThanOrEqual(0.01);
      await page.close();
    });
  }

  test(`${id}: the verdict stays true while the page changes`, async ({ open, chromium }) => {
    const at = await open(webmail);
    const { page } = at;

    await test.step('several mails, each with its own', async () => {
      if (!conversations) return;
      await at.show(spoofed, fine);
      await expectVerdicts(page, 'spoofed', 'consistent');
      if (!webmail.script) expect((await at.bannersByMail()).filter(Boolean)).toEqual([1, 1]);
    });
    await test.step('the next mail', async () => {
      await at.show(spoofed);
      await expectVerdicts(page, 'spoofed');
      await at.do('go', webmail.next, [fine], 150);
      await expectVerdicts(page, 'consistent');
    });
    await test.step('the next mail in the same nodes', async () => {
      await at.do('reuse', [spoofed]);
      await expectVerdicts(page, 'spoofed');
      await at.do('reuse', [fine]);
      await expectVerdicts(page, 'consistent');
    });
    await test.step('a body that comes late', async () => {
      await at.do('late', [spoofed], 1500);
      await page.waitForTimeout(250);
      expect(await all(page)).toEqual([]);
      await expectVerdicts(page, 'spoofed');
    });
    await test.step('the same mail, drawn anew', async () => {
      await at.do('redraw');
      await page.waitForTimeout(300);
      await expectVerdicts(page, 'spoofed');
    });
    await test.step('a mail put away, and back', async () => {
      if (webmail.script) return; // A frame that is not drawn does not notice anything any more.
      await at.do('putAway', true);
      await expectVerdicts(page);
      await expect.poll(() => chromium.toolbar(page), { intervals: [50] }).toEqual({ badge: '', title: 'たしかめ' });
      await at.do('putAway', false);
      await expectVerdicts(page, 'spoofed');
    });
    await test.step('a dark theme', async () => {
      expect(await at.scheme()).toBe('light');
      await at.do('dark', true);
      await at.show(spoofed);
      await expectVerdicts(page, 'spoofed');
      expect(await at.scheme()).toBe('dark');
    });
    expect(await at.stale()).toEqual([]);
    expect(await at.strange()).toEqual([]);
  });
}

test('markup that no profile knows is said to be unreadable', async ({ open, chromium }) => {
  const changes = webmails.flatMap((webmail) =>
    [webmail.changedBody, webmail.changedAll].map((to) => ({ webmail, to })),
  );
  const pages: WebmailPage[] = [];
  for (const { webmail, to } of changes) {
    const at = await open(webmail);
    await at.do('rename', to);
    await at.show(spoofed);
    pages.push(at);
  }
  for (const [i, at] of pages.entries()) {
    await test.step(`${at.webmail.id}: ${JSON.stringify(changes[i]?.to)}`, async () => {
      const { page } = at;
      await expect.poll(async () => (await all(page)).length, { timeout: 20_000, intervals: [100] }).toBe(1);
      const [{ banner } = { banner: undefined }] = await all(page);
      expect(banner?.verdict).toBe('unreadable');
      expect(banner?.text).toContain('メール画面の作りが変わった');
      expect(banner?.onTop).toBe(true);
      expect(await chromium.toolbar(page)).toEqual({ badge: '?', title: 'たしかめ: 判定不能' });
      await at.do('rename', {});
      await at.show(spoofed);
      await expectVerdicts(page, 'spoofed');
    });
  }
});

test('every unreadable mail is counted in the popup', async ({ open, chromium }) => {
  const at = await open(byId('gmail'));
  await at.do('rename', byId('gmail').changedBody);
  await at.show(spoofed, fine);
  await expect.poll(async () => (await all(at.page)).length, { timeout: 10_000 }).toBe(2);
  const popup = await chromium.popup(at.page);
  const card = popup.locator("#page article[data-verdict='unreadable']");
  await expect(card).toHaveCount(1);
  await expect(card).toContainText('読めなかったメール：2通');
  await expect(card).toContainText('メール画面の作りが変わった');
  await popup.close();
});

test('of several mails the popup says which is which', async ({ open, chromium }) => {
  const at = await open(byId('gmail'));
  const other = stranger('');
  await at.show(spoofed, other);
  await expectVerdicts(at.page, 'spoofed', 'spoofed');
  const popup = await chromium.popup(at.page);
  const senders = [spoofed, other].map(({ name }) => new RegExp(`^${name}「.+」 2026年11月20日`));
  await expect(popup.locator('#page article .name')).toHaveText(senders);
  await popup.close();
});

test.describe('gmail', () => {
  const signed = {
    replyLabel: '返信先',
    signLabel: '署名元',
    mailedBy: 'bounces.amazon.co.jp',
    signedBy: 'amazon.co.jp',
  };

  test('its own word on who signed a mail is proof, once the reader opens the details', async ({ open }) => {
    const at = await open(byId('gmail'));
    await at.show(fine);
    await expectVerdicts(at.page, 'consistent');
    await at.show({ ...fine, details: signed });
    await expectVerdicts(at.page, 'genuine');
  });

  test('words that only look like it are not', async ({ open }) => {
    const at = await open(byId('gmail'));
    const { forgery } = byId('gmail');
    for (const [name, mail] of Object.entries({
      'in the body': { ...fine, body: `${forgery}${fine.body}` },
      'of the host that carried it': { ...fine, details: { ...signed, signedBy: 'amazonses.com' } },
      'in a row of another name': { ...fine, details: { ...signed, signLabel: 'なまえ' } },
      "in a neighbour's details": { ...fine, details: { ...signed, signedBy: '' } },
    })) {
      await test.step(name, async () => {
        await at.show({ ...spoofed, details: signed }, mail);
        await expectVerdicts(at.page, 'spoofed', 'consistent');
      });
    }
  });

  test('a file that runs is seen beside the body, not in it', async ({ open }) => {
    const at = await open(byId('gmail'));
    await at.show({ ...fine, file: '領収書.pdf' });
    await expectVerdicts(at.page, 'consistent');
    await at.show({ ...fine, file: '明細.pdf.html' });
    await expectVerdicts(at.page, 'spoofed');
    await at.show({ ...fine, body: `<span class="aV3">明細.pdf.html</span>${fine.body}` });
    await expectVerdicts(at.page, 'consistent');
  });

  const sourcePage = 'https://mail.google.com/mail/u/0/?ik=a1b2c3&view=om&permmsgid=msg-f:1';
  const source = (statement: string) =>
    `Delivered-To: hanako@post.example\nAuthentication-Results: ${statement}\nFrom: Amazon.co.jp <auto-confirm@amazon.co.jp>\nSubject: x\n\n本文`;

  test('the source of a mail shows what the mail host checked', async ({ tab }) => {
    for (const [statement, verdict] of [
      ['mx.google.com; dmarc=pass header.from=amazon.co.jp', 'genuine'],
      ['mx.google.com; dmarc=fail header.from=amazon.co.jp', 'spoofed'],
      ['mx.kutsu.example; dmarc=pass header.from=amazon.co.jp', 'consistent'],
    ] as const) {
      const page = await tab(sourcePage);
      await page.evaluate(
        (text) => (window as unknown as { app: { show(text: string): void } }).app.show(text),
        source(statement),
      );
      await expectVerdicts(page, verdict);
    }
  });

  test('a mail that draws such a page is no such page', async ({ open, chromium }) => {
    const at = await open(byId('gmail'));
    const pre = `<pre id="raw_message_text">${source('mx.google.com; dmarc=pass header.from=amazon.co.jp')}</pre>`;
    await at.show({ ...fine, body: `${pre}${fine.body}` });
    await expectVerdicts(at.page, 'consistent');
    const kinds = (await chromium.reports(at.page)).flatMap(({ judgements }) => judgements.map(({ kind }) => kind));
    expect(kinds).toEqual(['mail']);
  });
});

test('outlook is judged on all of its hosts, and without an address too', async ({ tab, chromium }) => {
  for (const host of ['outlook.live.com', 'outlook.office.com', 'outlook.office365.com', 'outlook.cloud.microsoft']) {
    const page = await tab(`https://${host}/mail/0/inbox/id/AAQkADAwATM0`);
    const at = await WebmailPage.of(page, byId('outlook'));
    await at.do('rename', { '&lt;{address}&gt;': '' });
    await at.show(fine);
    await expectVerdicts(page, 'consistent');
    expect((await findings(chromium, page)).has('sender-not-shown')).toBe(true);
  }
});

test.describe('a webmail that no profile describes', () => {
  for (const layout of ['rows', 'panes', 'frame', 'pieces']) {
    test(`is read by its structure when the reader asks: ${layout}`, async ({ tab, hosts, chromium }) => {
      const page = await tab(`${hosts.anyHost}/unknown/${layout}`);
      const at = await WebmailPage.of(page, { ...byId('gmail'), id: layout });
      await at.show(fine);
      await page.waitForTimeout(300);
      expect(await all(page)).toEqual([]);

      const popup = await chromium.popup(page);
      await popup.getByRole('button', { name: 'このページを調べる' }).click();
      await expect(popup.locator("#page article[data-verdict='consistent']")).toBeVisible();
      await expect(popup.locator('#page')).toContainText('読み取れた範囲での結果');
      await popup.close();
      await expectVerdicts(page, 'consistent');
      const [{ banner } = { banner: undefined }] = await all(page);
      expect(banner?.text).toContain('読み取れた範囲での結果');
      expect((await findings(chromium, page)).get('from-proves-nothing')?.quote).toBe(fine.address);

      // It goes on until the page is left. Nothing of a mail goes unread, in how many pieces it may stand there.
      await at.show({ ...spoofed, body: spoofed.body.replace(/<\/?(table|tr|td)>/g, '') });
      await expectVerdicts(page, 'spoofed');
      await at.show(stranger(''));
      await expectVerdicts(page, 'spoofed');
      expect((await findings(chromium, page)).get('sender-not-owned')?.quote).toBe('info@kutsu.example');
      expect(await at.strange()).toEqual([]);
    });
  }

  test('is said to have no open mail when there is none', async ({ tab, hosts, chromium }) => {
    const popup = await chromium.popup(await tab(`${hosts.anyHost}/unknown/plain`));
    await popup.getByRole('button', { name: 'このページを調べる' }).click();
    await expect(popup.locator('#page')).toContainText('開いているメールが見つかりませんでした');
    await popup.close();
  });
});

test('every selector of the rule book is one that the browser knows', async ({ tab, hosts }) => {
  const { sites } = JSON.parse(readFileSync(join(root, 'wasm/rules/baseline.json'), 'utf8'));
  const page = await tab(`${hosts.anyHost}/unknown/plain`);
  const selectors = (sites as Site[]).flatMap(({ present, shows = '', message, bodies, banner, fields }) => [
    ...[present, shows, message, banner, ...bodies],
    ...fields.map(({ at }) => at),
  ]);
  const unknown = await page.evaluate((tried: string[]) => {
    const fails = (selector: string) => {
      try {
        document.querySelector(selector);
        return false;
      } catch {
        return true;
      }
    };
    return tried.filter((selector) => selector && fails(selector));
  }, selectors);
  expect(selectors.length).toBeGreaterThan(50);
  expect(unknown).toEqual([]);
});
