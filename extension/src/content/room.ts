/**
 * The room that a banner takes in the page. Over a mail that was just opened it
 * is there with the mail. Where nobody pressed anything, as when a page is
 * loaded, somebody may be reading, and a text that jumps away is hard to read
 * on: the banner lies over it at first, and the page makes room little by little.
 */

/** How far the page is moved in one frame; from 3 pixels on, browsers count it as a shift of the layout. */
const step = 2.5;

/** Has the page make room for what is in it: at once where nobody is reading there yet, or wants nothing to move. */
export function makeRoom(room: HTMLElement, signal: AbortSignal): void {
  if (document.hidden || justActed() || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  let full = 0;
  let size = 0;
  const grow = () => {
    if (signal.aborted) return;
    full ||= room.scrollHeight;
    size += step;
    room.style.blockSize = size < full ? `${size}px` : '';
    if (size < full) requestAnimationFrame(grow);
  };
  room.style.blockSize = '0';
  requestAnimationFrame(grow);
}

/** Whether the reader has pressed something a moment ago, also where the mail has a frame of its own. */
function justActed(): boolean {
  try {
    return (window.top ?? window).navigator.userActivation.isActive;
  } catch {
    return navigator.userActivation.isActive; // the page around this frame is another site's
  }
}
