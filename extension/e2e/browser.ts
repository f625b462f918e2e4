import { type BrowserContext, chromium, type Page, type Worker } from "playwright-core";
import { openPopup, type Popup } from "./popup.ts";

/** Debian's Chromium: the extension must work in what people run, not in a browser patched for tests. */
export const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const args = [
  // Nothing but the extension and the page may speak to anybody.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  "--lang=ja",
];

/** Chromium's sandbox cannot be had as root, and should be had otherwise. */
export const chromiumSandbox = process.getuid?.() !== 0;

export interface Launch {
  /** The folder of the unpacked extension. */
  extension: string;
  /** With a window, or without. */
  headless?: boolean;
  extraArgs?: readonly string[];
}

/** Chromium with a new profile and the extension in it. */
export interface Browser {
  context: BrowserContext;
  extensionId: string;
  /** The background. Stays the same object when the browser stops and restarts what runs in it; a call waits for that. */
  background: Worker;
  /** Opens the toolbar popup over a tab. */
  popup(over: Page): Promise<Popup>;
  /** Ends the background as the browser does when it idles; the next event starts it again. */
  stopBackground(): Promise<void>;
  close(): Promise<void>;
}

export async function launch({ extension, headless = true, extraArgs = [] }: Launch): Promise<Browser> {
  // "" is a new profile that Playwright removes at the end.
  const context = await chromium.launchPersistentContext("", {
    executablePath,
    chromiumSandbox,
    headless,
    viewport: headless ? { width: 1280, height: 900 } : null,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    // Our callers end the browser themselves on Ctrl-C, after what it still needs has been saved.
    handleSIGINT: false,
    env: { ...process.env, LANGUAGE: "ja" },
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [
      ...args,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...extraArgs,
    ],
  });
  const background = await backgroundOf(context, extension);
  return {
    context,
    background,
    extensionId: new URL(background.url()).host,
    popup: (over) => openPopup(context, background, over),
    stopBackground: () => stopBackground(context),
    close: () => context.close(),
  };
}

async function backgroundOf(context: BrowserContext, extension: string): Promise<Worker> {
  const [running] = context.serviceWorkers();
  if (running) return running;
  try {
    return await context.waitForEvent("serviceworker", { timeout: 15_000 });
  } catch (cause) {
    await context.close();
    throw new Error(`the extension in ${extension} started no service worker; is its manifest in order?`, {
      cause,
    });
  }
}

async function stopBackground(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const devtools = await context.newCDPSession(page);
  const stopped = new Promise<void>((resolve) => {
    devtools.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      const ours = versions.filter((version) => version.scriptURL.startsWith("chrome-extension:"));
      if (ours.some((version) => version.runningStatus === "stopped")) resolve();
    });
  });
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.stopAllWorkers");
  await stopped;
  await devtools.detach();
}
