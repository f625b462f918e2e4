/** What was judged in the frames of a tab, as the background keeps it while the browser runs. Of private tabs nothing is kept. */
import type { FrameVerdict, Tell } from './messages.ts';
import { under } from './stored.ts';

/** What the names begin with under which it is kept. */
export function tabPrefix(tab: number): string {
  return `tab:${tab}:`;
}

/** What is kept of a tab, by name. */
export async function keptFrames(tab: number): Promise<Map<string, FrameVerdict>> {
  const kept = await under(chrome.storage.session, tabPrefix(tab));
  return new Map(Object.entries(kept) as [string, FrameVerdict][]);
}

/** Of what is kept of a tab, what is still there to be seen, the top frame first. */
export async function framesThere(tab: number): Promise<FrameVerdict[]> {
  const kept = [...(await keptFrames(tab)).values()];
  const there = await Promise.all(kept.map(({ frame }) => isThere(tab, frame)));
  return topFirst(kept.filter((_, i) => there[i]));
}

export function topFirst(frames: FrameVerdict[]): FrameVerdict[] {
  return frames.sort((a, b) => a.frame - b.frame);
}

/** Whether a frame is there and has our script: one may go without having said so, as after a crash. */
export async function isThere(tab: number, frameId: number): Promise<boolean> {
  const message: Tell = { type: 'there' };
  try {
    await chrome.tabs.sendMessage(tab, message, { frameId });
    return true;
  } catch {
    return false;
  }
}
