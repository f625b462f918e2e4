import { Browser } from '../browser.ts';
import { startHosts } from '../hosts.ts';
import { extension } from '../paths.ts';
import { pageNamed } from '../shop.ts';
import { type Figure, quantile } from './figure.ts';
import { type TraceEvent, trace } from './trace.ts';

const times = 15;

const address = 'https://www.amazon.co.jp/dp/B0EXAMPL01';

/** A product's page as long as the shop's are, as it stands between what else is shown. */
const block = `<div class="a-section celwidget"><h2 class="a-size-large">よく一緒に購入されている商品</h2>
  <div class="a-row"><span class="a-price">￥3,980</span> <a href="/dp/B0EXAMPL02">台所ばさみ 分解して洗える 右利き用</a></div>
  <ul class="a-list"><li><span class="a-list-item">厚さ2ミリの刃</span></li><li><span class="a-list-item aok-hidden">食洗機に対応</span></li></ul>
  <input type="hidden" name="a" value="b"><p>説明の文がここに続きます。<b>太字</b>もあります。</p></div>`;

const blocks = 900;

/** Too short to count as ours. */
const restless = `<b id="clock"></b><script>
  setInterval(() => document.querySelector('#clock').replaceChildren(String(Date.now())), 20);
</script>`;

/** What pages pay for being read: the longest task that shop.js makes of it, in the ways in which pages are read. */
export async function shopping(): Promise<Figure[]> {
  const hosts = await startHosts();
  const browser = await Browser.launch({ extension, extraArgs: hosts.browserArgs });
  try {
    const figures: Figure[] = [];
    for (const [way, html] of Object.entries(pages())) {
      hosts.show(address, html);
      const page = await browser.context.newPage();
      const longest: number[] = [];
      for (let time = 0; time < times; time++) {
        await page.goto('about:blank');
        const events = await trace(browser, async () => {
          await page.goto(address);
          await page.waitForTimeout(1500);
        });
        longest.push(longestOfOurs(events) / 1000);
      }
      await page.close();
      figures.push({ what: `longest task on ${way}, p50`, value: quantile(longest, 0.5), bar: 50, unit: 'ms' });
    }
    return figures;
  } finally {
    await browser.close();
    await hosts.stop();
  }
}

function pages(): Record<string, string> {
  const around = (name: string, more: string) => pageNamed(name).replace('</body>', `${more}</body>`);
  const long = block.repeat(blocks);
  return {
    "a product's page of 900 blocks": around('product-requested-ja', long),
    'one that speaks of invitations elsewhere too': around('product-requested-ja', `${long}<p>招待販売の商品です</p>`),
    'one that never rests, and whose buy box comes late': around('product-late', `${long}${restless}`),
    'one in which nothing is where it was': around('product-requested-ja', long).replaceAll(/ id="[^"]*"/g, ''),
  };
}

/**
 * The longest run of ours, in microseconds of the thread's own time. The pages have no script to speak of: timers, and what waits
 * for answers of the background or for its next turn, are ours.
 */
function longestOfOurs(events: readonly TraceEvent[]): number {
  const script = events.find(({ name, args }) => name === 'EvaluateScript' && args['data']?.url?.endsWith('/shop.js'));
  if (!script) throw new Error('the script for pages did not run');
  const thread = events.filter(({ pid, tid, ts }) => pid === script.pid && tid === script.tid && ts >= script.ts);
  const runs = thread.filter(({ name }) => runsOfOurs.has(name));
  return Math.max(...runs.map(({ tdur = 0 }) => tdur));
}

const runsOfOurs = new Set([
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'TimerFire',
  'FunctionCall',
  'RunMicrotasks',
  'BlinkScheduler_PerformMicrotaskCheckpoint',
]);
