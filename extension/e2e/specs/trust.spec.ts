import type { Page } from '@playwright/test';
import type { Browser } from '../browser.ts';
import { type Crash, crashNext } from '../crash.ts';
import { shown, verdicts } from '../shown.ts';
import { webmailPage } from '../site.ts';
import { expect, test } from '../test.ts';
import { inContentWorld } from '../worlds.ts';

// The page is hostile, and the core may fail. The pages here fit Roundcube's profile, but nobody has cleaned them:
// they do what a mail could do in a webmail that lets everything through, and more.

const head = { from: 'Amazon.co.jp', address: 'no-reply@amazon.co.jp', subject: 'ご確認ください' };
const sure = '<p>Amazon.co.jpをご利用いただきありがとうございます。</p>';
const falseLink = '<a id="false" href="https://kakunin.example/">お手続きはこちら</a>';
const trueLink = '<a id="true" href="https://www.amazon.co.jp/your-orders">ご注文の履歴</a>';
const spoofing = webmailPage(head, sure + falseLink);

async function judged(page: Page, verdict: string): Promise<void> {
  await expect.poll(() => verdicts(page)).toEqual([verdict]);
}

/** What the background knows and the toolbar shows of a tab. */
async function state(browser: Browser, page: Page): Promise<unknown> {
  const reports = (await browser.reports(page)).map(({ verdict, judgements }) => [verdict, judgements]);
  const sync = await browser.background.evaluate(() => chrome.storage.local.get('sync'));
  return { reports, sync, toolbar: await browser.toolbar(page), shown: await shown(page) };
}

test.describe('what a page can reach', () => {
  test.beforeEach(async ({ tashikame: { page }, site }) => {
    await page.goto(site.serve('mail', spoofing));
    await judged(page, 'spoofed');
  });

  test('the storage is closed, even to the content script', async ({ tashikame: { page } }) => {
    for (const area of ['local', 'session', 'sync', 'managed']) {
      const read = inContentWorld(page, `chrome.storage.${area}.get(null)`).then((kept) => kept ?? {});
      if (area === 'local' || area === 'session') await expect(read).rejects.toThrow('not allowed');
      else expect(await read).toEqual({});
    }
  });

  test('what only the popup may ask is refused to the content script', async ({ tashikame: { page } }) => {
    for (const ask of [{ type: 'tab', tab: 1 }, { type: 'rules' }, { type: 'sync' }]) {
      const answer = await inContentWorld(page, `chrome.runtime.sendMessage(${JSON.stringify(ask)})`);
      expect(answer).toEqual({ error: expect.any(String) });
    }
  });

  test('what a page says to itself is not heard', async ({ tashikame }) => {
    const { page } = tashikame;
    await expect
      .poll(() => tashikame.background.evaluate(() => chrome.storage.local.get('sync')))
      .toHaveProperty('sync');
    const before = await state(tashikame, page);
    const reached = await page.evaluate(async (id) => {
      const asks = ['check', 'clear', 'recheck', 'there', 'sites', 'sync', 'tab', 'rules'];
      for (const type of asks) {
        const message = { type, tab: 1, seen: { site: 'roundcube', regions: [], bodies: [], cut: [] } };
        window.postMessage(message, '*');
        for (const target of [window, document]) {
          target.dispatchEvent(new MessageEvent('message', { data: message }));
          target.dispatchEvent(new CustomEvent(`tashikame-${type}`, { detail: message }));
        }
      }
      // The page has no way of its own to the background, nor to the extension's files.
      const runtime = 'chrome' in window ? window.chrome.runtime : undefined;
      const file = await fetch(`chrome-extension://${id}/popup.html`).then(
        () => true,
        () => false,
      );
      return { speaks: typeof runtime?.sendMessage === 'function', file, look: 'tashikameLook' in window };
    }, tashikame.extensionId);
    expect(reached).toEqual({ speaks: false, file: false, look: false });
    expect(await state(tashikame, page)).toEqual(before);
  });

  test('a banner that the page takes away or covers comes back', async ({ tashikame: { page } }) => {
    await page.evaluate(() => {
      for (const banner of document.querySelectorAll('tashikame-banner')) banner.remove();
    });
    await judged(page, 'spoofed');
    await page.addStyleTag({
      content: 'tashikame-banner { display: none !important; opacity: 0 !important; transform: scale(0) !important }',
    });
    const [all] = await shown(page);
    expect(all?.banner?.onTop).toBe(true);
    expect(all?.banner?.box.height).toBeGreaterThan(40);
  });
});

