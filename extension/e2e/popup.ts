import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page, Worker } from 'playwright-core';

/**
 * The extension's toolbar popup as the browser itself opens it, over the tab it speaks about. Playwright does not
 * count it among its pages, so we speak to it through the DevTools protocol.
 */
export interface Popup {
  /** The value of an expression in the popup's document; promises are awaited. */
  evaluate<T>(expression: string): Promise<T>;
  /** What can be read in it. */
  text(): Promise<string>;
  click(selector: string): Promise<void>;
  /** Waits until something is there. */
  waitFor(selector: string): Promise<void>;
  /** A PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openPopup(context: BrowserContext, background: Worker, over: Page): Promise<Popup> {
  await over.bringToFront();
  await background.evaluate(() => chrome.action.openPopup());
  return attachPopup(context, background);
}

/** Speaks to the popup that is open, or about to be. */
export async function attachPopup(context: BrowserContext, background: Worker): Promise<Popup> {
  const browser = context.browser();
  if (!browser) throw new Error('a popup can only be opened in a browser of our own');
  const devtools = await browser.newBrowserCDPSession();
  const send = await attach(devtools, await popupTarget(devtools, new URL(background.url()).host));
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = (await send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
      userGesture: true,
    })) as Evaluated<T>;
    if (exceptionDetails) throw new Error(`popup: ${exceptionDetails.exception?.description ?? expression}`);
    return result.value;
  };
  return {
    evaluate,
    text: () => evaluate<string>('document.body.innerText'),
    click: (selector) => evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`),
    async waitFor(selector) {
      for (let tries = 0; tries < 100; tries++) {
        if (await evaluate<boolean>(`document.querySelector(${JSON.stringify(selector)}) !== null`)) return;
        await sleep(50);
      }
      throw new Error(`popup: there is no ${selector}`);
    },
    async screenshot() {
      const { data } = (await send('Page.captureScreenshot', {})) as { data: string };
      return Buffer.from(data, 'base64');
    },
    async close() {
      await evaluate('window.close()').catch(() => undefined);
      await devtools.detach();
    },
  };
}

interface Evaluated<T> {
  result: { value: T };
  exceptionDetails?: { exception?: { description?: string } };
}

async function popupTarget(devtools: CDPSession, extensionId: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const { targetInfos } = await devtools.send('Target.getTargets');
    const popup = targetInfos.find(
      ({ type, url, attached }) => type === 'page' && !attached && url.startsWith(`chrome-extension://${extensionId}/`),
    );
    if (popup) return popup.targetId;
    await sleep(50);
  }
  throw new Error('the browser says it opened the popup, and shows none');
}

type Send = (method: string, params: object) => Promise<unknown>;

/** Speaks to a target in messages wrapped into the browser's own session; Playwright offers no other way in. */
async function attach(devtools: CDPSession, targetId: string): Promise<Send> {
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (answer: Answer) => void>();
  devtools.on('Target.receivedMessageFromTarget', (event) => {
    const answer = JSON.parse(event.message) as Answer;
    if (event.sessionId === sessionId && answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  let id = 0;
  return (method, params) =>
    new Promise((resolve, reject) => {
      waiting.set(++id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result),
      );
      devtools
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
        .catch(reject);
    });
}

interface Answer {
  id?: number;
  result?: unknown;
  error?: { message: string };
}
