import { type Region, RegionPage, type Report, Unreadable } from '../types/wire.ts';
import { words } from './words.ts';

/** What is said of regions that the core could not be asked about: never nothing, and never anything green. */
export function unanswered(regions: Pick<Region, 'key' | 'kind'>[]): Report {
  const judgements = regions.map(({ key, kind }) => ({
    key,
    kind,
    brand: '',
    verdict: Unreadable,
    headline: kind === RegionPage ? words('unanswered_page') : words('unanswered'),
    advice: kind === RegionPage ? words('unanswered_page_next') : words('unanswered_next'),
    findings: [],
    dues: [],
    why: 'core',
  }));
  return { verdict: Unreadable, judgements, rules: 0, micros: 0 };
}
