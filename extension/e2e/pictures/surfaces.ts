import type { Page } from 'playwright-core';
import { fixture } from '../mails.ts';
import type { Scene } from './scene.ts';

/** Takes one picture. */
type Surface = (scene: Scene) => Promise<Buffer>;

/** All that is seen of the extension, in the order in which a person comes to see it. */
export const surfaces: Record<string, Surface> = {
  welcome: async (scene) => whole(await scene.own('welcome.html', 1100), '#sample tashikame-banner'),
  'mail-spoofed': async (scene) => (await scene.mail('spoofed-forged-sender-embedded-host', 'spoofed')).screenshot(),
  'mail-caution': async (scene) => (await scene.mail('caution-giftcard-message-telephone', 'caution')).screenshot(),
  'mail-consistent': async (scene) => (await scene.mail('genuine-order-confirmation', 'consistent')).screenshot(),
  'mail-due': async (scene) => (await scene.due()).screenshot(),
  'shop-invitation': (scene) => shop(scene, 'product-invited-ja', 'https://www.amazon.co.jp/dp/B0EXAMPL01'),
  'shop-impostor': async (scene) =>
    alone(await scene.impostor('place-imitation', 'https://amazon-kakunin.example/ap/signin')),
  'popup-spoofed': async (scene) =>
    seen(await scene.popup(await scene.mail('spoofed-winner-invitation', 'spoofed')), '#page article'),
  'popup-ledger': async (scene) => {
    const popup = await scene.popup(await scene.due());
    for (const part of await popup.locator('details.part:not([open]) > summary').all()) await part.click();
    return whole(popup, '#requests > *');
  },
  'mail-file': async (scene) => {
    const page = await scene.own('eml.html', 900);
    await page.locator('#file').setInputFiles({
      name: 'mail.eml',
      mimeType: 'message/rfc822',
      buffer: fixture('spoofed-winner-invitation').eml,
    });
    return whole(page, '.verdict');
  },
  options: async (scene) => whole(await scene.own('options.html', 900), '#sites input'),
  diagnosis: async (scene) => {
    const page = await scene.own('options.html', 900);
    await page.locator('#diagnose').click();
    const part = page.locator('section[aria-labelledby=diagnosis-title]');
    await part.locator('#diagnosis > *').first().waitFor();
    const picture = await part.screenshot();
    await page.close();
    return picture;
  },
};

async function shop(scene: Scene, name: string, address: string): Promise<Buffer> {
  return alone(await scene.shop(name, address));
}

/** As much of somebody else's page as a window shows; the page is closed. */
async function alone(page: Page): Promise<Buffer> {
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

/** As much of a page of ours as a window shows, once a part of it is there; the page is closed. */
async function seen(page: Page, part: string): Promise<Buffer> {
  await page.locator(part).first().waitFor();
  const picture = await page.screenshot({ animations: 'disabled' });
  await page.close();
  return picture;
}

/** All of a page of ours, once a part of it is there; the page is closed. */
async function whole(page: Page, part: string): Promise<Buffer> {
  await page.locator(part).first().waitFor();
  const picture = await page.screenshot({ fullPage: true, animations: 'disabled' });
  await page.close();
  return picture;
}
