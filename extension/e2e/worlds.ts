import type { Page } from 'playwright-core';

/**
 * Evaluates an expression where the extension's content script runs: in the page, but in a world of its own that
 * only DevTools can enter. Gives the value, or throws what the expression throws.
 */
export async function inContentWorld(page: Page, expression: string): Promise<unknown> {
  const devtools = await page.context().newCDPSession(page);
  const world = new Promise<number>((resolve) => {
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin.startsWith('chrome-extension:')) resolve(context.id);
    });
  });
  // The contexts that are there already are reported, too.
  await devtools.send('Runtime.enable');
  const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
    expression,
    contextId: await world,
    awaitPromise: true,
    returnByValue: true,
  });
  await devtools.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
