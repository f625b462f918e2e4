package ledger

import (
	"errors"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// Answer does what a face asks and says what is to be stored after it.
func (d *Dues) Answer(book *rules.Book, q wire.DuesRequest) (a wire.DuesAnswer, err error) {
	now := clock.Parse(q.Now)
	if now.IsZero() {
		return a, errors.New("dues: now: not RFC 3339: " + q.Now)
	}
	options := wire.ReminderOptions{}
	if q.Options != nil {
		options = *q.Options
	}
	switch q.Do {
	case "see":
		if q.Seen != nil && kept(q.Seen) {
			d.See(sightingOf(q.Seen, now))
		}
	case "mark":
		d.Mark(q.Key, q.State, now)
	case "undo":
		d.Undo(q.Key, now)
	case "page":
		if q.Page != nil {
			d.SeePage(book, q.Lang, q.Page, now)
		}
	case "told":
		for _, r := range q.Told {
			d.Told(r)
		}
	case "remind":
		r := d.Remind(book, q.Lang, options, now)
		a.Reminders = &r
	case "calendar":
		a.Events = d.Calendar(book, q.Lang, q.Keys, options, now)
	case "agenda":
	default:
		return a, errors.New("dues: there is no " + q.Do)
	}
	agenda := d.Agenda(book, q.Lang, now, max(q.Limit, fewItems))
	a.Agenda, a.Chunks = &agenda, d.Changed()
	return a, nil
}

// fewItems is how much of an agenda is told where nobody asks for more.
const fewItems = 20

// kept says whether a sighting may be remembered: nothing is scheduled for a
// spoofed mail, one that could not be read, or one that speaks for nobody.
func kept(s *wire.DueSighting) bool {
	switch s.Verdict {
	case wire.Genuine, wire.Consistent, wire.Caution:
		return true
	case "":
		return s.From != wire.FromMail
	}
	return false
}

func sightingOf(s *wire.DueSighting, now time.Time) Sighting {
	return Sighting{
		Origin: s.Origin, From: s.From, Title: s.Title, Open: s.Open, Seen: now, Dues: s.Dues,
		Proven: s.Verdict == wire.Genuine || s.Verdict == "" && s.From != wire.FromMail,
	}
}
