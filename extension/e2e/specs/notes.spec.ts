import type { Page } from 'playwright-core';
import { expect, judged, notes, pageNamed, test } from '../shop.ts';
import { lookInto } from '../shown.ts';

// How notes live on a page of the shop: they follow what the page shows, leave it as it is, and do nothing in it.

const product = 'https://www.amazon.co.jp/dp/B0EXAMPL01';
const redeem = 'https://www.amazon.co.jp/gc/redeem';

async function headlines(page: Page): Promise<string[]> {
  return (await notes(page)).map(({ headline }) => headline);
}

/** Fills one of the five containers and hides the others, as the shop does when another variation is chosen. */
async function fill(page: Page, container: string): Promise<void> {
  await page.evaluate((id) => {
    for (const el of document.querySelectorAll('[id^=hdp_]')) el.classList.toggle('aok-hidden', el.id !== id);
  }, container);
}

/** Presses a button in our shadow root, as the reader does. */
async function press(page: Page, selector: string): Promise<void> {
  const [place] = (await lookInto(page, 'tashikame-note', boxes)).flat().filter((box) => box.selector === selector);
  if (!place) throw new Error(`there is no ${selector}`);
  await page.mouse.click(place.x, place.y);
}

function boxes(this: ShadowRoot): { selector: string; x: number; y: number }[] {
  return ['.note > summary', '.choice button'].flatMap((selector) =>
    [...this.querySelectorAll(selector)]
      .filter((el) => el.checkVisibility())
      .map((el) => {
        const { left, top, height } = el.getBoundingClientRect();
        return { selector, x: left + 10, y: top + height / 2 };
      }),
  );
}

/** A page drawn as the shop draws it: buttons lie unseen over what looks like one, prices are read out from off the screen. */
const looks = `<style>
  .aok-hidden { display: none !important }
  .a-offscreen { position: absolute !important; left: 0; top: auto; width: 1px; height: 1px; overflow: hidden }
  .a-button { position: relative; display: inline-block; border: 1px solid }
  .a-button-input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: .01; border: 0; background: none; color: transparent }
  #ppd { display: flex } #centerCol { flex: 1 } #rightCol { width: 240px }
  #buybox { border: 1px solid #d5d9d9; padding: 14px 18px }
</style></head>`;

function asDrawn(name: string): string {
  return pageNamed(name).replace('</head>', looks);
}

test('another variation: what is said follows', async ({ shop, visit }) => {
  const page = await visit(asDrawn('product-requested-ja'), product);
  await expect.poll(() => headlines(page)).toEqual(['招待をリクエスト済みです']);
  await fill(page, 'hdp_notRequested_desktop');
  await page.evaluate(() => history.replaceState(null, '', '/dp/B0EXAMPL02?th=1'));
  await expect.poll(() => headlines(page)).toEqual(['招待をリクエストしていません']);
  expect((await judged(shop, page))?.fields).toMatchObject({ asin: 'B0EXAMPL02' });
  await fill(page, 'hdp_expired_desktop');
  await expect.poll(() => headlines(page)).toEqual(['招待の期限が過ぎています']);
});

test('a buy box that comes late is read', async ({ visit }) => {
  const html = asDrawn('product-invited-ja');
  const box = /<div id="desktop_buybox">[\s\S]*?<\/div><\/div><\/div><\/div>\n/.exec(html)?.[0] ?? '';
  expect(box).toContain('hdp_invited_desktop');
  const page = await visit(html.replace(box, '</div></div>'), product);
  await expect.poll(() => headlines(page)).toEqual(['状態を読み取れません']);
  await page.evaluate((late) => document.querySelector('#rightCol')?.insertAdjacentHTML('beforeend', late), box);
  await expect.poll(() => headlines(page)).toEqual(['招待されています']);
});

