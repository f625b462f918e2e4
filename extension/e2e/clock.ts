import type { Browser } from './browser.ts';

/** Sets the background's clock and lets its alarm ring, until it has done what it does then; gives what it tells from then on. */
export async function ring({ background }: Browser, at: Date): Promise<() => Promise<string[]>> {
  await background.evaluate(async (now) => {
    const world = globalThis as typeof globalThis & { shift?: number; told?: string[] };
    if (!world.told) {
      const told: string[] = [];
      world.told = told;
      const create = chrome.notifications.create.bind(chrome.notifications) as (...args: unknown[]) => Promise<string>;
      chrome.notifications.create = ((id: string, options: { title: string; message: string }) => {
        told.push(`${options.title} ${options.message}`);
        return create(id, options);
      }) as unknown as typeof chrome.notifications.create;
      const RealDate = Date;
      class ShiftedDate extends RealDate {
        constructor(...args: [] | [number | string]) {
          super(args.length === 0 ? ShiftedDate.now() : args[0]);
        }
        static override now(): number {
          return RealDate.now() + (world.shift ?? 0);
        }
      }
      world.Date = ShiftedDate as DateConstructor;
    }
    world.shift = (world.shift ?? 0) + now - Date.now();
    // The browser itself keeps its own time: for its alarms this is long past.
    let rung = false;
    const heard = ({ name }: chrome.alarms.Alarm) => {
      rung ||= name === 'remind';
    };
    chrome.alarms.onAlarm.addListener(heard);
    // What was begun before may set the alarm for later meanwhile: then it is set again.
    while (!rung) {
      await chrome.alarms.create('remind', { when: 1 });
      for (let wait = 0; wait < 50 && !rung; wait++) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    chrome.alarms.onAlarm.removeListener(heard);
    // What is done then ends with the alarm being set anew, unless nothing is left to be told.
    for (;;) {
      const { arranged } = (await chrome.storage.local.get('arranged')) as { arranged?: { next: string } | null };
      if ((await chrome.alarms.get('remind')) || arranged?.next === '') return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, at.getTime());
  return () => background.evaluate(() => (globalThis as { told?: string[] }).told ?? []);
}

/** Whether an alarm is set for later. */
export async function alarm({ background }: Browser): Promise<boolean> {
  return background.evaluate(async () => ((await chrome.alarms.get('remind'))?.scheduledTime ?? 0) > 1);
}
