import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Language, languages } from '../../src/preferences.ts';
import { Browser } from '../browser.ts';
import { granted } from '../granted.ts';
import { type Hosts, startHosts } from '../hosts.ts';
import { root } from '../paths.ts';
import { startRuleServer } from '../rules.ts';
import { freePort } from '../service.ts';
import { startWebmail, type Webmail } from '../webmail/webmail.ts';
import { Scene } from './scene.ts';
import { surfaces } from './surfaces.ts';

// make pictures: every surface in both languages and themes, into docs/pictures, to be looked at.
//
//   node build/pictures.mjs [SURFACE…]
//
// They are taken of a build as people get it, by readers who have allowed it more or less.

const wanted = process.argv.slice(2);
const folder = join(root, 'docs/pictures');
const released = join(root, 'build/pictures/chrome');

/** Where the reader's webmail and the rule server are found. */
const ownWebmail = 'https://mail.post.example/';
const ruleServer = 'https://rules.tashikame.example/';

/** Takes the pictures of one language and theme. */
async function take(webmail: Webmail, hosts: Hosts, language: Language, dark: boolean): Promise<void> {
  const launch = { extraArgs: hosts.browserArgs, language, dark, still: true };
  const names = Object.keys(surfaces).filter((name) => wanted.length === 0 || wanted.includes(name));
  const start = (extension: string) => Browser.launch({ ...launch, extension });
  const readers = {
    fresh: await start(released),
    usual: await start(granted(released, [`${ownWebmail}*`])),
    everywhere: await start(granted(released)),
  };
  try {
    const scene = await Scene.set(readers, webmail, hosts);
    for (const name of names) {
      const file = join(folder, `${name}-${language}-${dark ? 'dark' : 'light'}.png`);
      const picture = await surfaces[name]?.(scene);
      if (picture) writeFileSync(file, picture);
      console.log(relative(root, file));
    }
  } finally {
    await Promise.all(Object.values(readers).map((browser) => browser.close()));
  }
}

async function takeAll(): Promise<void> {
  // What is no surface any more shall leave no picture.
  if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [server, hosts] = await Promise.all([startRuleServer(undefined, await freePort()), startHosts()]);
  await server.publish();
  hosts.front(ruleServer, server.url);
  for (const language of languages) {
    for (const dark of [false, true]) {
      // Each has a mailbox of its own, so that none sees what another has received.
      const webmail = await startWebmail(language === 'ja' ? 'ja_JP' : 'en_US');
      hosts.front(ownWebmail, webmail.url);
      await take({ ...webmail, url: ownWebmail }, hosts, language, dark);
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