test('a long page that never rests is read all the same, and so is what comes late', async ({ visit }) => {
  const block = '<div class="celwidget"><p>台所ばさみ <b>分解して洗える</b></p><ul><li>厚さ2ミリ</li></ul></div>';
  const restless = `<script>
    setInterval(() => document.querySelector('#productTitle').append(document.createComment('')), 5);
  </script>`;
  const html = asDrawn('product-requested-ja').replace('</body>', `${block.repeat(1500)}${restless}</body>`);
  const page = await visit(html, product);
  await expect.poll(() => headlines(page)).toEqual(['招待をリクエスト済みです']);
  await fill(page, 'hdp_notRequested_desktop');
  await expect.poll(() => headlines(page)).toEqual(['招待をリクエストしていません']);
});

test('a timer that runs leaves the note where it is, and open', async ({ visit }) => {
  const page = await visit(asDrawn('product-invited-ja'), product);
  await expect.poll(() => headlines(page)).toEqual(['招待されています']);
  await press(page, '.note > summary');
  const stands = await page.evaluateHandle(() => document.querySelector('tashikame-note'));
  for (const left of ['47時間58分', '47時間57分', '47時間56分']) {
    await page.evaluate((text) => document.querySelector('#expiryTime')?.replaceChildren(text), left);
    await expect.poll(() => open(page)).toBe(true);
  }
  expect(await page.evaluate((el) => el?.isConnected, stands)).toBe(true);
});

function open(page: Page): Promise<boolean | undefined> {
  return lookInto(page, 'tashikame-note', isOpen).then(([first]) => first);
}

function isOpen(this: ShadowRoot): boolean {
  return this.querySelector('details')?.open === true;
}

test('the page is laid out as before, and nothing in it is changed', async ({ visit, shop, hosts }) => {
  const page = await visit(asDrawn('product-invited-ja'), product);
  await expect.poll(() => headlines(page)).toHaveLength(1);
  const measure = () =>
    page.evaluate(() => {
      const ours = 'tashikame-note';
      const boxes = [...document.body.querySelectorAll('*')].filter(({ localName }) => localName !== ours);
      const copy = document.documentElement.cloneNode(true) as Element;
      for (const el of copy.querySelectorAll(ours)) el.remove();
      const { scrollWidth, scrollHeight } = document.documentElement;
      return {
        html: copy.outerHTML,
        size: [scrollWidth, scrollHeight],
        boxes: boxes.map((el) => JSON.stringify(el.getBoundingClientRect())),
      };
    });
  const withNotes = await measure();
  await page.evaluate(() => document.querySelector('tashikame-note')?.setAttribute('hidden', ''));
  expect((await measure()).size).toEqual(withNotes.size);
  await shop.background.evaluate(() => chrome.storage.local.set({ preferences: { hostsOff: ['amazon.co.jp'] } }));
  const plain = await shop.context.newPage();
  hosts.show(`${product}?plain`, asDrawn('product-invited-ja'));
  await plain.goto(`${product}?plain`);
  const without = await plain.evaluate(() => {
    const boxes = [...document.body.querySelectorAll('*')];
    return {
      html: document.documentElement.outerHTML,
      boxes: boxes.map((el) => JSON.stringify(el.getBoundingClientRect())),
    };
  });
  await shop.background.evaluate(() => chrome.storage.local.remove('preferences'));
  await plain.close();
  expect(withNotes.boxes).toEqual(without.boxes);
  expect(withNotes.html).toBe(without.html);
});

test('buttons drawn the way the shop draws them are read as buttons, and prices as prices', async ({ shop, visit }) => {
  const page = await visit(asDrawn('product-not-requested-ja'), product);
  await expect.poll(() => headlines(page)).toEqual(['招待をリクエストしていません']);
  expect((await judged(shop, page))?.fields).toMatchObject({ price: '￥39,980', seller: 'amazon' });
});

test('what stands in a hidden part is not read', async ({ visit }) => {
  const hidden = pageNamed('product-invited-ja').replace(
    '<div id="rightCol">',
    '<div id="rightCol" style="display:none">',
  );
  const page = await visit(hidden, product);
  await expect.poll(() => headlines(page)).toEqual(['状態を読み取れません']);
});

