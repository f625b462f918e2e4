import { words } from './words.ts';

const minute = 60_000;

/** How long is left until a time, in its two largest units: 残り 1日3時間. */
export function timeLeft(at: string, now = Date.now()): string {
  const minutes = Math.ceil((Date.parse(at) - now) / minute);
  if (minutes <= 0) return words('left_past');
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days >= 3) return words('left_days', String(days));
  if (days > 0) return words('left_days_hours', String(days), String(hours));
  if (hours > 0) return words('left_hours', String(hours), String(minutes % 60));
  return words('left_minutes', String(minutes));
}

/** Calls at every turn of a minute, and when the page comes into view again: timers sleep while nobody looks. */
export function everyMinute(again: () => void, signal: AbortSignal): void {
  let timer = 0;
  const turn = () => {
    clearTimeout(timer);
    if (signal.aborted) return;
    timer = setTimeout(turn, minute - (Date.now() % minute));
    if (!document.hidden) again();
  };
  document.addEventListener('visibilitychange', turn, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  turn();
}
