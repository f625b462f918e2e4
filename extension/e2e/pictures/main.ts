import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Language, languages } from '../../src/preferences.ts';
import { Browser } from '../browser.ts';
import { type Hosts, startHosts } from '../hosts.ts';
import { extension, root } from '../paths.ts';
import { startRuleServer } from '../rules.ts';
import { startWebmail, type Webmail } from '../webmail/webmail.ts';
import { Scene } from './scene.ts';
import { surfaces } from './surfaces.ts';

// make pictures: every surface in both languages and themes, into docs/pictures, to be looked at.
//
//   node build/pictures.mjs [SURFACE…]

const wanted = process.argv.slice(2);
const folder = join(root, 'docs/pictures');

/** Takes the pictures of one language and theme. */
async function take(webmail: Webmail, hosts: Hosts, language: Language, dark: boolean): Promise<void> {
  const browser = await Browser.launch({ extension, extraArgs: hosts.browserArgs, language, dark, still: true });
  try {
    const scene = await Scene.set(browser, webmail, hosts);
    for (const [name, surface] of Object.entries(surfaces)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const file = join(folder, `${name}-${language}-${dark ? 'dark' : 'light'}.png`);
      writeFileSync(file, await surface(scene));
      console.log(relative(root, file));
    }
  } finally {
    await browser.close();
  }
}

async function takeAll(): Promise<void> {
  // What is no surface any more shall leave no picture.
  if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [server, hosts] = await Promise.all([startRuleServer(), startHosts()]);
  await server.publish();
  for (const language of languages) {
    for (const dark of [false, true]) {
      // Each has a mailbox of its own, so that none sees what another has received.
      const webmail = await startWebmail(language === 'ja' ? 'ja_JP' : 'en_US');
      await take(webmail, hosts, language, dark);
      await webmail.stop();
    }
  }
}

// Whatever was started ends with this process.
takeAll().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
