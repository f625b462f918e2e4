/** New rules, and what follows from them: everything that is open is judged anew. */
import { isNews, newsAreTold } from './book.ts';
import { recheckAll } from './recheck.ts';
import { forgetSites } from './sites.ts';
import { sync } from './sync.ts';

/** Brings the rules up to date and has everything that is open judged by new ones. */
export async function update(): Promise<void> {
  if (await sync()) await tellPages();
}

/** As above for rules that were kept when this process was stopped before it could tell. */
export async function resume(): Promise<void> {
  if (await isNews()) await tellPages();
}

async function tellPages(): Promise<void> {
  await forgetSites();
  await recheckAll();
  await newsAreTold();
}
