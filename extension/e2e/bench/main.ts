import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { Browser } from '../browser.ts';
import { startHosts } from '../hosts.ts';
import { extension } from '../paths.ts';
import { startSite } from '../site.ts';
import { logIn, receive } from '../webmail/reader.ts';
import { startWebmail } from '../webmail/webmail.ts';
import type { Figure } from './figure.ts';
import { idle } from './idle.ts';
import { fullLedger } from './ledger.ts';
import { bench } from './mails.ts';
import { inDocuments, inPlace } from './opening.ts';
import { shifting } from './shifting.ts';
import { shopping } from './shopping.ts';
import { sizes } from './sizes.ts';
import { syncing } from './syncing.ts';
import { replaceBetween, table } from './table.ts';
import { waking } from './waking.ts';

// make bench: what the extension costs in a real browser, against what DESIGN allows it.
//
//   node build/bench.mjs [--write FILE]
//
// prints a Markdown table; with --write it also takes its place in FILE, between the marks that are there for it.

const { values: options } = parseArgs({ options: { write: { type: 'string' } } });

async function measure(): Promise<Figure[]> {
  const webmail = await startWebmail();
  const [site, hosts] = await Promise.all([startSite(), startHosts()]);
  const browser = await Browser.launch({ extension, extraArgs: hosts.browserArgs });
  try {
    const { page } = browser;
    await logIn(page, webmail);
    // The last one lies on top.
    await receive(page, webmail, ...bench.map(({ eml }) => eml).reverse());
    progress('opening mails in Roundcube');
    const documents = await inDocuments(page, bench);
    progress('opening mails in a page that stays');
    const place = await inPlace(browser, site, documents.drawn);
    progress('opening mails by clicks, and pages with one open');
    const felt = await shifting(browser, site, hosts, documents.drawn);
    progress('waking the background');
    const woken = await waking(browser, site, documents.drawn);
    progress('loading a page without a mail');
    const page_ = await idle(browser, site);
    progress('checking mails while new rules arrive');
    const synced = await syncing(browser, documents.drawn);
    progress('opening the popup over a full ledger');
    const full = await fullLedger(site);
    progress('reading long pages of the shop');
    const shop = await shopping();
    return [...sizes(), woken, ...documents.figures, ...place, ...felt, page_, ...synced, ...full, ...shop];
  } finally {
    await browser.close();
    await site.stop();
    await hosts.stop();
    await webmail.stop();
  }
}

function progress(what: string): void {
  console.error(`${what}…`);
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() || process.arch}, Node ${process.versions.node}`;
}

const figures = await measure();
const text = `${table(figures)}\n\nMeasured on ${machine()}.`;
console.log(text);
if (options.write) {
  const before = existsSync(options.write) ? readFileSync(options.write, 'utf8') : '';
  writeFileSync(options.write, replaceBetween(before, 'browser', text));
}
process.exit(0);
