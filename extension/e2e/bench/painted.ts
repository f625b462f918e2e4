import type { Frame, Page } from 'playwright-core';

declare global {
  interface Window {
    /** When the extension's element was painted, on the page's clock. */
    paintedAt: Promise<number>;
    /** Expects the extension's element anew. */
    awaitPaint(): void;
  }
}

/** Has every document of a page note when the extension's answer was painted. */
export async function notePaint(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.awaitPaint = () => {
      window.paintedAt = new Promise((resolve) => {
        const added = new MutationObserver((records) => {
          const ours = records.some(({ addedNodes }) =>
            [...addedNodes].some(({ nodeName }) => nodeName === 'TASHIKAME-BANNER'),
          );
          if (!ours) return;
          added.disconnect();
          // A message that is sent as a frame is drawn arrives after it was.
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now());
          requestAnimationFrame(() => channel.port2.postMessage(null));
        });
        added.observe(document, { childList: true, subtree: true });
      });
    };
    window.awaitPaint();
  });
}

/** How long after a document was read the answer to the mail in it was painted. */
export async function sinceRead(frame: Frame | Page): Promise<number> {
  return frame.evaluate(async () => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return (await window.paintedAt) - (navigation?.domInteractive ?? 0);
  });
}
