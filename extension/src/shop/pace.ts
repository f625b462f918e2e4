/** Long work that gives way: whenever it has taken a while, whatever else the page has to do has its turn. */

/** Milliseconds in a row; half of what a reader notices, for slower machines than ours. */
const slice = 12;

export class Pace {
  private began = performance.now();
  private earlier = 0;

  /** What there is to wait for; undefined while there is time left. */
  rest(): Promise<void> | undefined {
    const worked = performance.now() - this.began;
    if (worked < slice) return undefined;
    this.earlier += worked;
    return turn().then(() => {
      this.began = performance.now();
    });
  }

  /** Milliseconds of work, without the rests. */
  get spent(): number {
    return this.earlier + performance.now() - this.began;
  }
}

async function turn(): Promise<void> {
  const { scheduler }: { scheduler?: { yield?(): Promise<void> } } = globalThis;
  if (scheduler?.yield) await scheduler.yield();
  else await new Promise((resolve) => setTimeout(resolve));
}

/**
 * When the page has been drawn. Before, to ask where anything stands would have
 * it laid out by us. A page that nobody sees is drawn when it likes.
 */
export async function drawnOnce(): Promise<void> {
  if (document.hidden) return;
  const frame = new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await Promise.race([frame, new Promise((resolve) => setTimeout(resolve, 500))]);
}
