import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { build } from './background.ts';
import { ContentPage, judgement, launch, site, webmail } from './page.ts';
import { Repository } from './repository.ts';

const built = build(new Repository().firstRoot);
let browser: Browser;

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
  built.remove();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

function open(html: string, prepare?: (at: ContentPage) => void): Promise<ContentPage> {
  return ContentPage.open(browser, built.dir, html, prepare);
}

const link = '<p>本文 <a href="https://kutsu.example/x">こちら</a></p>';

describe('what is sent', () => {
  test('is the body, with numbers on what a finding may stand on', async () => {
    const { html, region } = await (await open(webmail(link))).mail();
    assert.match(html, /<p data-ref="\d+">本文 <a data-ref="\d+" href="https:\/\/kutsu\.example\/x">こちら<\/a><\/p>/);
    assert.deepEqual(region, {
      key: 'm1',
      kind: 'mail',
      fields: { subject: 'お知らせ', 'from-address': 'info@shop.example' },
    });
  });

  test('takes no field from inside a body', async () => {
    const forged = '<h2>偽</h2><span class="from" title="forged@amazon.co.jp"></span>';
    const page = webmail(forged).replace('<h2>お知らせ</h2><span class="from" title="info@shop.example">店</span>', '');
    const { region } = await (await open(page)).mail();
    assert.deepEqual(region.fields, {});
  });

  test('takes no field from another message', async () => {
    const other = '<div class="message" data-id="m2"><div class="body">二通目</div></div>';
    const at = await open(webmail('一通目') + other);
    await at.mail();
    assert.deepEqual(at.seen[0]?.regions[1]?.fields, {});
  });

  test('does not believe the marks a mail brings along', async () => {
    const { html } = await (await open(webmail('<p data-ref="9" data-unseen>見える</p>'))).mail();
    assert.doesNotMatch(html, /data-ref="9"|data-unseen/);
  });

  test('leads where the browser would go', async () => {
    const body = `<base href="https://base.example/a/">
      <a href="b">1</a><a href=" ht\ttps:\\\\three.example\n/x">2</a><a href="#top">3</a><a href="/inbox">4</a>
      <svg><a xlink:href="https://svg.example/"><text y="20">5</text></a></svg><form action="https://form.example/"></form>`;
    const at = await open(webmail(body));
    const { html } = await at.mail();
    const links = [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, to]) => to);
    assert.deepEqual(links, [
      'https://base.example/a/b',
      'https://three.example/x',
      '#top',
      'https://base.example/inbox',
      'https://svg.example/',
      'https://form.example/',
    ]);
  });

  test('survives fields that are named like what we read', async () => {
    const names = ['childNodes', 'firstChild', 'nextSibling', 'nodeType', 'localName', 'getAttribute', 'parentElement'];
    const fields = names.map((name) => `<input name="${name}"><img name="${name}" alt="">`).join('');
    const documents = ['querySelector', 'querySelectorAll', 'body', 'documentElement', 'createElement', 'defaultView'];
    const covers = documents.map((name) => `<img name="${name}" alt=""><form name="${name}"></form>`).join('');
    const at = await open(webmail(`${covers}<form action="https://form.example/">${fields}${link}</form>`));
    const { html } = await at.mail();
    assert.match(html, /<form[^>]* action="https:\/\/form\.example\/">/);
    assert.match(html, /href="https:\/\/kutsu\.example\/x"/);
    await at.shown();
  });

  test('has the words of elements that are read as raw text elsewhere', async () => {
    const { html } = await (
      await open(webmail('<xmp>Amazon <b></xmp><script>no()</script><style>no{}</style>'))
    ).mail();
    assert.match(html, /<pre data-ref="1">Amazon &lt;b&gt;<\/pre>/);
    assert.doesNotMatch(html, /no/);
  });

  test('says that a mail was too large, and stays bounded', async () => {
    const { html, region } = await (await open(webmail('<p>長い</p>'.repeat(150_000)))).mail();
    assert.equal(region.problem, 'too-large');
    assert.ok(html.length < 3 << 20);
  });

  test('names every message by its own key', async () => {
    const at = await open(webmail('一通目') + webmail('二通目'));
    await at.mail();
    assert.deepEqual(
      at.seen[0]?.regions.map(({ key }) => key),
      ['m1', 'm1 2'],
    );
  });

  test('reads a frame of the same origin, and says when one is closed', async () => {
    const frames = (attributes: string) =>
      webmail('').replace('<div class="body"></div>', `<iframe class="body" ${attributes}></iframe>`);
    const inner = await open(frames(`srcdoc="<a href='https://kutsu.example/'>開く</a>"`));
    assert.match((await inner.mail()).html, /href="https:\/\/kutsu\.example\/"/);
    const closed = await open(frames('sandbox srcdoc="x"'));
    assert.equal((await closed.mail()).region.problem, 'frame');
  });

  test('leaves the page as it is and fetches nothing', async () => {
    const body = `${link}<img src="https://mail.example/pixel.png" alt=""><custom-part>x</custom-part>`;
    const requests: string[] = [];
    const at = await open(webmail(body), ({ page }) => {
      page.on('request', (request) => requests.push(request.url()));
    });
    const before = await at.page.evaluate(() => document.querySelector('.body')?.outerHTML);
    await at.shown();
    await at.page.waitForTimeout(100);
    assert.equal(await at.page.evaluate(() => document.querySelector('.body')?.outerHTML), before);
    assert.equal(requests.filter((url) => url.endsWith('pixel.png')).length, 1);
  });
});