test('an invitation that is not wanted: a quiet reminder beside what would use it up, and nothing is kept from the reader', async ({
  visit,
}) => {
  const page = await visit(asDrawn('product-invited-ja'), product);
  await expect.poll(() => headlines(page)).toEqual(['招待されています']);
  await press(page, '.note > summary');
  await press(page, '.choice button');
  const reminded = ['招待されています', '買わないことにした商品です', '買わないことにした商品です'];
  await expect.poll(() => headlines(page)).toEqual(reminded);
  expect((await notes(page))[1]?.text).toContain('不要なら何もせず');
  await page.reload();
  await expect.poll(() => headlines(page)).toEqual(reminded);
  const pressed = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.querySelector('#buy-now-button')?.addEventListener('click', () => resolve(true)),
      ),
  );
  await page.locator('#buy-now-button').click();
  expect(await pressed).toBe(true);
  await press(page, '.note > summary');
  await press(page, '.choice button');
  await expect.poll(() => headlines(page)).toEqual(['招待されています']);
});

test('orders lead on by links of the page, and by none that leads elsewhere', async ({ visit }) => {
  const html = pageNamed('orders-all').replace('/spr/returns/cart?orderId=x', 'https://henpin.example/');
  const page = await visit(html, 'https://www.amazon.co.jp/your-orders/orders');
  await expect.poll(() => headlines(page)).toContain('お届け済みです');
  const links = (await lookInto(page, 'tashikame-note', hrefs)).flat();
  expect(links).toContain('https://www.amazon.co.jp/gp/css/order/edit.html?orderID=x&useCase=cancel');
  expect(links.filter((href) => !href.startsWith('https://www.amazon.co.jp/'))).toEqual([]);
});

function hrefs(this: ShadowRoot): string[] {
  return [...this.querySelectorAll('a')].map(({ href }) => href);
}

test.describe('a gift code that is typed', () => {
  const code = 'AQ7Z-ZKW1B8-M4DU';

  test('is looked at: look-alike characters, and others to try by hand', async ({ visit }) => {
    const page = await visit(pageNamed('giftcard-redeem-form'), redeem);
    await page.locator('#gc-redemption-input').pressSequentially(code);
    await expect
      .poll(() => headlines(page))
      .toEqual(['見間違えやすい文字があります。カードの文字と見比べてください。']);
    const [note] = await notes(page);
    expect(note?.text).toContain('AD7Z-ZKW1B8-M4DU');
    expect(note?.text).toContain('保存も送信もしません');
    await expect(page.locator('#gc-redemption-input')).toHaveValue(code);
  });

  for (const [what, typed, said] of [
    ['half of it', 'AQ7Z-ZK', '途中までのようです。コピーが欠けていないか確かめてください。'],
    ['twice over', 'AQ7ZZKW1B8M4DUAQ7ZZKW1B8M4DU', '同じ番号が2回続けて入っています。1回分だけにしてください。'],
    ['too much', 'AQ7Z-ZKW1B8-M4DU-AAAA-BBBB', '長すぎます。余分な文字が付いていないか確かめてください。'],
    ['a character that no code has', 'AQ7Z-ZKWあB8-M4DU', 'ギフトカード番号に使われない文字があります。'],
  ] as const) {
    test(`${what}: ${said}`, async ({ visit }) => {
      const page = await visit(pageNamed('giftcard-redeem-form'), redeem);
      await page.locator('#gc-redemption-input').fill(typed);
      await expect.poll(() => headlines(page)).toEqual([said]);
    });
  }

  test('a second time is noticed', async ({ visit }) => {
    const html = pageNamed('giftcard-redeem-form').replace('<form ', '<form onsubmit="return false" ');
    const page = await visit(html, redeem);
    const field = page.locator('#gc-redemption-input');
    await field.fill(code);
    await field.press('Enter');
    await field.fill('');
    await expect.poll(() => headlines(page)).toEqual([]);
    await field.fill(code.toLowerCase());
    await expect.poll(() => headlines(page)).toContain('先ほど入力した番号と同じです。');
  });

  test('is kept nowhere: in no storage, message log or snapshot', async ({ shop, visit, hosts }) => {
    const html = pageNamed('giftcard-redeem-invalid')
      .replace('<form ', '<form onsubmit="return false" ')
      .replace('name="claimCode"', `name="claimCode" value="${code}"`);
    await shop.background.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
        console[level] = (...said: unknown[]) => void heard.push(said);
      }
      chrome.runtime.onMessage.addListener((message: { type: string }) => {
        // The code itself comes as "code", to be looked at in memory.
        if (message.type !== 'code') heard.push(message);
      });
    });
    const page = await visit(html, redeem);
    const field = page.locator('#gc-redemption-input');
    await field.fill(code);
    await field.press('Enter');
    // A page that says the code once more, as an answer to it.
    await page.evaluate((said) => {
      document.querySelector('#gc-redemption-error h4')?.replaceChildren(`${said}: このギフト券番号は無効です。`);
    }, code);
    await expect.poll(() => headlines(page)).toContain('番号が無効と出ています');
    await expect.poll(async () => (await judged(shop, page))?.fields?.['message']).toContain('…: このギフト券番号');
    const kept = await shop.background.evaluate(async () => [
      (globalThis as unknown as { heard: unknown[] }).heard,
      await chrome.storage.local.get(null),
      await chrome.storage.session.get(null),
      await chrome.storage.sync.get(null),
    ]);
    const [heard] = kept;
    expect(JSON.stringify(heard)).toContain('gc-redemption-error'); // the log works
    for (const written of [code, code.replaceAll('-', '')]) {
      expect(JSON.stringify(kept)).not.toContain(written);
      expect(hosts.asked.join('\n')).not.toContain(written);
      expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
        written,
      );
    }
  });
});

