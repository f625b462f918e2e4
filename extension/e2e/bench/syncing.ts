import type { Browser } from '../browser.ts';
import { startMeter } from '../meter.ts';
import { rulesPort, startRuleServer } from '../rules.ts';
import { freePort } from '../service.ts';
import { type Figure, quantile } from './figure.ts';
import type { Drawn } from './opening.ts';

const rounds = 30;

/**
 * Whether new rules that arrive keep mails waiting: how long checks take that are asked while a sync is under way, in
 * which a new book is fetched, verified, tried and taken into use; against the same checks without one. Also what
 * a sync costs on the wire.
 */
export async function syncing(browser: Browser, mails: readonly Drawn[]): Promise<Figure[]> {
  const port = await freePort();
  const rules = await startRuleServer(undefined, port);
  const meter = await startMeter(rulesPort(), port);
  try {
    const page = await browser.popup(browser.page);
    const bodies = mails.map(({ html }) => html);
    const during: number[] = [];
    const without: number[] = [];
    let cost = { requests: 0, down: 0 };
    for (let round = 0; round < rounds; round++) {
      const before = await browser.received();
      await rules.publish('-version', String(before + 1));
      const from = (round * 7) % bodies.length;
      meter.reset();
      const some = await page.evaluate(check, { bodies, from, count: 0 });
      cost = { requests: meter.requests(), down: meter.down() };
      if ((await browser.received()) <= before) throw new Error('the sync brought no new book');
      const same = await page.evaluate(check, { bodies, from, count: some.length });
      // The first round warms up what is done for the first time.
      if (round > 0) during.push(...some);
      if (round > 0) without.push(...same);
    }
    meter.reset();
    await page.evaluate(check, { bodies, from: 0, count: 0 });
    const ratio = quantile(during, 0.95) / quantile(without, 0.95);
    const what = `checks during a sync against without, p95 of ${during.length} (${quantile(during, 0.95).toFixed(1)} to ${quantile(without, 0.95).toFixed(1)} ms)`;
    return [
      { what, value: ratio, bar: 1.2, unit: '×' },
      { what: 'requests of a sync that brings a new book', value: cost.requests, bar: 5, unit: '' },
      { what: 'bytes down of it', value: cost.down / 1024, bar: 60, unit: 'KB' },
      { what: 'requests of a sync that brings nothing new', value: meter.requests(), bar: 3, unit: '' },
      { what: 'bytes down of that', value: meter.down() / 1024, bar: 4, unit: 'KB' },
    ];
  } finally {
    await meter.stop();
    await rules.stop();
  }
}

/** Runs in a page of the extension: checks mails one after the other, so many or, with 0, while a sync is under way. */
async function check({ bodies, from, count }: { bodies: string[]; from: number; count: number }): Promise<number[]> {
  let isUnderWay = count === 0;
  if (isUnderWay) {
    void chrome.runtime.sendMessage({ type: 'sync' }).then(() => {
      isUnderWay = false;
    });
  }
  const times: number[] = [];
  while (isUnderWay || times.length < count) {
    const fields = { 'from-name': 'Amazon.co.jp', 'from-address': 'oshirase@kaimono.example', subject: 'ご注文の確認' };
    const regions = [{ key: 'm1', kind: 'mail', fields }];
    const body = bodies[(from + times.length) % bodies.length];
    const began = performance.now();
    await chrome.runtime.sendMessage({ type: 'check', seen: { site: 'roundcube', regions, bodies: [body], cut: [] } });
    times.push(performance.now() - began);
  }
  return times;
}
