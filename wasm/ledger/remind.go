package ledger

import (
	"slices"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// Remind says what is to be told now, and when to ask again. Nothing is kept
// but what has been told, so that it does not matter whether an alarm was lost
// while the browser was closed, fired twice, or the clock was moved: what is
// overdue is told once, whenever this is next asked.
func (d *Dues) Remind(book *rules.Book, lang string, o wire.ReminderOptions, now time.Time) wire.Reminders {
	d.read()
	say := speech{book, lang}
	out := wire.Reminders{Tell: []wire.Reminder{}}
	var next time.Time
	for _, known := range d.sorted() {
		at := time.Unix(known.at(), 0)
		if known.state != wire.AgendaOpen || !at.After(now) {
			continue
		}
		lead, when := nextLead(known.told, o, at, now)
		if lead >= 0 {
			out.Tell = append(out.Tell, known.reminder(say, at, lead, now))
			_, when = nextLead(append(slices.Clone(known.told), lead), o, at, now)
		}
		if !when.IsZero() && (next.IsZero() || when.Before(next)) {
			next = when
		}
	}
	if !next.IsZero() {
		out.Next = clock.RFC3339(next.UTC())
	}
	return out
}

// Told notes that a reminder was shown.
func (d *Dues) Told(r wire.Reminder) {
	d.read()
	known := d.dues[r.Key]
	if known == nil || slices.Contains(known.told, r.Lead) {
		return
	}
	known.told = append(known.told, r.Lead)
	d.touch(known)
}

func (u *due) reminder(say speech, at time.Time, lead int, now time.Time) wire.Reminder {
	params := map[string]string{"heading": say.text("due-kind-"+string(u.kind), nil), "left": say.left(at.Sub(now)), "title": u.title}
	return wire.Reminder{Key: u.key, At: rfc3339(at.Unix()), Lead: lead, Title: say.text("due-remind-title", params), Text: say.text("due-remind", params)}
}

// nextLead gives the lead that is to be told now, or -1 and when the next one
// is; a zero time is never. A lead that was told has told the longer ones too,
// and of several that are overdue only the shortest is told.
func nextLead(told []int, o wire.ReminderOptions, at, now time.Time) (lead int, when time.Time) {
	for _, l := range shortestFirst(o.Leads) {
		if slices.Contains(told, l) {
			break
		}
		t := awake(o, at.Add(-time.Duration(l)*time.Minute), at)
		if !t.After(now) {
			t = awake(o, now, at) // it may be night when the browser is started
		}
		if !t.After(now) {
			return l, when
		}
		if when.IsZero() || t.Before(when) {
			when = t
		}
	}
	return -1, when
}

// shortestFirst sorts what is a handful; the library's sorting weighs in the core.
func shortestFirst(leads []int) []int {
	sorted := slices.Clone(leads)
	for i := range sorted {
		for k := i; k > 0 && sorted[k] < sorted[k-1]; k-- {
			sorted[k], sorted[k-1] = sorted[k-1], sorted[k]
		}
	}
	return sorted
}

// waitable is how long must be left in the morning for a reminder to wait for it.
const waitable = 30 * time.Minute

// awake moves a time out of the quiet hours: to their end, or where too little
// would be left then, to just before they began.
func awake(o wire.ReminderOptions, t, at time.Time) time.Time {
	into, rest := night(o, t)
	if rest == 0 {
		return t
	}
	if morning := t.Add(rest); at.Sub(morning) >= waitable {
		return morning
	}
	return t.Add(-into)
}

// night says how long the quiet hours have lasted at a time and how long they
// will yet; 0 and 0 is by day.
func night(o wire.ReminderOptions, t time.Time) (into, rest time.Duration) {
	const day = 24 * 60
	length := ((o.QuietTo-o.QuietFrom)%day + day) % day
	clock := t.UTC().Add(time.Duration(o.East) * time.Minute)
	since := ((clock.Hour()*60+clock.Minute()-o.QuietFrom)%day + day) % day
	if since >= length {
		return 0, 0
	}
	into = time.Duration(since)*time.Minute + time.Duration(clock.Second())*time.Second
	return into, time.Duration(length)*time.Minute - into
}
