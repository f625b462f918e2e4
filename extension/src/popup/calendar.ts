/** What is due as an iCalendar file (RFC 5545), for the reader's own calendar. */
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { CalendarEvent } from '../types/wire.ts';
import { language, words } from '../words.ts';

export function icsOf(events: CalendarEvent[]): string {
  const calendar = ical({
    prodId: { company: 'Tashikame', product: 'Tashikame', language: language().toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    name: words('name'),
  });
  for (const { uid, at, summary, description, url, stamp, alarms } of events) {
    const event = calendar.createEvent({
      id: uid,
      start: new Date(at),
      stamp: new Date(stamp),
      lastModified: new Date(stamp),
      summary,
      description,
      // A deadline takes no time of the day.
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(url && { url }),
    });
    for (const minutes of alarms) {
      event.createAlarm({ type: ICalAlarmType.display, trigger: minutes * 60, description: summary });
    }
  }
  return calendar.toString();
}

/** Hands a file to the browser as a download. */
export function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has been taken on once the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
