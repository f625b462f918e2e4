import { asked, expect, fixtures, judged, pageNamed, test } from '../shop.ts';

// Nothing leaves because of us, and nothing is pressed: on every kind of page, the network is asked for the page and
// its own parts, once, and no event happens that nobody has caused.

/** Kinds of pages; the longer names first. */
const kinds = [
  'product',
  'order-detail',
  'orders',
  'giftcard-redeem',
  'giftcard-balance',
  'cart',
  'checkout',
  'messages',
  'conversation',
];

/** One page of each kind in each of its states. */
const pages: [name: string, address: string, html: string][] = [
  ...new Map(
    fixtures.map(({ name, url, status, html }) => [`${kindOf(name)} ${status}`, [name, url, html] as const]),
  ).values(),
  ['messages-inbox', 'https://www.amazon.co.jp/gp/message', pageNamed('messages-inbox')],
  ['messages-sellers', 'https://www.amazon.co.jp/gp/message', pageNamed('messages-sellers')],
  ['messages-hostile', 'https://www.amazon.co.jp/gp/message', pageNamed('messages-hostile')],
  ['other', 'https://www.amazon.co.jp/gp/help/customer/display.html', pageNamed('place-official')],
].map(([name = '', address = '', html = '']) => [name, address, html]);

function kindOf(name: string): string {
  return kinds.find((kind) => name.startsWith(kind)) ?? name;
}

/** What a page itself asks for, once. */
function parts(html: string, address: string): string[] {
  return [...html.matchAll(/ src="([^"]+)"/g)].map(([, src = '']) => new URL(src, address).href);
}

/** Things that happen to a page when somebody acts on it. */
const acts = ['click', 'submit', 'input', 'change', 'pointerdown', 'mousedown', 'keydown', 'focusin', 'reset', 'paste'];

for (const [name, address, html] of pages) {
  test(`${name}: nothing leaves, and nothing is pressed`, async ({ hosts, shop }) => {
    hosts.show(address, html);
    const before = hosts.asked.length;
    const page = await shop.context.newPage();
    await page.addInitScript((types) => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      for (const type of types) window.addEventListener(type, () => seen.push(type), true);
    }, acts);
    await page.goto(address);
    await expect.poll(async () => (await judged(shop, page))?.page).toBe(kindOf(name));
    await page.waitForLoadState('networkidle');
    expect(asked(hosts, before).sort()).toEqual([address, ...parts(html, address)].sort());
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
    expect(page.url()).toBe(address);
    await page.close();
  });
}

test('a Message Center that is opened is remembered, by whose it is', async ({ shop, visit }) => {
  for (const name of ['messages-inbox', 'messages-sellers']) {
    const html = pageNamed(name).replace(
      '<body>',
      '<body><span id="nav-link-accountList-nav-line-1">こんにちは, 花子さん</span>',
    );
    await visit(html, 'https://www.amazon.co.jp/gp/message#!/inbox');
    await expect
      .poll(() => shop.background.evaluate(async () => Object.keys(await chrome.storage.local.get(null))))
      .toContainEqual(expect.stringMatching(/^messages1\//));
  }
  await visit(pageNamed('product-requested-ja'), 'https://www.amazon.co.jp/dp/B0EXAMPL01');
  await expect
    .poll(() => shop.background.evaluate(async () => Object.keys(await chrome.storage.local.get(null))))
    .toContainEqual(expect.stringMatching(/^requests1\//));
  const kept = await shop.background.evaluate(async () => [
    await chrome.storage.local.get(null),
    await chrome.storage.session.get(null),
  ]);
  expect(JSON.stringify(kept)).not.toContain('花子');
});
