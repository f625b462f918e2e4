/** Judges what the reader has brought himself: a link, an address, a mail's text. Nothing of it is kept or compared. */
import type { Seen } from '../messages.ts';
import { language } from '../shown/words.ts';
import type { Report } from '../types/wire.ts';
import { check } from './core.ts';

export async function assess({ site, cut, regions, bodies }: Seen): Promise<Report> {
  const snapshot = { url: '', lang: language(), now: new Date().toISOString(), site, cut, private: true };
  const { answer } = await check({ ...snapshot, regions: regions.map((region) => ({ ...region, html: '' })) }, bodies);
  return answer;
}