test('of a private window nothing is kept', async ({ launch, hosts }) => {
  const browser = await launch({ extraArgs: hosts.browserArgs });
  await browser.allowPrivate();
  hosts.show(product, pageNamed('product-invited-ja'));
  const tab = await browser.background.evaluate(async (url) => {
    const window = await chrome.windows.create({ incognito: true, url });
    return window?.tabs?.[0]?.id ?? -1;
  }, product);
  const title = () => browser.background.evaluate((tabId) => chrome.action.getTitle({ tabId }), tab);
  await expect.poll(title).toBe('たしかめ: Amazonの正規のページ');
  const kept = await browser.background.evaluate(async () =>
    JSON.stringify([await chrome.storage.session.get(null), await chrome.storage.local.get(null)]),
  );
  expect(kept).not.toContain('B0EXAMPL01');
  expect(kept).not.toContain('招待');
});

test('notes speak the language the reader has chosen', async ({ launch, hosts }) => {
  const browser = await launch({ extraArgs: hosts.browserArgs });
  await browser.background.evaluate(() => chrome.storage.local.set({ preferences: { language: 'en' } }));
  await browser.stopBackground();
  hosts.show(product, pageNamed('product-invited-ja'));
  await browser.page.goto(product);
  await expect.poll(() => headlines(browser.page)).toEqual(['You are invited']);
  expect((await notes(browser.page))[0]?.text).toContain('I will not buy with this invitation');
});

test('who wants only warnings in pages gets only those', async ({ launch, hosts }) => {
  const browser = await launch({ extraArgs: hosts.browserArgs });
  await browser.background.evaluate(() => chrome.storage.local.set({ preferences: { marks: 'warnings' } }));
  hosts.show(product, pageNamed('product-expired-ja'));
  await browser.page.goto(product);
  await expect.poll(() => headlines(browser.page)).toEqual(['招待の期限が過ぎています']);
  hosts.show(product, pageNamed('product-requested-ja'));
  await browser.page.reload();
  await expect.poll(async () => (await judged(browser, browser.page))?.status).toBe('requested');
  expect(await headlines(browser.page)).toEqual([]);
});
