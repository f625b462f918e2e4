package ledger

import (
	"slices"
	"sort"
	"strings"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/wire"
)

// Dues is what falls due, as mails and pages have said it. What several of
// them say of one thing is one due: they are joined by kind and number. It is
// not safe for concurrent use.
type Dues struct {
	chunks  map[string]string // as they were handed in, until they are read
	dues    map[string]*due
	changed map[string]bool // names of chunks
}

// due is one thing that falls due.
type due struct {
	key     string // kind, and what it is about
	kind    wire.DueKind
	title   string
	open    string   // page to go to
	numbers []string // to pay by, from proven sources only
	state   wire.AgendaState
	was     wire.AgendaState // before the last change, for undo
	changed int64
	told    []int // leads that were told, in minutes
	sources []source
}

// source is one mail or page that speaks of it.
type source struct {
	origin string // which mail or page: a later look at it replaces what it said
	from   wire.DueSource
	at     int64
	day    bool
	basis  wire.Basis
	proven bool
	quote  string
	reason string
}

// Sighting is what one mail or page says is due.
type Sighting struct {
	// Origin tells the mail or page from others, the same one each time.
	Origin string
	From   wire.DueSource
	Title  string
	// Open is the brand's own page to go to where a due names none; never an
	// address out of a mail.
	Open string
	// Proven is true for the brand's own pages and for mails proven genuine.
	Proven bool
	Seen   time.Time
	Dues   []wire.Due
}

const (
	// grey is for how long a past due is still shown.
	grey = 3 * 24 * time.Hour
	// maxDues is how many are remembered; those that ended first go first.
	maxDues = 5_000
	// maxSources is how many speak for one due.
	maxSources = 8
)

// OpenDues takes the chunks that are stored; those of others are passed over.
func OpenDues(chunks map[string]string) *Dues {
	return &Dues{chunks: chunks}
}

// See merges what a mail or page says. Pressure is nothing to be kept, and
// what was over when it was first seen is none of the reader's concern.
func (d *Dues) See(s Sighting) {
	d.read()
	var keys []string
	said := map[string][]source{}
	for i := range s.Dues {
		w := &s.Dues[i]
		at := clock.Parse(w.At)
		if at.IsZero() || w.Kind == wire.DuePressure {
			continue
		}
		key := keyOf(w)
		known := d.dues[key]
		if known == nil {
			if !at.After(s.Seen) {
				continue
			}
			known = &due{key: key, kind: w.Kind, state: wire.AgendaOpen, was: wire.AgendaOpen}
			d.dues[key] = known
		}
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
		said[key] = append(said[key], source{origin: s.Origin, from: s.From, at: at.Unix(), day: w.Day, basis: w.Basis, proven: s.Proven, quote: w.Quote, reason: w.Reason})
	}
	for _, key := range keys {
		i := slices.IndexFunc(s.Dues, func(w wire.Due) bool { return keyOf(&w) == key })
		d.merge(d.dues[key], &s, &s.Dues[i], said[key])
	}
	d.shrink()
}

// keyOf gives what a due is joined by. Where nothing names the thing, the time
// does: the same mail read again says the same. So it is with gift cards: a
// mail knows its order, the list of the balance only when each ends.
func keyOf(w *wire.Due) string {
	if w.Key != "" && w.Kind != wire.DueGiftcard {
		return string(w.Kind) + " " + oneLine(w.Key)
	}
	return string(w.Kind) + " " + w.At
}

// merge puts what a source says in the place of what it said before.
func (d *Dues) merge(known *due, s *Sighting, w *wire.Due, said []source) {
	before := known.at()
	sources, numbers := known.with(said), known.paidBy(s, w)
	if !anyProven(sources) {
		numbers = nil
	}
	opens := known.state == wire.AgendaSettled && s.From == wire.FromOrder // the page has the last word
	if slices.Equal(sources, known.sources) && slices.Equal(numbers, known.numbers) && !opens {
		return
	}
	d.touch(known)
	known.sources, known.numbers = sources, numbers
	if opens {
		known.state, known.was = wire.AgendaOpen, wire.AgendaOpen
	}
	if s.Proven || known.title == "" {
		known.title = titleOf(s)
		for _, open := range []string{s.Open, w.Open} {
			if open != "" {
				known.open = open
			}
		}
	}
	known.changed = s.Seen.Unix()
	if before != 0 && known.at() != before {
		known.told = nil // another time: it is told again
	}
	d.touch(known)
}

