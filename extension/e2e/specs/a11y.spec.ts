import type { Page } from '@playwright/test';
import { speak, surfaces, violations } from '../surfaces.ts';
import { expect, test } from '../test.ts';

// What a machine can say of accessibility, and what it cannot: names, order, what is read out by itself.

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
      const label = el.ariaLabel || (el as HTMLInputElement).labels?.[0]?.textContent || el.textContent || el.title;
      const top = el.getBoundingClientRect().top + scrollY;
      return {
        tag: el.outerHTML.slice(0, 120),
        label: label.trim(),
        top,
        ring: getComputedStyle(el).outlineStyle !== 'none',
      };
    });
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
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
