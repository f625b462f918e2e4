import type { Page } from '@playwright/test';
import { webmailPage } from '../site.ts';
import { speak, surfaces, violations } from '../surfaces.ts';
import { expect, test } from '../test.ts';

// What a machine can say of accessibility, and what it cannot: names, order, what is read out by itself.

const pressing = webmailPage(
  { from: 'Amazon.co.jp', address: 'no-reply@amazon.co.jp', subject: 'ご確認ください' },
  '<p>Amazon.co.jpをご利用いただきありがとうございます。24時間以内に<a href="https://kakunin.example/">更新</a>してください。</p>',
);

for (const language of ['ja', 'en'] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`${language}, ${scheme}: axe finds nothing on any page of ours, nor text in another language`, async ({
      tashikame,
      site,
    }) => {
      // The banner's shadow root is closed to pages; in our own pages it may be looked into.
      await tashikame.context.addInitScript(() => {
        const { attachShadow } = Element.prototype;
        Element.prototype.attachShadow = function (init) {
          return attachShadow.call(this, { ...init, mode: 'open' });
        };
      });
      await speak(tashikame, language);
      for await (const [name, page] of surfaces(tashikame, site, { language, scheme })) {
        expect(await violations(page), name).toEqual([]);
        expect(await strange(page, language), name).toEqual([]);
        expect(await cramped(page), name).toEqual([]);
        await expectNarrow(page, name);
      }
    });
  }
}

/** Texts of a page that nobody has translated: in the other language, or the bare name of a text. */
async function strange(page: Page, language: 'ja' | 'en'): Promise<string[]> {
  return page.evaluate((spoken) => {
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    const found: string[] = [];
    // Names of webmails, and what is written in a language on purpose, says so.
    const foreign = (el: Element) => el.closest(`[lang]:not([lang=${spoken}]), [data-name]`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (text === '' || !parent || parent.closest('script, style') || foreign(parent)) continue;
      if (/^[a-z]+(_[a-z]+)+$/.test(text) || (spoken === 'en' && japanese.test(text))) found.push(text);
    }
    return found;
  }, language);
}

/** What can be pressed and is smaller than 24 pixels (WCAG 2.2, 2.5.8); links within a sentence may be. */
async function cramped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary');
    return [...pressed].flatMap((el) => {
      if (!el.checkVisibility() || el.closest('[inert], .text') || getComputedStyle(el).display === 'inline') return [];
      const boxes = [el, ...((el as HTMLInputElement).labels ?? [])].map((part) => part.getBoundingClientRect());
      const large = boxes.some(({ width, height }) => width >= 24 && height >= 24);
      return large ? [] : [`${el.outerHTML.slice(0, 80)} ${boxes.map(({ width, height }) => `${width}×${height}`)}`];
    });
  });
}

/** Nothing reaches over the narrowest window a page must fit, once the marks on it have followed. */
async function expectNarrow(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 800 });
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(over, `${name}: how far it reaches over its window`).toBeLessThanOrEqual(0);
  if (before) await page.setViewportSize(before);
}

test('the popup is gone through by keyboard, from the top to the bottom, each stop with a name', async ({
  tashikame,
  site,
}) => {
  for await (const [name, popup] of surfaces(tashikame, site, { language: 'ja', scheme: 'light' })) {
    if (!name.startsWith('popup')) break;
    const stops = await tabStops(popup);
    expect(stops.length, name).toBeGreaterThan(8);
    expect(
      stops.filter(({ label }) => label === '').map(({ tag }) => tag),
      name,
    ).toEqual([]);
    const tops = stops.map(({ top }) => top);
    expect(
      tops.filter((top, i) => top < (tops[i - 1] ?? 0) - 24),
      `${name}: the focus goes back up`,
    ).toEqual([]);
    expect(
      stops.every(({ ring }) => ring),
      `${name}: the focus is seen at every stop`,
    ).toBe(true);
  }
});

interface Stop {
  tag: string;
  label: string;
  top: number;
  ring: boolean;
}

