import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { Report } from '../src/types/wire.ts';
import { Browser } from './browser.ts';
import { subjectOf } from './mail.ts';
import { extension, root } from './paths.ts';
import { startRuleServer } from './rules.ts';
import { logIn, openPreview } from './webmail/reader.ts';
import { startWebmail } from './webmail/webmail.ts';

// make demo: a mailbox in a browser that has the extension, open on a mail that pretends to be Amazon.
//
//   node build/demo.mjs [--stay] [--headless]

const { values: options } = parseArgs({
  options: { stay: { type: 'boolean', default: false }, headless: { type: 'boolean', default: false } },
});

const mails = join(root, 'wasm/testdata/mails');
const pictures = join(root, 'dist/demo');
const hasDisplay = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
const headless = options.headless || !hasDisplay;

/** What has been started, to be ended in reverse. */
const started: (() => Promise<void>)[] = [];

async function main(): Promise<void> {
  say('Starting the rule server and publishing the rule book…');
  const server = await startRuleServer();
  started.push(server.stop);
  await server.publish();

  say('Starting a mailbox…');
  const webmail = await startWebmail();
  started.push(webmail.stop);
  const spoofed = deliverMails(webmail.deliver);

  const browser = await Browser.launch({ extension, headless });
  started.push(() => browser.close());
  browser.context.once('close', () => void end(0));
  const page = browser.page;
  await logIn(page, webmail);
  await openPreview(page, spoofed);
  describe(await verdict(browser, page));
  if (headless) await takePictures(browser, page);
  if (headless && !options.stay) return end(0);
  say(`\nThe mailbox is at ${webmail.url} (user hanako, password tashikame). Ctrl-C ends everything.`);
}

/** Fills the inbox so that the first mail that pretends lies on top; gives its subject. */
function deliverMails(deliver: (...mails: Uint8Array[]) => void): string {
  const names = readdirSync(mails)
    .filter((name) => name.endsWith('.eml'))
    .sort();
  const pretending = names.filter((name) => name.startsWith('spoofed-'));
  const honest = names.filter((name) => !name.startsWith('spoofed-'));
  const inbox = [...honest, ...pretending.reverse()].map((name) => readFileSync(join(mails, name)));
  const top = inbox.at(-1);
  if (!top || pretending.length === 0) throw new Error(`${mails}: no mail that pretends`);
  deliver(...inbox);
  return subjectOf(top);
}

async function verdict(browser: Browser, page: Page): Promise<Report> {
  for (let tries = 0; tries < 100; tries++) {
    const [report] = await browser.reports(page);
    if (report) return report;
    await page.waitForTimeout(100);
  }
  throw new Error('the mail is open, and the extension said nothing about it');
}

/** Prints what was found in words, as the banner and the popup say it. */
function describe({ judgements, rules }: Report): void {
  for (const { verdict, headline, findings, advice } of judgements) {
    say(`\n${verdict}: ${headline}`);
    for (const finding of findings) say(`  · ${finding.text ?? finding.id}${finding.host && ` (${finding.host})`}`);
    if (advice) say(`  → ${advice}`);
  }
  say(`  judged by rule book ${rules}`);
}

async function takePictures(browser: Browser, page: Page): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const save = (name: string, png: Buffer) => {
    writeFileSync(join(pictures, name), png);
    say(`  ${relative(process.cwd(), join(pictures, name))}`);
  };
  say('\nThere is no display, so here are pictures:');
  save('mail.png', await page.screenshot());
  const popup = await browser.toolbarPopup(page);
  await popup.waitFor('#page article');
  save('popup.png', await popup.screenshot());
  await popup.close();
}

function say(line: string): void {
  console.log(line);
}

let ending = false;

async function end(status: number): Promise<void> {
  if (ending) return;
  ending = true;
  for (const stop of started.reverse()) await stop();
  process.exit(status);
}

process.once('SIGINT', () => void end(130));
process.once('SIGTERM', () => void end(143));

main().catch(async (error: unknown) => {
  // What Ctrl-C interrupts fails for that reason alone.
  if (!ending) console.error(error instanceof Error ? `demo: ${error.message}` : error);
  await end(1);
});
