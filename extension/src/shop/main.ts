import { noteTag, sweep } from '../content/ours.ts';
import { ask, type Tell } from '../messages.ts';
import { listen } from '../shown/node.ts';
import { drawnOnce } from './pace.ts';
import { anywhere, Place } from './place.ts';
import { Reader } from './read.ts';

declare global {
  /** Set in our own world of the page, where another copy of this script finds it. */
  var tashikameShop: boolean | undefined;
}

/** Follows one tab from page to page, also where a page becomes another without being loaded. */
class Visit {
  private href = '';
  private gone = new AbortController();
  private reader: Reader | Place | undefined;

  constructor() {
    listen(window, 'pagehide', () => this.leave(), {});
    listen(window, 'pageshow', (event) => (event as PageTransitionEvent).persisted && this.begin(), {});
    for (const type of ['hashchange', 'popstate']) listen(window, type, () => this.moved(), {});
    const { navigation }: { navigation?: EventTarget } = globalThis;
    if (navigation) listen(navigation, 'currententrychange', () => this.moved(), {});
    this.begin();
  }

  /** Looks anew, by the book now in use. */
  begin(): void {
    this.look().catch(() => this.leave());
  }

  private moved(): void {
    if (location.href !== this.href) this.begin();
  }

  private async look(): Promise<void> {
    this.gone.abort();
    const gone = new AbortController();
    this.gone = gone;
    const href = location.href;
    this.href = href;
    // Asked before there is a document to look at, so that the answer is there when it is.
    const [profile] = await Promise.all([ask('profile', { href }), parsed().then(drawnOnce)]);
    if (gone.signal.aborted) return;
    const Kind = profile?.id === anywhere ? Place : Reader;
    this.reader = profile ? new Kind(profile, href, gone.signal) : undefined;
  }

  private leave(): void {
    this.gone.abort();
    this.href = '';
    if (this.reader) ask('leave', {}).catch(() => undefined);
    this.reader = undefined;
  }
}

async function parsed(): Promise<void> {
  // A page that the browser has loaded ahead is not one that anybody looks at.
  const ahead = document as Document & { prerendering?: boolean };
  if (ahead.prerendering) await event('prerenderingchange');
  if (document.readyState === 'loading') await event('DOMContentLoaded');
}

function event(name: string): Promise<unknown> {
  return new Promise((resolve) => document.addEventListener(name, resolve, { once: true }));
}

if (!globalThis.tashikameShop) {
  globalThis.tashikameShop = true;
  sweep(noteTag);
  const visit = new Visit();
  chrome.runtime.onMessage.addListener((message: Tell, _sender, reply) => {
    if (message.type === 'recheck') visit.begin();
    reply(null);
  });
}
