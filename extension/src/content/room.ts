/**
 * The room that a banner takes in the page. Over a mail that was just opened it
 * is there with the mail. Where nobody pressed anything, as when a page is
 * loaded, somebody may be reading, and a text that jumps away is hard to read
 * on: the banner lies over it at first, and the page makes room little by little.
 */

/** How far the page is moved in one frame; from 3 pixels on, browsers count it as a shift of the layout. */
const step = 2.5;

/** How far the room of each of our elements has been made. */
const reached = new WeakMap<Element, number>();

/**
 * Has the page make room for what is in it, from where it was for the element that this one replaces: at once where
 * nobody is reading there yet, or wants nothing to move.
 */
export function makeRoom(host: Element, room: HTMLElement, earlier: Element | undefined, signal: AbortSignal): void {
  const atOnce = document.hidden || justActed() || matchMedia('(prefers-reduced-motion: reduce)').matches;
  const grow = (size: number) => {
    reached.set(host, size);
    room.style.blockSize = size < Infinity ? `${size}px` : '';
    if (size < Infinity) requestAnimationFrame(() => signal.aborted || grow(next(size)));
  };
  const next = (size: number) => (size + step < room.scrollHeight ? size + step : Infinity);
  grow(atOnce ? Infinity : ((earlier && reached.get(earlier)) ?? 0));
}

/** Whether the reader, and no script, has pressed something a moment ago, also where the mail has a frame of its own. */
function justActed(): boolean {
  try {
    const { navigator, performance } = top ?? window;
    const pressed = (type: string) => performance.eventCounts.get(type);
    return navigator.userActivation.isActive && Boolean(pressed('pointerdown') || pressed('keydown'));
  } catch {
    return false; // the page around this frame is another site's
  }
}