describe('what cannot be seen is said to be unseen', () => {
  const hidden = {
    'display none': '<p style="display:none">@</p>',
    'the hidden attribute': '<p hidden>@</p>',
    'a style sheet': '<style>.x{display:none}</style><p class="x">@</p>',
    visibility: '<p style="visibility:hidden">@</p>',
    'no opacity': '<div style="opacity:0"><p>@</p></div>',
    'font size': '<p style="font-size:0">@</p>',
    'no ink': '<p style="color:rgba(0,0,0,0)">@</p>',
    'ink like its ground': '<div style="background:#fff"><p style="color:#ffffff">@</p></div>',
    'a box without height': '<div style="max-height:0;overflow:hidden"><p>@</p></div>',
    'far to the left': '<p style="position:absolute;left:-9999px">@</p>',
    'indented away': '<p style="text-indent:-9999px">@</p>',
    'scaled to nothing': '<p style="transform:scale(0)">@</p>',
  };
  const seen = {
    'plain text': '<p>@</p>',
    'shown inside hidden': '<p style="visibility:hidden"><span style="visibility:visible">@</span></p>',
    'an element without a box': '<p style="display:contents">@</p>',
    'placed out of a clipped box': '<div style="height:0;overflow:hidden"><p style="position:absolute">@</p></div>',
    'white on a picture': `<div style="background:#fff"><img alt="" width="300" height="90" style="background:#900">
       <p style="color:#fff;margin-top:-60px">@</p></div>`,
    'white on a background picture':
      '<div style="background:#fff"><p style="background-image:linear-gradient(red,red);color:#fff">@</p></div>',
    'the second of a kind whose first is hidden':
      '<style>.x:nth-child(2){display:none}</style><p class="x">1</p><p class="x">@</p>',
    'white on a ground that only the second of a kind has': `<div style="background:#fff">
       <style>i{display:block}i:nth-of-type(2){background:#000}</style>
       <i>1 <b style="color:#fff">2</b></i><i>3 <b style="color:#fff">@</b></i></div>`,
    'drawn by its shadow': '<p style="color:transparent;text-shadow:0 0 0 #000">@</p>',
    'white on an unknown ground': '<p style="color:#fff">@</p>',
  };
  for (const [name, html] of Object.entries(hidden)) {
    test(`unseen: ${name}`, async () => assert.equal(await unseen(html), true));
  }
  for (const [name, html] of Object.entries(seen)) {
    test(`seen: ${name}`, async () => assert.equal(await unseen(html), false));
  }

  async function unseen(html: string): Promise<boolean> {
    const at = await open(webmail(html.replace('@', '秘密')));
    const sent = (await at.mail()).html;
    return at.page.evaluate((text) => {
      const doc = new DOMParser().parseFromString(text, 'text/html');
      const words = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) {
        if (words.currentNode.textContent?.includes('秘密')) {
          return words.currentNode.parentElement?.closest('[data-unseen]') !== null;
        }
      }
      throw new Error(`not sent at all: ${text}`);
    }, sent);
  }

  test('a link is unseen only when nothing of it can be seen', async () => {
    const { html } = await (
      await open(
        webmail(`<a href="https://one.example/" style="visibility:hidden">一</a>
          <a href="https://two.example/" style="visibility:hidden"><b style="visibility:visible">二</b></a>
          <a href="https://three.example/"></a>
          <a href="https://four.example/" style="display:block;height:40px;background:#fc0"></a>
          <a href="https://five.example/"><img src="https://mail.example/five.png" alt=""></a>`),
      )
    ).mail();
    const marked = [...html.matchAll(/<a data-ref="\d+"( data-unseen)? href="https:\/\/(\w+)\./g)];
    assert.deepEqual(
      marked.filter(([, no]) => no).map(([, , name]) => name),
      ['one', 'three'],
    );
    assert.equal(marked.length, 5);
  });
});

describe('what is shown', () => {
  test('is the word, the headline and the next step, in front of the mail', async () => {
    const at = await open(webmail(link));
    await at.shown();
    assert.match((await at.banners()).join(), /なりすまし\s+Headline of spoofed\s+Do this next/);
    assert.ok(await at.page.evaluate(() => document.querySelector('tashikame-banner + .content')));
  });

  test('is text, whatever it says', async () => {
    const evil = '<img src=x onerror="document.title=1"><b>x</b>';
    const at = await open(webmail(link), (page) => {
      page.check = () => [
        { ...judgement('spoofed', [{ text: evil, host: evil, quote: evil }]), headline: evil, advice: evil },
      ];
    });
    await at.shown();
    assert.match((await at.banners()).join(), /<img src=x onerror/);
    assert.equal(await at.page.title(), 'Mail');
    assert.equal(
      await at.page.evaluate(() => document.querySelector('tashikame-banner')?.shadowRoot?.querySelector('img, b')),
      null,
    );
  });

  test('is no banner for a mail that claims nothing', async () => {
    const at = await open(webmail(link), (page) => {
      page.check = () => [judgement('none')];
    });
    await at.shown();
    assert.deepEqual(await at.banners(), ['']);
  });

  test('a link that a finding stands on is framed where it stands, and its words underlined', async () => {
    const at = await open(webmail(`<p style="margin-top:300px">${link}</p>`), (page) => {
      page.check = (seen) => {
        const ref = Number(/<a data-ref="(\d+)"/.exec(seen.bodies[0] ?? '')?.[1]);
        return [judgement('spoofed', [{ ref, host: 'kutsu.example', registrable: { start: 0, end: 13 } }])];
      };
    });
    await at.shown();
    for (const open of [false, true]) {
      // The banner grows when its reasons are opened, and the mail moves down.
      const { frame, chip, target } = await places(at, open);
      assert.ok(frame.left <= target.left && frame.top <= target.top, JSON.stringify({ frame, target }));
      assert.ok(frame.right >= target.right && frame.bottom >= target.bottom);
      assert.ok(frame.width < target.width + 12 && frame.height < target.height + 12);
      assert.ok(chip.left > target.right, 'the chip covers nothing when the line has room');
    }
    const { words, said } = await at.page.evaluate(() => ({
      words: [...(CSS.highlights.get('tashikame-danger') ?? [])].map(String),
      said: document.querySelector('tashikame-banner')?.shadowRoot?.querySelector<HTMLElement>('.chip')?.innerText,
    }));
    assert.deepEqual([words, said], [['こちら'], 'kutsu.example']);
  });

  test('every further link of a finding is framed too', async () => {
    const at = await open(webmail(link.repeat(5)), (page) => {
      page.check = (seen) => {
        const [ref = 0, ...also] = [...(seen.bodies[0] ?? '').matchAll(/<a data-ref="(\d+)"/g)].map(([, n]) =>
          Number(n),
        );
        return [judgement('spoofed', [{ ref, also, host: 'kutsu.example' }])];
      };
    });
    await at.shown();
    const shown = () =>
      at.page.evaluate(() => {
        const root = document.querySelector('tashikame-banner')?.shadowRoot;
        return [...(root?.querySelectorAll<HTMLElement>('.chip') ?? [])].map(({ innerText }) => innerText);
      });
    assert.deepEqual(await shown(), ['', '', '', '', ''], 'many hosts at once would be noise');
    await at.page.hover('.body p:nth-of-type(2) a');
    assert.deepEqual(await shown(), ['', 'kutsu.example', '', '', '']);
  });

  test('a deadline is underlined and has a chip that says how long is left, in words and in full', async () => {
    const html = '<p>お支払いは<b>11月</b>\n<b>25日</b>まで</p>';
    const due = { kind: 'konbini', basis: 'stated', reason: 'わけ', ref: 1, quote: '11月 25日まで' };
    const at = await open(webmail(html), (page) => {
      page.check = () => [
        judgement('consistent', [], 'm1', [{ ...due, at: new Date(Date.now() + 90 * 60_000).toISOString() }]),
      ];
    });
    await at.shown();
    const { words, chip, markup } = await at.page.evaluate(() => {
      const found = document.querySelector('tashikame-banner')?.shadowRoot?.querySelector<HTMLElement>('.due');
      return {
        words: [...(CSS.highlights.get('tashikame-due') ?? [])].map(String),
        chip: found && {
          text: found.innerText,
          role: found.role,
          live: found.ariaLive,
          label: found.ariaLabel ?? '',
          hidden: found.closest('[aria-hidden]') !== null,
        },
        markup: document.querySelector('.body')?.innerHTML,
      };
    });
    assert.deepEqual(words, ['11月\n25日まで']);
    assert.match(chip?.text ?? '', /^残り 1時間(29|30)分$/);
    assert.deepEqual([chip?.role, chip?.live, chip?.hidden], ['timer', 'off', false]);
    assert.match(chip?.label ?? '', /わけ/);
    assert.equal(markup, html);
  });

  test('a deadline that presses is called so, and counts nothing down', async () => {
    const at = await open(webmail('<p>24時間以内に</p>'), (page) => {
      page.check = () => [
        judgement('spoofed', [], 'm1', [
          { kind: 'pressure', basis: 'counted', at: '2026-11-25T00:00:00+09:00', ref: 1, quote: '24時間以内に' },
        ]),
      ];
    });
    await at.shown();
    const chips = await at.page.evaluate(() =>
      [...(document.querySelector('tashikame-banner')?.shadowRoot?.querySelectorAll('.due') ?? [])].map((el) => [
        el.role,
        el.textContent,
      ]),
    );
    assert.deepEqual(chips, [['note', '急がせる期限']]);
  });

  test('words that a finding and a deadline stand on are underlined once', async () => {
    const at = await open(webmail('<p>24時間以内に</p>'), (page) => {
      const due = {
        kind: 'pressure',
        basis: 'counted',
        at: '2026-11-25T00:00:00+09:00',
        ref: 1,
        quote: '24時間以内に',
      };
      page.check = () => [judgement('spoofed', [{ ref: 1, quote: '24時間以内' }], 'm1', [due])];
    });
    await at.shown();
    const underlined = await at.page.evaluate(() =>
      [...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map((range) => [name, String(range)])),
    );
    assert.deepEqual(underlined, [['tashikame-pressure', '24時間以内に']]);
  });

  test('a chip stands in the line or the paragraph of its words, or is a dot at them', async () => {
    const full = 'お支払いは11月25日までにお願いいたします。'.repeat(6);
    const bodies: Record<string, string> = {
      'in the line': '<p>お支払いは11月25日まで</p><p>合計 1,980円</p>',
      'at the end of the paragraph': `<p style="width:600px">${'お支払いは11月25日までに。'.padEnd(90, '品')}</p><p>合計 1,980円</p>`,
      'a dot': `<p>${full}<br>${full}</p>`,
    };
    for (const [where, html] of Object.entries(bodies)) {
      const at = await open(webmail(html), (page) => {
        const due = { kind: 'konbini', basis: 'stated', ref: 1, quote: '11月25日まで' };
        page.check = () => [
          judgement('consistent', [], 'm1', [{ ...due, at: new Date(Date.now() + 90 * 60_000).toISOString() }]),
        ];
      });
      await at.shown();
      const { chip, line, paragraph, tiny } = await at.page.evaluate(() => {
        const found = document.querySelector('tashikame-banner')?.shadowRoot?.querySelector<HTMLElement>('.due');
        const [range] = [...(CSS.highlights.get('tashikame-due') ?? [])] as Range[];
        const rect = (of: Element | Range | null | undefined) => of?.getBoundingClientRect().toJSON() as DOMRect;
        const tiny = found?.classList.contains('tiny');
        return { chip: rect(found), line: rect(range), paragraph: rect(document.querySelector('.body p')), tiny };
      });
      const middle = (chip.top + chip.bottom) / 2;
      assert.equal(tiny, where === 'a dot', where);
      if (where === 'in the line') assert.ok(line.top < middle && middle < line.bottom, where);
      else assert.ok(paragraph.top - 12 < middle && middle < paragraph.bottom, where);
      if (tiny) assert.ok(Math.abs(chip.left - line.right) < 12 && chip.width < 16, where);
    }
  });

  test('a deadline that nothing states is said in the banner', async () => {
    const at = await open(webmail('<p>招待者に選ばれました</p>'), (page) => {
      const due = { kind: 'invitation', basis: 'assumed', quote: '', reason: '見積もりです。' };
      page.check = () => [
        judgement('consistent', [], 'm1', [{ ...due, at: new Date(Date.now() + 90 * 60_000).toISOString() }]),
      ];
    });
    await at.shown();
    const said = await at.page.evaluate(
      () =>
        document.querySelector('tashikame-banner')?.shadowRoot?.querySelector<HTMLElement>('.banner .assumed')
          ?.innerText,
    );
    assert.match(said ?? '', /^残り 1時間(29|30)分.* まで 見積もりです。$/s);
  });

  async function places(at: ContentPage, open: boolean): Promise<Record<'frame' | 'chip' | 'target', DOMRect>> {
    return at.page.evaluate(async (reasons) => {
      const root = document.querySelector('tashikame-banner')?.shadowRoot;
      const details = root?.querySelector('details');
      if (details) details.open = reasons;
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
      const rect = (el: Element | null | undefined) => el?.getBoundingClientRect().toJSON() as DOMRect;
      return {
        frame: rect(root?.querySelector('.frame')),
        chip: rect(root?.querySelector('.chip')),
        target: rect(document.querySelector('.body a')),
      };
    }, open);
  }
});

describe('while the page changes', () => {
  const change = (at: ContentPage) =>
    at.page.evaluate(async () => {
      document.querySelector('.body')?.append('変わった');
      // Our observer runs before this continues: no frame is painted in between.
      await Promise.resolve();
      return document.querySelectorAll('tashikame-banner').length;
    });

  test('the verdict is gone before the new mail is painted, and comes anew', async () => {
    const at = await open(webmail(link));
    await at.shown();
    assert.equal(await change(at), 0);
    await at.until(() => at.seen.length === 2);
    await at.shown();
    assert.deepEqual(at.asked, ['sites', 'check', 'clear', 'check']);
  });

  test('an answer to the mail before is not shown', async () => {
    let answerFirst: (() => void) | undefined;
    const at = await open(webmail(link), (page) => {
      page.check = () =>
        page.seen.length === 1
          ? new Promise((resolve) => {
              answerFirst = () => resolve([judgement('genuine')]);
            })
          : [judgement('caution')];
    });
    await at.mail();
    await change(at);
    await at.shown();
    answerFirst?.();
    await at.page.waitForTimeout(100);
    assert.match((await at.banners()).join(), /注意/);
  });

  test('what changes elsewhere on the page is not judged again', async () => {
    const at = await open(webmail(link));
    await at.shown();
    await at.page.evaluate(() => document.body.append(document.createElement('aside')));
    await at.page.waitForTimeout(300);
    assert.deepEqual(at.asked, ['sites', 'check']);
    assert.equal((await at.banners()).length, 1);
  });

  test('a banner that the page takes away is put back', async () => {
    const at = await open(webmail(link));
    await at.shown();
    await at.page.evaluate(() => document.querySelector('tashikame-banner')?.remove());
    await at.shown();
    assert.equal(at.seen.length, 1);
  });

  test('a closed mail leaves nothing behind', async () => {
    const at = await open(webmail(link));
    await at.shown();
    await at.page.evaluate(() => document.querySelector('.message')?.remove());
    await at.until(() => at.asked.includes('clear'));
    assert.deepEqual(await at.banners(), []);
  });

  test('new rules judge what is open', async () => {
    const at = await open(webmail(link));
    await at.shown();
    at.check = () => [judgement('consistent')];
    await at.recheck();
    await at.until(() => at.seen.length === 2);
    await at.page.waitForFunction(() =>
      document.querySelector('tashikame-banner')?.shadowRoot?.querySelector('[data-verdict="consistent"]'),
    );
  });

  test('a body that is still to come is waited for, one that never comes is said to be missing', async () => {
    const at = await open(webmail(link).replace('class="body"', 'class="later"'));
    await at.page.waitForTimeout(300);
    assert.deepEqual(at.seen, []);
    assert.equal((await at.mail()).region.problem, 'changed');
  });

  test('a page without mail is left alone', async () => {
    const at = await open('<!doctype html><p>x</p>');
    await at.page.evaluate(async () => {
      for (let i = 0; i < 50; i++) {
        document.body.append(document.createElement('p'));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    });
    assert.deepEqual(at.asked, ['sites']);
    assert.deepEqual(await at.banners(), []);
  });

  test('without an answer the mail is said to be unchecked', async () => {
    const at = await open(webmail(link), (page) => {
      page.check = () => Promise.reject(new Error('no background'));
    });
    await at.shown();
    assert.match((await at.banners()).join(), /判定不能/);
  });

  test('brought in twice, it runs once', async () => {
    const at = await open(webmail(link));
    await at.shown();
    await at.run(built.dir);
    await at.page.waitForTimeout(200);
    assert.deepEqual(at.asked, ['sites', 'check']);
    assert.equal((await at.banners()).length, 1);
  });
});

test('a profile this browser cannot read is passed over for the next', async () => {
  const at = await open(webmail(link), (page) => {
    page.sites = [{ ...site, id: 'broken', present: ':::' }, site];
  });
  await at.mail();
  assert.equal(at.seen[0]?.site, 'test');
});
