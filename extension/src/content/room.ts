/**
 * The room that a banner takes in the page. A banner comes after its mail was
 * drawn, and a text that jumps away under a reader's eyes is hard to read on:
 * the banner lies over it at first, and the page makes room little by little.
 */

/** How far the page is moved in one frame; from 3 pixels on, browsers count it as a shift of the layout. */
const step = 2.5;

/** Has the page make room for what is in it; at once where nobody sees it come, or motion is not wanted. */
export function makeRoom(room: HTMLElement, signal: AbortSignal): void {
  if (document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
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
