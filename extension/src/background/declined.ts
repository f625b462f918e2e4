/** The invitations that the reader does not want: of each its product, and since when. Nothing is done about them. */
import { AgendaDismissed, DueInvitation, type Judgement } from '../types/wire.ts';
import { agenda, mark, undo } from './agenda.ts';
import { inTurn, keep } from './chunks.ts';
import { ofTab, type Page } from './verdicts.ts';

const kept = 'declined';

/** No invitation is open for longer. */
const days = 60;

/** Whether a product's invitation is not wanted; undefined where that is not kept. */
export async function isDeclined(page: Page, { status, fields }: Judgement): Promise<boolean | undefined> {
  const asin = fields?.['asin'];
  if (page.hidden || status !== 'invited' || !asin) return undefined;
  return asin in (await all());
}

/** Notes what the reader wants of the product that is open; what is due about it is set aside, or comes back. */
export async function decline(page: Page, declined: boolean): Promise<void> {
  const open = (await ofTab(page.tab)).flatMap(({ frame, report }) => (frame === 0 ? report.judgements : []));
  const asin = open.find(({ page: kind }) => kind === 'product')?.fields?.['asin'];
  if (page.hidden || !asin) throw new Error('no product is open');
  await inTurn(async () => {
    const { [asin]: _, ...others } = await all();
    await keep({}, { [kept]: declined ? { ...others, [asin]: new Date().toISOString() } : others });
  });
  const key = `${DueInvitation} ${asin}`;
  if (!(await agenda()).items.some((item) => item.key === key)) return;
  await (declined ? mark(key, AgendaDismissed) : undo(key));
}

async function all(): Promise<Record<string, string>> {
  const { [kept]: list = {} }: Record<string, Record<string, string>> = await chrome.storage.local.get(kept);
  const since = new Date(Date.now() - days * 24 * 60 * 60_000).toISOString();
  return Object.fromEntries(Object.entries(list).filter(([, at]) => at > since));
}
