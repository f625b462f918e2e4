import { expect, fixtures, judged, notes, test } from '../shop.ts';

// Pages of ours under the shop's own name: what the browser makes of each is what the core says of the file.

for (const { name, html, url, status, fields, items, told } of fixtures) {
  test(`${name}: ${status}`, async ({ shop, visit }) => {
    const page = await visit(html, url);
    await expect.poll(async () => (await judged(shop, page))?.status).toBe(status);
    const judgement = await judged(shop, page);
    expect(judgement?.fields ?? {}).toMatchObject(fields);
    expect((judgement?.items ?? []).slice(0, items.length)).toMatchObject(
      items.map(({ key, status }) => ({ key, status })),
    );
    expect((judgement?.told ?? []).map(({ id }) => id)).toEqual(expect.arrayContaining(told));
    const words = judgement?.items?.some(({ kind }) => kind === 'order')
      ? judgement.items.flatMap(({ headline }) => headline ?? [])
      : [judgement?.headline].filter(Boolean);
    await expect.poll(async () => (await notes(page)).map(({ headline }) => headline)).toEqual(words);
    for (const note of await notes(page)) expect(note.text).toContain(note.headline);
    const text = (await notes(page)).map((note) => note.text).join('\n');
    const said = judgement?.items?.some(({ kind }) => kind === 'order') ? judgement.items : [judgement];
    const advice = words.length > 0 ? said.flatMap((thing) => thing?.told ?? []) : [];
    for (const { id, text: told } of advice) if (id !== 'reminder-before-buying') expect(text).toContain(told);
    if (words.length > 0) expect(text).toContain(judgement?.reason ?? '');
  });
}