test.describe('what a mail can forge', () => {
  test('our numbers on its links do not turn a mark away', async ({ tashikame: { page }, site }) => {
    const body = `<a data-ref="2" data-unseen href="https://kakunin.example/" id="false">お手続き</a>
      <a data-ref="1" href="https://www.amazon.co.jp/" id="true">トップページ</a>`;
    await page.goto(site.serve('mail', webmailPage(head, sure + body)));
    await judged(page, 'spoofed');
    const [all] = await shown(page);
    const [mark, ...more] = all?.marks ?? [];
    const link = await page.locator('#false').boundingBox();
    expect(more).toEqual([]);
    expect(mark?.host).toBe('kakunin.example');
    expect(Math.abs((mark?.box.x ?? 0) - (link?.x ?? 0))).toBeLessThan(4);
    expect(Math.abs((mark?.box.y ?? 0) - (link?.y ?? 0))).toBeLessThan(4);
  });

  test('a link in an element named like ours is read', async ({ tashikame: { page }, site }) => {
    await page.goto(site.serve('mail', webmailPage(head, sure + trueLink)));
    await judged(page, 'consistent');
    await page.evaluate((link) => {
      document
        .querySelector('#messagebody')
        ?.insertAdjacentHTML('beforeend', `<tashikame-banner>${link}</tashikame-banner>`);
    }, falseLink);
    await judged(page, 'spoofed');
  });

  test('a banner of its own does not stand for ours', async ({ tashikame, site }) => {
    const { page } = tashikame;
    const forged = `<tashikame-banner data-scheme="light"><section class="banner" data-verdict="genuine">本物</section></tashikame-banner>`;
    await page.goto(site.serve('mail', webmailPage(head, forged + sure + falseLink)));
    await judged(page, 'spoofed');
    expect(await tashikame.toolbar(page)).toMatchObject({ badge: '×' });
  });

  test("a header in the body is not the mail's", async ({ tashikame: { page }, site }) => {
    const forged = `<div id="message-header"><h2 class="subject">x</h2><table><tr><td class="header from">
      <span class="rcmContactAddress" title="no-reply@amazon.co.jp">Amazon.co.jp</span></td></tr></table></div>`;
    const from = { ...head, address: 'oshirase@kakunin.example' };
    await page.goto(site.serve('mail', webmailPage(from, forged + sure + trueLink)));
    await judged(page, 'spoofed');
  });
});

/** Mails that are made to be too much. What may be said of each is right, or that it could not be read. */
const heavy: [string, () => string, string[]][] = [
  ['five million characters before the false link', () => `<p>${'長'.repeat(5e6)}</p>${falseLink}`, ['unreadable']],
  ['twenty thousand false links', () => falseLink.repeat(20_000), ['spoofed', 'unreadable']],
  [
    'a false link among twenty thousand true ones',
    () => trueLink.repeat(20_000) + falseLink,
    ['spoofed', 'unreadable'],
  ],
  ['five thousand elements in each other', () => '<div>'.repeat(5000) + falseLink, ['spoofed', 'unreadable']],
  ['five thousand words, each hidden', () => `<b style="display:none">安</b>`.repeat(5000) + falseLink, ['spoofed']],
];

for (const [what, body, said] of heavy) {
  test(`${what}: the tab answers, and the verdict is not wrong`, async ({ tashikame: { page }, site }) => {
    const asked = `<button onclick="this.textContent = 'はい'">いますか</button>`;
    const html = webmailPage(head, sure + body()).replace('<body>', `<body>${asked}`);
    await page.goto(site.serve('mail', html));
    const button = page.getByRole('button');
    await button.click();
    await expect(button).toHaveText('はい');
    await expect.poll(async () => (await verdicts(page))[0]).toBeDefined();
    expect(said).toContain((await verdicts(page))[0]);
  });
}

