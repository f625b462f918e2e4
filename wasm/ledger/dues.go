package ledger

import (
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
	open    string // page to go to
	number  string // payment number, from a proven source only
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
	// Number is a payment number; it is kept only where it is proven.
	Number string
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
		d.merge(known, &s, w, source{origin: s.Origin, from: s.From, at: at.Unix(), day: w.Day, basis: w.Basis, proven: s.Proven, quote: w.Quote, reason: w.Reason})
	}
	d.shrink()
}

// keyOf gives what a due is joined by. Where nothing names the thing, the time
// does: the same mail read again says the same.
func keyOf(w *wire.Due) string {
	if w.Key != "" {
		return string(w.Kind) + " " + oneLine(w.Key)
	}
	return string(w.Kind) + " " + w.At
}

// merge adds what a source says, or puts it in the place of what the same
// source said before.
func (d *Dues) merge(known *due, s *Sighting, w *wire.Due, said source) {
	before, seenBefore := known.at(), len(known.sources) > 0
	d.touch(known)
	place := -1
	for i := range known.sources {
		if known.sources[i].origin == said.origin {
			place = i
		}
	}
	switch {
	case place >= 0 && known.sources[place] == said && (s.Number == "" || !s.Proven || s.Number == known.number):
		return // nothing new
	case place >= 0:
		known.sources[place] = said
	case len(known.sources) < maxSources:
		known.sources = append(known.sources[:len(known.sources):len(known.sources)], said)
	default:
		return
	}
	if said.proven || known.title == "" {
		known.title = oneLine(s.Title)
		known.open = s.Open
		if w.Open != "" {
			known.open = w.Open
		}
	}
	if s.Proven && s.Number != "" {
		known.number = s.Number
	}
	known.changed = s.Seen.Unix()
	if seenBefore && known.at() != before {
		known.told = nil // another time: it is told again
	}
	d.touch(known)
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

func (u *due) proven() bool {
	for i := range u.sources {
		if u.sources[i].proven {
			return true
		}
	}
	return false
}

// Mark notes that the reader has done or dismissed a due, or opened it again.
func (d *Dues) Mark(key string, state wire.AgendaState, now time.Time) bool {
	d.read()
	known := d.dues[key]
	if known == nil || known.state == state {
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

// Settle ends all that is due for an order, as its page shows it: paid,
// cancelled, returned. The reader cannot undo what has happened.
func (d *Dues) Settle(kind wire.DueKind, key string) {
	d.read()
	if known := d.dues[string(kind)+" "+oneLine(key)]; known != nil {
		d.drop(known)
	}
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