/** Every place the focus comes to, once around. */
async function tabStops(page: Page): Promise<Stop[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    for (const el of document.querySelectorAll<HTMLElement>('[data-seen]')) delete el.dataset['seen'];
    scrollTo(0, 0);
  });
  const stops: Stop[] = [];
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const el = document.activeElement as HTMLElement | null;
      if (!el || el === document.body || el.dataset['seen']) return undefined;
      el.dataset['seen'] = 'yes';
      const names = [el.ariaLabel, (el as HTMLInputElement).labels?.[0]?.textContent, el.textContent, el.title];
      const label = names.map((name) => name?.trim()).find(Boolean) ?? '';
      const top = el.getBoundingClientRect().top + scrollY;
      return {
        tag: el.outerHTML.slice(0, 120),
        label,
        top,
        ring: getComputedStyle(el).outlineStyle !== 'none',
      };
    });
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}

test('in colours of the reader, every verdict keeps its sign and its word, and no text lies on its own colour', async ({
  tashikame,
  site,
}) => {
  for (const scheme of ['light', 'dark'] as const) {
    for await (const [name, page] of surfaces(tashikame, site, { language: 'ja', scheme })) {
      await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme });
      expect(await unseen(page), `${name}, ${scheme}`).toEqual([]);
      for (const verdict of await page.locator('article.verdict').all()) {
        await expect(verdict.locator('> .sign')).toBeVisible();
        await expect(verdict.locator('> h3')).toHaveText(/./);
      }
    }
  }
});

/** Texts whose colour is the one behind them. */
async function unseen(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    document.documentElement.style.backgroundColor = 'Canvas';
    const canvas = getComputedStyle(document.documentElement).backgroundColor;
    const behind = (el: Element | null): string => {
      const colour = el ? getComputedStyle(el).backgroundColor : canvas;
      return /^rgba.*, 0\)$/.test(colour) ? behind(el?.parentElement ?? null) : colour;
    };
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((el) => [...el.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim()))
      .filter((el) => el.checkVisibility() && getComputedStyle(el).color === behind(el))
      .map((el) => el.outerHTML.slice(0, 120));
  });
}

test('a banner is read in the order in which it helps, and before the marks in its mail', async ({
  tashikame,
  site,
}) => {
  const { page } = tashikame;
  await page.goto(site.serve('mail', pressing));
  await page.locator('tashikame-banner').waitFor({ state: 'attached' });
  const told = async () => {
    const tree = await readOut(page);
    const from = tree.findIndex(({ role }) => role === 'region');
    return from < 0 ? [] : tree.slice(from, from + 6).map(({ role, name }) => `${role} ${name}`.trim());
  };
  await expect
    .poll(told)
    .toEqual([
      'region たしかめ',
      'alert',
      'link Amazonの公式サイトを開く',
      expect.stringMatching(/^DisclosureTriangle 理由/),
      'button このメールでは閉じる',
      expect.stringMatching(/^note/),
    ]);
});

/** What a screen reader comes to that has a role of its own, in its order. */
async function readOut(page: Page): Promise<{ role: string; name: string }[]> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const roles = ['region', 'alert', 'status', 'link', 'DisclosureTriangle', 'button', 'note', 'timer'];
  const walk = (id: string): { role: string; name: string }[] => {
    const node = byId.get(id);
    const role = String(node?.role?.value ?? '');
    const own = node && !node.ignored && roles.includes(role) ? [{ role, name: String(node.name?.value ?? '') }] : [];
    return [...own, ...(node?.childIds ?? []).flatMap(walk)];
  };
  return walk(nodes[0]?.nodeId ?? '');
}

test('a verdict is read out by itself, a countdown is not', async ({ tashikame, site }) => {
  for await (const [, popup] of surfaces(tashikame, site, { language: 'ja', scheme: 'light' })) {
    await expect(popup.locator('#page')).toHaveAttribute('aria-live', 'polite');
    await expect(popup.locator('#found')).toHaveAttribute('aria-live', 'polite');
    await expect(popup.locator('#protection')).toHaveAttribute('role', 'alert');
    expect(
      await popup.locator('#agenda time').evaluate((el) => el.closest('[aria-live]:not([aria-live=off])')),
    ).toBeNull();
    break;
  }
});