// with gives the sources of a due with what one of them says now, at most
// maxSources.
func (u *due) with(said []source) []source {
	var now []source
	for i := range said {
		same := func(old source) bool { return old.isStill(&said[i]) }
		if slices.ContainsFunc(now, same) {
			continue
		}
		if old := slices.IndexFunc(u.sources, same); old >= 0 {
			now = append(now, u.sources[old])
		} else {
			now = append(now, said[i])
		}
	}
	theirs := func(old source) bool { return old.origin == said[0].origin }
	place := slices.IndexFunc(u.sources, theirs)
	others := slices.DeleteFunc(slices.Clone(u.sources), theirs)
	if place < 0 {
		place = len(others)
	}
	all := slices.Concat(others[:place], now, others[place:])
	return all[:min(len(all), maxSources)]
}

// isStill says whether a source says what it has said before. A timer that runs
// down gives another second each time it is read.
func (s *source) isStill(now *source) bool {
	const jitter = 60
	moved := now.at - s.at
	return s.origin == now.origin && s.proven == now.proven && s.basis == now.basis && s.day == now.day && -jitter < moved && moved < jitter
}

// paidBy gives the numbers a due is paid by, once a source has named some. Only
// proven ones are listened to; the order's own page knows all of them.
func (u *due) paidBy(s *Sighting, w *wire.Due) []string {
	switch {
	case !s.Proven || len(w.Numbers) == 0:
		return u.numbers
	case s.From == wire.FromOrder:
		return w.Numbers
	}
	all := slices.Clone(u.numbers)
	for _, number := range w.Numbers {
		if !slices.Contains(all, number) {
			all = append(all, number)
		}
	}
	return all
}

// titleOf is what a sighting calls the thing. A subject nobody can vouch for
// may name a number to pay by; it is not passed on.
func titleOf(s *Sighting) string {
	title := oneLine(s.Title)
	if !s.Proven {
		title = withoutNumbers(title)
	}
	return title
}

// at is the earliest of what the sources say: it is the one to keep.
func (u *due) at() int64 {
	if e := u.earliest(); e != nil {
		return e.at
	}
	return 0
}

func (u *due) earliest() *source {
	var first *source
	for i := range u.sources {
		if first == nil || u.sources[i].at < first.at {
			first = &u.sources[i]
		}
	}
	return first
}

func (u *due) proven() bool { return anyProven(u.sources) }

func anyProven(sources []source) bool {
	return slices.ContainsFunc(sources, func(s source) bool { return s.proven })
}

// Mark notes that the reader has done or dismissed a due, or opened it again.
func (d *Dues) Mark(key string, state wire.AgendaState, now time.Time) bool {
	d.read()
	known := d.dues[key]
	if known == nil || known.state == state || known.state == wire.AgendaSettled {
		return false
	}
	known.was, known.state, known.changed = known.state, state, now.Unix()
	d.touch(known)
	return true
}

// Undo takes back the last Mark.
func (d *Dues) Undo(key string, now time.Time) bool {
	d.read()
	known := d.dues[key]
	return known != nil && d.Mark(key, known.was, now)
}

// Settle ends what is due for a thing, as the brand's own page shows it: paid,
// cancelled, returned, bought. It stays known, so that the mail, when it is
// opened again, does not bring it back.
func (d *Dues) Settle(kind wire.DueKind, key string, now time.Time) {
	d.read()
	known := d.dues[string(kind)+" "+oneLine(key)]
	if known == nil || known.state == wire.AgendaSettled {
		return
	}
	known.was, known.state, known.numbers, known.changed = wire.AgendaSettled, wire.AgendaSettled, nil, now.Unix()
	d.touch(known)
}

// Forget drops what has been past for a while.
func (d *Dues) Forget(now time.Time) {
	d.read()
	for _, known := range d.dues {
		if known.at() < now.Add(-grey).Unix() {
			d.drop(known)
		}
	}
}

// shrink drops what ends first until there are not too many.
func (d *Dues) shrink() {
	if len(d.dues) <= maxDues {
		return
	}
	all := d.sorted()
	for _, known := range all[:len(all)-maxDues] {
		d.drop(known)
	}
}

func (d *Dues) drop(known *due) {
	d.touch(known)
	delete(d.dues, known.key)
}

// sorted gives all dues, the soonest first.
func (d *Dues) sorted() []*due {
	all := make([]*due, 0, len(d.dues))
	for _, known := range d.dues {
		all = append(all, known)
	}
	sort.Slice(all, func(i, k int) bool {
		if a, b := all[i].at(), all[k].at(); a != b {
			return a < b
		}
		return all[i].key < all[k].key
	})
	return all
}

// touch notes that the chunk a due is kept in has changed.
func (d *Dues) touch(known *due) {
	if len(known.sources) > 0 {
		d.changed[dueChunk(known.at())] = true
	}
}

// oneLine keeps a text on one line of a chunk.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(c rune) bool { return c < ' ' || c == 0x2028 || c == 0x2029 }), " ")
}
