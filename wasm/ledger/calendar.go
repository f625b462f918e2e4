package ledger

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// Calendar gives open dues as events, those of the keys named or all. The
// extension writes them as an .ics file.
func (d *Dues) Calendar(book *rules.Book, lang string, keys []string, o wire.ReminderOptions, now time.Time) []wire.CalendarEvent {
	say := speech{book, lang}
	events := []wire.CalendarEvent{}
	for _, item := range d.Agenda(book, lang, now, maxDues).Items {
		known := d.dues[item.Key]
		if item.Past || item.State != wire.AgendaOpen || len(keys) > 0 && !slices.Contains(keys, item.Key) {
			continue
		}
		lines := slices.Clone(item.Todo)
		for _, s := range item.Sources {
			lines = append(lines, s.Reason)
		}
		events = append(events, wire.CalendarEvent{
			UID: uid(item.Key), At: clock.RFC3339(time.Unix(known.at(), 0).UTC()), URL: item.Open,
			Summary:     say.text("due-calendar", map[string]string{"heading": item.Heading, "title": item.Title}),
			Description: strings.Join(lines, "\n"),
			Stamp:       clock.RFC3339(time.Unix(known.changed, 0).UTC()),
			Alarms:      slices.Clone(o.Leads),
		})
	}
	return events
}

// uid is the same for a due each time it is saved, so that a calendar takes a
// newer one for the older; it says nothing of the order to who sees it.
func uid(key string) string {
	return strconv.FormatUint(hash(key), base) + "@tashikame.invalid"
}
