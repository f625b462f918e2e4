import { ask, type Tell } from '../messages.ts';
import { sweep } from './ours.ts';
import { Watch } from './watch.ts';

declare global {
  /**
   * Set in our own world of the page, where another copy of this script finds
   * it. Called when the reader asks to look at a page that no profile describes;
   * says whether there is a mail.
   */
  var tashikameLook: (() => Promise<boolean>) | undefined;
}

/** Runs once a frame, also when the script is brought into a page that has it already. */
class Frame {
  private watch: Watch | undefined;

  async look(): Promise<void> {
    // Asked before there is a document to look at, so that the answer is there when it is.
    const [sites] = await Promise.all([ask('sites', {}), parsed()]);
    if (this.watch) this.watch.again(sites);
    else if (sites.length > 0) this.watch = new Watch(sites);
  }

  async lookAsAsked(): Promise<boolean> {
    const sites = await ask('sites', {});
    this.watch ??= new Watch(sites);
    return this.watch.ask(sites);
  }
}

async function parsed(): Promise<void> {
  if (document.readyState !== 'loading') return;
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

if (!globalThis.tashikameLook) {
  const frame = new Frame();
  globalThis.tashikameLook = () => frame.lookAsAsked();
  // In a page that is only being loaded, an earlier version has left nothing.
  if (document.readyState !== 'loading') sweep();
  chrome.runtime.onMessage.addListener((message: Tell, _sender, reply) => {
    if (message.type === 'recheck') frame.look().catch(() => undefined);
    reply(null);
  });
  // When the background does not answer now, it tells us to look again once it runs.
  frame.look().catch(() => undefined);
}
