import type { Page } from 'playwright-core';
import type { Box } from './shown.ts';

/** How many pixels of each colour ("#rrggbb") a part of the window has, as it is painted. */
export async function colours(page: Page, box: Box): Promise<Map<string, number>> {
  const png = (await page.screenshot({ clip: box })).toString('base64');
  // The browser itself reads the picture, in a tab of its own.
  const tab = await page.context().newPage();
  const counted = await tab.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context?.getImageData(0, 0, image.width, image.height).data.buffer ?? []);
    const counts = new Map<number, number>();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    return [...counts];
  }, png);
  await tab.close();
  return new Map(counted.map(([pixel, count]) => [hex(pixel), count]));
}

/** The bytes of a pixel are red, green, blue, alpha; read as a number, the first is the lowest. */
function hex(pixel: number): string {
  const bytes = [pixel, pixel >>> 8, pixel >>> 16].map((byte) => (byte & 255).toString(16).padStart(2, '0'));
  return `#${bytes.join('')}`;
}
