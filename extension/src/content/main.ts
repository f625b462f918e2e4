import { ask, type Tell } from '../messages.ts';
import { sweep } from './show.ts';
import { Watch } from './watch.ts';

declare global {
  /** Set in our own world of the page; another copy of this script finds it. */
  var tashikameRuns: boolean | undefined;
}

/** Runs once a frame, also when the script is brought into a page that has it already. */
async function main(signal: AbortSignal): Promise<void> {
  sweep();
  let watch: Watch | undefined;
  const look = async () => {
    const sites = await ask('sites', {});
    if (watch) watch.again(sites);
    else if (sites.length > 0) watch = new Watch(sites, signal);
  };
  chrome.runtime.onMessage.addListener((message: Tell, _sender, reply) => {
    if (message.type === 'recheck') look().catch(() => undefined);
    reply(null);
  });
  await look();
}

if (!globalThis.tashikameRuns) {
  globalThis.tashikameRuns = true;
  // When the background does not answer now, it tells us to look again once it runs.
  main(new AbortController().signal).catch(() => undefined);
}