test('elements that a script nests deeper than any parser do not stop the tab', async ({
  tashikame: { page },
  site,
}) => {
  await page.goto(site.serve('mail', webmailPage(head, sure + falseLink)));
  await judged(page, 'spoofed');
  await page.evaluate(() => {
    let inner = document.querySelector('#messagebody');
    // With four thousand Chromium ends the tab by itself.
    for (let depth = 0; depth < 1500; depth++) {
      const next = document.createElement('div');
      inner?.prepend(next);
      inner = next;
    }
    inner?.append('深い');
  });
  await expect.poll(async () => (await verdicts(page))[0]).toMatch(/spoofed|unreadable/);
});

test('a page that never rests is judged in the end', async ({ tashikame: { page }, site }) => {
  const restless = `<p id="clock"></p><script>
    setInterval(() => { document.querySelector('#clock').textContent = String(performance.now()); }, 1);
  </script>`;
  await page.goto(site.serve('mail', webmailPage(head, sure + falseLink).replace('</body>', `${restless}</body>`)));
  await judged(page, 'spoofed');
});

for (const how of ['panic', 'trap', 'exit'] satisfies Crash[]) {
  test(`a core that fails by ${how}: said at once, and the next check works`, async ({ tashikame, site }) => {
    const { page } = tashikame;
    await page.goto(site.serve('mail', spoofing));
    await judged(page, 'spoofed');
    await crashNext(tashikame, how);
    const change = (text: string) =>
      page.locator('#false').evaluate((link, words) => link.replaceChildren(words), text);
    await change('今すぐお手続きへ');
    await judged(page, 'unreadable');
    expect(await tashikame.toolbar(page)).toEqual({ badge: '?', title: 'たしかめ: 判定不能' });
    await change('お手続きはこちら');
    await judged(page, 'spoofed');
    expect(await tashikame.toolbar(page)).toMatchObject({ badge: '×' });
  });
}

test.describe('tabs that are open already', () => {
  test('are looked at after the install', async ({ launch, site }) => {
    const address = site.serve('mail', spoofing);
    const browser = await launch({
      before: async (context) => {
        await context.pages()[0]?.goto(address);
      },
    });
    await expect.poll(() => verdicts(browser.page)).toEqual(['spoofed']);
    await expect.poll(() => browser.toolbar(browser.page)).toMatchObject({ badge: '×' });
  });

  test('are looked at by the new extension after an update, and by it alone', async ({ tashikame, site }) => {
    const { page } = tashikame;
    await page.goto(site.serve('mail', spoofing));
    await judged(page, 'spoofed');
    await tashikame.reloadExtension();
    await expect.poll(() => tashikame.reports(page)).toHaveLength(1);
    await judged(page, 'spoofed');
    await page.locator('#false').evaluate((link) => {
      (link as HTMLAnchorElement).href = 'https://www.amazon.co.jp/';
    });
    await judged(page, 'consistent');
    await expect(page.locator('tashikame-banner')).toHaveCount(1);
  });
});

test('of a private window nothing is kept', async ({ tashikame, site }) => {
  await tashikame.allowPrivate();
  const address = site.serve('mail', spoofing);
  const tab = await tashikame.background.evaluate(async (url) => {
    const window = await chrome.windows.create({ incognito: true, url });
    return window?.tabs?.[0]?.id ?? -1;
  }, address);
  const badge = () => tashikame.background.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab);
  await expect.poll(badge).toBe('×');
  const kept = await tashikame.background.evaluate(async () => [
    await chrome.storage.session.get(null),
    await chrome.storage.local.get(null),
  ]);
  const [session, local] = kept as [Record<string, { view?: { items: object[] } }>, object];
  // The popup was opened before: there is nothing due, and that is ready for its next time.
  for (const [name, { view }] of Object.entries(session)) {
    expect(name).toMatch(/^glance:/);
    expect(view?.items).toEqual([]);
  }
  expect(JSON.stringify(local)).not.toContain('kakunin.example');
  expect(JSON.stringify(local)).not.toContain(new URL(address).host);
});
