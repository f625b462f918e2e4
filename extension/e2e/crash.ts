import type { Browser } from './browser.ts';

/** Ways for the core to fail: a panic that Go recovers from, a fault in the program itself, and its end. */
export type Crash = 'panic' | 'trap' | 'exit';

/** What Go's support code keeps of a running program. */
interface Running {
  _inst: WebAssembly.Instance & { exports: { mem: WebAssembly.Memory } };
  /** The question; null when one of the program's own timers has rung. */
  _pendingEvent: { args: unknown[] } | null;
  exited: boolean;
  _resolveExitPromise(): void;
}

/** Lets the core fail at the next question. Every question goes through this method of Go's support code. */
export async function crashNext(browser: Browser, how: Crash): Promise<void> {
  await browser.background.evaluate((way) => {
    const go = (globalThis as unknown as { Go: { prototype: { _resume(this: Running): void } } }).Go.prototype;
    const resume = go._resume;
    go._resume = function () {
      if (!this._pendingEvent) return resume.call(this);
      go._resume = resume;
      // A question without its arguments: the program reads past the end of the list.
      if (way === 'panic') this._pendingEvent.args = [];
      if (way === 'trap') new Uint8Array(this._inst.exports.mem.buffer).fill(0xff);
      if (way === 'exit') {
        this.exited = true;
        this._resolveExitPromise();
        return;
      }
      resume.call(this);
    };
  }, how);
}
