import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from '@playwright/test';
import type axeCore from 'axe-core';
import ICAL from 'ical.js';
import type { Browser } from '../browser.ts';
import { alarm, ring } from '../clock.ts';
import { compose, type Letter } from '../mail.ts';
import { root } from '../paths.ts';
import { type Box, type Chip, shown, verdicts } from '../shown.ts';
import { expect, test } from '../test.ts';
import { logIn, openPreview, receive } from '../webmail/reader.ts';
import type { Webmail } from '../webmail/webmail.ts';

// What a mail says is due: marked in it, kept, told in time, handed to a calendar; and never from a false mail.

/** Brought into the popup by the test. */
declare const axe: typeof axeCore;

const hour = 60 * 60_000;
const day = 24 * hour;

/** Noon in Japan, the day after tomorrow: a day before it nobody wants quiet. */
function noonAfterTomorrow(): Date {
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Tokyo' }).format(new Date());
  return new Date(Date.parse(`${today}T12:00:00+09:00`) + 2 * day);
}

/** As a mail writes it: 2026年11月25日(水) 12:00. */
function written(at: Date): string {
  const parts = new Intl.DateTimeFormat('ja', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return parts.format(at);
}

function leftUntil(at: Date): string {
  const minutes = Math.ceil((at.getTime() - Date.now()) / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  return days > 0 ? `残り ${days}日${hours}時間` : `残り ${hours}時間${minutes % 60}分`;
}

const number = '81250947306';

function konbini(due: Date): Letter {
  return {
    from: 'Amazon.co.jp',
    address: 'no-reply@amazon.co.jp',
    subject: 'お支払い番号のお知らせ（注文番号 249-7654321-7654321）',
    date: new Date().toUTCString().replace('GMT', '+0000'),
    html: `<p>花子 様</p><p>Amazon.co.jpをご利用いただきありがとうございます。コンビニ払いのお支払い番号をお知らせいたします。</p>
      <table><tr><td>お支払い番号</td><td>${number}</td></tr>
      <tr><td>お支払い期限</td><td>${written(due).replace(/(\d+日)/, '<b>$1</b>')}</td></tr>
      <tr><td>注文番号</td><td>249-7654321-7654321</td></tr></table>
      <p>期限を過ぎますと、ご注文は自動的にキャンセルされます。</p>
      <p><a href="https://www.amazon.co.jp/gp/css/order-history">注文履歴</a></p>`,
  };
}

function pressing(due: Date): Letter {
  return {
    from: 'Amazon.co.jp',
    address: 'no-reply@amazon.co.jp',
    subject: '【重要】お支払い方法の確認',
    date: new Date().toUTCString().replace('GMT', '+0000'),
    html: `<p>Amazon.co.jpをご利用いただきありがとうございます。</p>
      <p>${written(due)}までにご確認がない場合、アカウントを停止いたします。</p>
      <p><a href="https://amazon-co-jp.kakunin.example/">確認する</a></p>`,
  };
}

async function open({ page }: Browser, webmail: Webmail, letter: Letter): Promise<Frame> {
  await receive(page, webmail, compose(letter));
  return openPreview(page, letter.subject);
}

/** The chips in the mail, once its verdict is shown. */
async function chips(page: Page, verdict: string): Promise<Chip[]> {
  await expect.poll(() => verdicts(page)).toEqual([verdict]);
  return (await shown(page)).flatMap(({ chips }) => chips);
}

function marked(frame: Frame, way: string): Promise<string[]> {
  return frame.evaluate(
    (name) => [...(CSS.highlights.get(`tashikame-${name}`) ?? [])].map((range) => (range as Range).toString()),
    way,
  );
}

/** Where the words of an element are drawn, in the window. */
async function textBox(of: Locator): Promise<Box> {
  const outer = await of.boundingBox();
  const inner = await of.evaluate((el) => {
    const range = document.createRange();
    range.selectNodeContents(el);
    const [words, all] = [range.getBoundingClientRect(), el.getBoundingClientRect()];
    return { x: words.x - all.x, y: words.y - all.y, width: words.width, height: words.height };
  });
  return { ...inner, x: inner.x + (outer?.x ?? 0), y: inner.y + (outer?.y ?? 0) };
}

function overlap(a: Box | undefined, b: Box): boolean {
  if (!a) return true;
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The names of what is kept of the ledger. */
async function kept({ background }: Browser): Promise<string[]> {
  const names = await background.evaluate(async () => Object.keys(await chrome.storage.local.get(null)));
  return names.filter((name) => name.startsWith('dues'));
}

test.beforeEach(async ({ tashikame, webmail }) => logIn(tashikame.page, webmail));

test('a payment at a konbini: marked in the mail, listed with what to do, told in time, counted on the badge', async ({
  tashikame,
  webmail,
}) => {
  const due = noonAfterTomorrow();
  const frame = await open(tashikame, webmail, konbini(due));
  const { page } = tashikame;

  await test.step('the words are underlined, and a chip beside them says how long is left and why', async () => {
    const [chip, ...others] = await chips(page, 'consistent');
    expect(others).toEqual([]);
    expect(chip).toMatchObject({ kind: 'konbini', text: leftUntil(due) });
    const date = written(due).replace(/\s/g, '');
    expect((await marked(frame, 'due')).map((text) => text.replace(/\s/g, ''))).toEqual([date]);
    expect(chip?.label.replace(/\s/g, '')).toContain(date.slice(0, 5));
    expect(chip?.label).toContain('書かれている日時です');
    expect(chip?.tooltip).toContain('書かれている日時です');
    for (const words of await frame.locator('td').all()) expect(overlap(chip?.box, await textBox(words))).toBe(false);
  });

  await test.step('the popup says what to do, and leaves the number of an unproven mail out', async () => {
    const popup = await tashikame.popup(page);
    const card = popup.locator('#agenda article');
    await expect(card).toHaveAttribute('data-due', 'konbini');
    await expect(card.locator('.left')).toHaveText(leftUntil(due));
    await expect(card).toContainText('未確認のメール');
    await expect(card).toContainText('お支払い番号は、メールではなく注文履歴で');
    await card.locator('summary', { hasText: 'コンビニでの払い方' }).click();
    await expect(card.locator('dl')).toContainText(/セブン-イレブン\s*13桁/);
    await expect(card.locator('dl')).toContainText(/ファミリーマート\s*11桁/);
    await expect(card.locator('a.open')).toHaveAttribute('href', 'https://www.amazon.co.jp/gp/css/order-history');
    expect(await popup.content()).not.toContain(number);
    await popup.close();
  });

  await test.step('nothing is told before its time; then it is told once, and the badge counts it', async () => {
    const early = await ring(tashikame, new Date(due.getTime() - day - 5 * 60_000));
    await expect.poll(() => alarm(tashikame)).toBe(true);
    expect(await early()).toEqual([]);
    expect(await tashikame.soon()).toBe('');
    const told = await ring(tashikame, new Date(due.getTime() - day + 1000));
    await expect.poll(told).toEqual([expect.stringMatching(/^お支払い期限 残り .*お支払い番号のお知らせ/)]);
    await expect.poll(() => tashikame.soon()).toBe('1');
    expect(await tashikame.soon(page)).toBe('1');
    // A clock set back and forth again doubles nothing; the next lead is told.
    await ring(tashikame, new Date(due.getTime() - 2 * day));
    await ring(tashikame, new Date(due.getTime() - day + 60_000));
    await ring(tashikame, new Date(due.getTime() - 3 * hour + 1000));
    await expect.poll(async () => (await told()).length).toBe(2);
    expect((await told())[1]).toContain('残り 3時間0分');
  });
});

test('done and undone, and into a calendar that a parser reads', async ({ tashikame, webmail }) => {
  const due = noonAfterTomorrow();
  await open(tashikame, webmail, konbini(due));
  await chips(tashikame.page, 'consistent');
  const popup = await tashikame.popup(tashikame.page);
  const agenda = popup.locator('#agenda');

  await test.step('by keyboard, which stays where it was', async () => {
    for (const [key, state] of [
      ['done', '済み'],
      ['dismissed', '外しました'],
    ]) {
      await agenda.locator(`[data-do=${key}]`).focus();
      await popup.keyboard.press('Enter');
      await expect(agenda.locator('article')).toHaveCount(0);
      await expect(agenda.locator('.over li')).toContainText(state ?? '');
      await expect(agenda.locator('[data-do=undo]')).toBeFocused();
      await popup.keyboard.press('Enter');
      await expect(agenda.locator('article')).toHaveCount(1);
      await expect(agenda.locator('article :focus')).toHaveCount(1);
    }
  });

  await test.step('nothing in it stands in the way of who cannot see it', async () => {
    await popup.evaluate(readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
    const { violations } = await popup.evaluate(() =>
      axe.run('#agenda', { runOnly: ['heading-order', 'button-name', 'list', 'color-contrast'] }),
    );
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    await expect(agenda.locator('[aria-live]:not(button)')).toHaveCount(0);
  });

  const download = popup.waitForEvent('download');
  await agenda.locator('[data-do=calendar]').click();
  const file = await (await download).path();
  const ics = readFileSync(file, 'utf8');
  for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const [component, ...more] = calendar.getAllSubcomponents('vevent');
  expect(more).toEqual([]);
  const event = new ICAL.Event(component);
  expect(event.startDate.toJSDate()).toEqual(due);
  expect(event.summary).toContain('お支払い期限：お支払い番号のお知らせ');
  expect(event.uid).toContain('@tashikame');
  expect(event.description).not.toContain(number);
  const triggers = component?.getAllSubcomponents('valarm').map((one) => String(one.getFirstPropertyValue('trigger')));
  expect(triggers?.map((text) => ICAL.Duration.fromString(text).toSeconds())).toEqual([-86_400, -10_800]);
});

test('what is kept is there after a restart; what was missed meanwhile is told at the start, once', async ({
  launch,
  webmail,
}, testInfo) => {
  const profile = join(testInfo.outputDir, 'profile');
  const due = noonAfterTomorrow();
  const before = await launch({ profile });
  await logIn(before.page, webmail);
  await open(before, webmail, konbini(due));
  await chips(before.page, 'consistent');
  await expect.poll(() => kept(before)).toHaveLength(1);
  // Three days before it: overdue from the next time that anything is looked at.
  const settings = { on: true, leads: [3 * 1440], quietFrom: 0, quietTo: 0 };
  await before.background.evaluate((reminders) => chrome.storage.local.set({ reminders }), settings);
  await before.close();

  const after = await launch({ profile });
  const popup = await after.popup(after.page);
  await expect(popup.locator('#agenda article .left')).toHaveText(leftUntil(due));
  const told = () => after.background.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
  await expect.poll(told).toEqual([expect.stringContaining('konbini')]);
  await after.close();

  const again = await launch({ profile });
  const later = await again.popup(again.page);
  await expect(later.locator('#agenda article')).toHaveCount(1);
  // The alarm for what comes next is set after what is to be told now was told.
  await expect.poll(() => alarm(again)).toBe(true);
  expect(await again.background.evaluate(() => chrome.notifications.getAll())).toEqual({});
});

test('a deadline in a false mail is called pressure, and nothing is scheduled', async ({ tashikame, webmail }) => {
  const frame = await open(tashikame, webmail, pressing(noonAfterTomorrow()));
  const [chip, ...others] = await chips(tashikame.page, 'spoofed');
  expect(others).toEqual([]);
  expect(chip).toMatchObject({
    kind: 'pressure',
    text: '急がせる期限',
    tooltip: '急がせるための期限です。予定には入れません。',
  });
  expect(await marked(frame, 'pressure')).toHaveLength(1);
  expect(await marked(frame, 'due')).toEqual([]);
  const popup = await tashikame.popup(tashikame.page);
  await expect(popup.locator('#agenda')).toContainText('期限のあるものはありません');
  expect(await kept(tashikame)).toEqual([]);
  expect(await tashikame.background.evaluate(() => chrome.alarms.get('remind'))).toBeUndefined();
});

test('when to be told is chosen on the options page, and kept', async ({ tashikame }) => {
  const options = await tashikame.context.newPage();
  await options.goto(`chrome-extension://${tashikame.extensionId}/options.html`);
  await expect(options.getByLabel('24時間前')).toBeChecked();
  await options.getByLabel('24時間前').uncheck();
  await options.getByLabel('開始').fill('23:30');
  await expect(options.locator('#saved')).toHaveText('保存しました。');
  await options.reload();
  await expect(options.getByLabel('24時間前')).not.toBeChecked();
  await expect(options.getByLabel('3時間前', { exact: true })).toBeChecked();
  await expect(options.getByLabel('開始')).toHaveValue('23:30');
});
