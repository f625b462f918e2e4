import { compose } from '../mail.ts';
import { startMeter } from '../meter.ts';
import { give, rulesPort, startRuleServer, take } from '../rules.ts';
import { freePort } from '../service.ts';
import { verdicts } from '../shown.ts';
import { expect, test } from '../test.ts';
import { logIn, openPreview, receive } from '../webmail/reader.ts';

// What happens by the clock alone, and what it costs.

// Releases look every six hours.
test.use({ pace: { minutes: 0.1 } });

/** Whose mail this is depends on the rules alone. */
const letter = {
  from: 'Amazon.co.jp',
  address: 'oshirase@kaimono.example',
  subject: 'ご注文の確認',
  html: '<p>Amazon.co.jpをご利用いただきありがとうございます。</p><a href="https://kaimono.example/rireki">ご注文の履歴</a>',
};

/** The server is the one that `make demo` starts. */
test('a book reaches the mail that is open, again and again, with nobody doing anything', async ({
  rules,
  launch,
  webmail,
}) => {
  await rules.publish();
  const { page } = await launch();
  await logIn(page, webmail);
  await receive(page, webmail, compose(letter));
  await openPreview(page, letter.subject);
  await expect.poll(() => verdicts(page)).toEqual(['spoofed']);

  give(rules, 'kaimono.example');
  await rules.publish();
  await expect.poll(() => verdicts(page), { timeout: 30_000 }).toEqual(['consistent']);

  take(rules, 'kaimono.example');
  await rules.publish();
  await expect.poll(() => verdicts(page), { timeout: 30_000 }).toEqual(['spoofed']);
});

test('a sync costs what docs/scale.md says', async ({ extension, launch }, testInfo) => {
  const port = await freePort();
  const rules = await startRuleServer(extension, port);
  const meter = await startMeter(rulesPort(extension), port);
  await rules.publish();
  const browser = await launch();
  await expect.poll(() => browser.received()).toBeGreaterThan(0);
  const version = await browser.received();

  /** Counts one sync that is asked for, and that falls together with none by the clock. */
  const cost = async (what: string) => {
    await browser.background.evaluate(() => chrome.alarms.clear('sync'));
    const popup = await browser.popup(browser.page);
    meter.reset();
    await popup.locator('#sync').click();
    await expect(popup.locator('#sync')).toBeEnabled();
    await popup.close();
    const counted = { requests: meter.requests(), down: meter.down() };
    testInfo.annotations.push({ type: what, description: `${counted.requests} requests, ${counted.down} bytes down` });
    return counted;
  };
  await cost('settled');

  const unchanged = await cost('nothing new');
  expect(unchanged.requests).toBeLessThanOrEqual(3);
  expect(unchanged.down).toBeLessThanOrEqual(4096);

  await rules.promise('24h');
  const promised = await cost('promised anew');
  expect(promised.requests).toBeLessThanOrEqual(3);
  expect(promised.down).toBeLessThanOrEqual(4096);

  await rules.publish('-version', String(version + 1));
  const changed = await cost('a new book');
  expect(await browser.received()).toBe(version + 1);
  expect(changed.requests).toBeLessThanOrEqual(5);
  expect(changed.down).toBeLessThanOrEqual(60 * 1024);
  console.log(testInfo.annotations.map(({ type, description }) => `${type}: ${description}`).join('\n'));
  await meter.stop();
  await rules.stop();
});
