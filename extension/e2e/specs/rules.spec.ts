import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Browser } from '../browser.ts';
import { compose } from '../mail.ts';
import { give, type RuleServer, snapshot } from '../rules.ts';
import { verdicts } from '../shown.ts';
import { expect, test } from '../test.ts';
import { logIn, openPreview, receive } from '../webmail/reader.ts';
import type { Webmail } from '../webmail/webmail.ts';

// Rules arrive by themselves, signed; whatever else a server says is refused, and the rules in use stay.

/** Whose mail this is depends on the rules alone: by the book as it is, kaimono.example is not Amazon's. */
const letter = {
  from: 'Amazon.co.jp',
  address: 'oshirase@kaimono.example',
  subject: 'ご注文の確認',
  html: '<p>Amazon.co.jpをご利用いただきありがとうございます。</p><a href="https://kaimono.example/rireki">ご注文の履歴</a>',
};

/** Opens the mail in Roundcube; it stays open from here on. */
async function openLetter({ page }: Browser, webmail: Webmail): Promise<void> {
  await logIn(page, webmail);
  await receive(page, webmail, compose(letter));
  await openPreview(page, letter.subject);
}

async function judged(page: Page, verdict: string): Promise<void> {
  await expect.poll(() => verdicts(page), { timeout: 10_000 }).toEqual([verdict]);
}

/** Publishes the book as it is and waits until the browser has it, without touching it. */
async function first(browser: Browser, rules: RuleServer): Promise<void> {
  await rules.publish();
  await browser.wakeForSync();
  await expect.poll(() => browser.received()).toBe(1);
}

/** Publishes rules by which the mail is Amazon's own. */
async function second(rules: RuleServer): Promise<void> {
  give(rules, 'kaimono.example');
  await rules.publish();
}

/** Has the popup look for new rules. */
async function checkNow(popup: Page): Promise<void> {
  const button = popup.locator('#sync');
  await button.click();
  await expect(button).toBeEnabled();
}

test.describe('a rule that is published while a mail is open', () => {
  test.beforeEach(async ({ tashikame, rules, webmail }) => {
    await first(tashikame, rules);
    await openLetter(tashikame, webmail);
    await judged(tashikame.page, 'spoofed');
  });

  test('judges it after "check now" in the popup', async ({ tashikame, rules }) => {
    await second(rules);
    const popup = await tashikame.toolbarPopup(tashikame.page);
    await popup.waitFor("#page article[data-verdict='spoofed']");
    await popup.click('#sync');
    await judged(tashikame.page, 'consistent');
    await popup.waitFor("#page article[data-verdict='consistent']");
    expect(await popup.text()).toMatch(/第2版.*から使用中/);
    await popup.close();
    expect(await tashikame.toolbar(tashikame.page)).toMatchObject({ badge: '' });
  });

  test('judges it also when the background was stopped in between', async ({ tashikame, rules }) => {
    const popup = await tashikame.popup(tashikame.page);
    await second(rules);
    await tashikame.stopBackground();
    await checkNow(popup);
    await judged(tashikame.page, 'consistent');
    await expect(popup.locator('#page article')).toHaveAttribute('data-verdict', 'consistent');
  });

  test('judges it when the time for the next look has come, with nobody touching anything', async ({
    tashikame,
    rules,
  }) => {
    await second(rules);
    await tashikame.wakeForSync();
    await judged(tashikame.page, 'consistent');
  });
});

test('rules arrive by themselves after the install', async ({ rules, webmail, launch }) => {
  give(rules, 'kaimono.example');
  await rules.publish('-version', '7');
  const browser = await launch();
  await expect.poll(() => browser.received()).toBe(7);
  await openLetter(browser, webmail);
  await judged(browser.page, 'consistent');
});

test('rules arrive by themselves when the browser starts', async ({ rules, webmail, launch }, testInfo) => {
  await rules.publish();
  await rules.halt();
  const profile = join(testInfo.outputDir, 'profile');
  const offline = await launch({ profile });
  const popup = await offline.popup(offline.page);
  await expect(popup.locator('#rules')).toContainText('はじめから入っている判定ルール');
  await expect(popup.locator('[data-failure=unreachable]')).toBeVisible();
  await offline.close();

  await rules.resume();
  await second(rules);
  const online = await launch({ profile });
  await expect.poll(() => online.received()).toBe(2);
  await openLetter(online, webmail);
  await judged(online.page, 'consistent');
});

