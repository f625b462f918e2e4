/** What is due as an iCalendar file (RFC 5545), for the reader's own calendar. */
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { CalendarEvent } from '../../types/wire.ts';

/** The calendar's name and language come with the call: this is loaded when it is asked for, and nothing else with it. */
export function icsOf(events: CalendarEvent[], name: string, language: string): string {
  const calendar = ical({
    prodId: { company: 'Tashikame', product: 'Tashikame', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    name,
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