test('rules that nobody could confirm for days are called old', async ({ tashikame, rules }) => {
  await rules.publish();
  await tashikame.wakeForSync();
  await expect.poll(() => tashikame.received()).toBeGreaterThan(0);
  /** The popup after a time in which the computer was off. */
  const after = async (days: number) => {
    await tashikame.background.evaluate(async (lastSuccess) => {
      const { sync } = await chrome.storage.local.get<{ sync: object }>('sync');
      await chrome.storage.local.set({ sync: { ...sync, lastSuccess } });
    }, new Date(Date.now() - days * 86_400_000).toISOString());
    const popup = await tashikame.popup(tashikame.page);
    await expect(popup.locator('#rules')).toContainText('版');
    return popup;
  };
  const soon = await after(2);
  await expect(soon.locator('#rules')).toContainText('最新です');
  await expect(soon.locator('#rules [data-age]')).toHaveCount(0);
  const late = await after(9);
  await expect(late.locator('#rules [data-age="9"]')).toBeVisible();
  await expect(late.locator('#rules')).not.toContainText('最新です');
  await late.locator('#sync').click();
  await expect(late.locator('#rules')).toContainText('最新です');
});

/** What a server may answer with, how it comes to that, and what the popup calls it. */
const refused: { what: string; code: string; says: string; happens: (rules: RuleServer) => Promise<void> }[] = [
  {
    what: 'a rule file altered by one byte',
    code: 'signature',
    says: '署名が正しくない',
    async happens(rules) {
      await rules.publish('-version', '3');
      for (const name of readdirSync(rules.store).filter((file) => file.endsWith('.rules.json'))) {
        const file = join(rules.store, name);
        const altered = readFileSync(file);
        const at = altered.indexOf('amazon.co.jp');
        altered[at] = (altered[at] ?? 0) ^ 1;
        writeFileSync(file, altered);
      }
    },
  },
  {
    what: 'a server that is not there',
    code: 'unreachable',
    says: 'つながりませんでした',
    happens: async (rules) => rules.halt(),
  },
  {
    what: 'a signature that has expired',
    code: 'expired',
    says: '期限が切れている',
    happens: async (rules) => rules.promise('-1h'),
  },
];

for (const { what, code, says, happens } of refused) {
  test(`${what} is refused, and said to be`, async ({ tashikame, rules, webmail }) => {
    await first(tashikame, rules);
    await second(rules);
    await openLetter(tashikame, webmail);
    await tashikame.wakeForSync();
    await judged(tashikame.page, 'consistent');
    await happens(rules);
    if (code !== 'unreachable') await restart(rules);
    await expectRefused(tashikame, code, says);
  });
}

test('an older repository is refused, and said to be', async ({ tashikame, rules, webmail }) => {
  await first(tashikame, rules);
  const bringBack = snapshot(rules);
  await second(rules);
  await openLetter(tashikame, webmail);
  await tashikame.wakeForSync();
  await judged(tashikame.page, 'consistent');
  bringBack();
  await restart(rules);
  await expectRefused(tashikame, 'older', '今のものより古い');
});

/** The Worker shows nothing older than it has shown; a false one would. */
async function restart(rules: RuleServer): Promise<void> {
  await rules.halt();
  await rules.resume();
}

/** After a look for rules that is refused, version 2 still judges, and the popup says all that. */
async function expectRefused(browser: Browser, code: string, says: string): Promise<void> {
  const { page } = browser;
  const popup = await browser.popup(page);
  await checkNow(popup);
  const rules = popup.locator('#rules');
  await expect(rules.locator(`[data-failure=${code}]`)).toContainText(says);
  await expect(rules).toContainText('これまでの判定ルールを使い続けます');
  await expect(rules).toContainText(/第2版.*から使用中/);
  await expect(rules.locator('[data-fact=last-check]')).toContainText(/\d/);
  expect(await browser.received()).toBe(2);

  // A new background and a new look at the mail come to the same verdict.
  await browser.stopBackground();
  await openPreview(page, letter.subject);
  await judged(page, 'consistent');
}
