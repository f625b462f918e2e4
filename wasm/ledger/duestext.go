package ledger

import (
	"strconv"
	"strings"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/wire"
)

// Dues are stored in a chunk for each month they end in. A line is a due, or
// below it one of its sources; the parts stand apart by tabs. A broken line
// loses that line alone.
//
//	dues1/2026-11
//	d	konbini 249-1234567-1234567	konbini	open	open	thzr2g	1440,180	12345678901	https://…	お支払い番号のお知らせ
//	s	mail	thzr9k+	stated	-	mail:19a2b3	2026年11月25日	書かれている日です。…
const duesPrefix = "dues1/"

func dueChunk(at int64) string {
	return duesPrefix + clock.Month(time.Unix(at, 0).UTC())
}

// read reads the chunks, when it is first needed.
func (d *Dues) read() {
	if d.dues != nil {
		return
	}
	d.dues, d.changed = map[string]*due{}, map[string]bool{}
	for name, text := range d.chunks {
		if strings.HasPrefix(name, duesPrefix) {
			d.readChunk(text)
		}
	}
	d.chunks = nil
}

func (d *Dues) readChunk(text string) {
	var known *due
	for _, line := range strings.Split(text, "\n") {
		f := strings.Split(line, "\t")
		switch f[0] {
		case "d":
			known = readDue(f)
		case "s":
			if s, ok := readSource(f); ok && known != nil {
				known.sources = append(known.sources, s)
				d.dues[known.key] = known // one that nobody speaks for is none
			}
		}
	}
}

func readDue(f []string) *due {
	if len(f) != 10 || oneLine(f[1]) == "" || oneLine(f[1]) != f[1] {
		return nil
	}
	n := numbers{}
	known := &due{key: f[1], kind: wire.DueKind(f[2]), state: wire.AgendaState(f[3]), was: wire.AgendaState(f[4]), changed: n.time(f[5]), numbers: strings.Fields(f[7]), open: f[8], title: f[9]}
	for _, lead := range strings.Split(f[6], ",") {
		if minutes, err := strconv.Atoi(lead); err == nil {
			known.told = append(known.told, minutes)
		}
	}
	if n.broken {
		return nil
	}
	return known
}

func readSource(f []string) (s source, ok bool) {
	if len(f) != 8 {
		return s, false
	}
	n := numbers{}
	s.from = wire.DueSource(f[1])
	var at string
	at, s.day = strings.CutSuffix(f[2], "+")
	s.at = n.time(at)
	s.basis, s.proven, s.origin, s.quote, s.reason = wire.Basis(f[3]), f[4] == "p", f[5], f[6], f[7]
	return s, !n.broken
}

// Changed gives the chunks that have changed since it was last asked; one that
// is empty is to be removed.
func (d *Dues) Changed() map[string]string {
	out := map[string]string{}
	for name := range d.changed {
		out[name] = ""
		delete(d.changed, name)
	}
	if len(out) == 0 {
		return out
	}
	for _, known := range d.sorted() {
		name := dueChunk(known.at())
		if _, asked := out[name]; asked {
			out[name] += known.text()
		}
	}
	return out
}

func (u *due) text() string {
	var b strings.Builder
	told := make([]string, len(u.told))
	for i, lead := range u.told {
		told[i] = strconv.Itoa(lead)
	}
	line(&b, "d", u.key, string(u.kind), string(u.state), string(u.was), strconv.FormatInt(u.changed, base), strings.Join(told, ","), strings.Join(u.numbers, " "), u.open, u.title)
	for i := range u.sources {
		s := &u.sources[i]
		at, proven := strconv.FormatInt(s.at, base), "-"
		if s.day {
			at += "+"
		}
		if s.proven {
			proven = "p"
		}
		line(&b, "s", string(s.from), at, string(s.basis), proven, s.origin, s.quote, s.reason)
	}
	return b.String()
}

func line(b *strings.Builder, parts ...string) {
	for i, part := range parts {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(oneLine(part))
	}
	b.WriteByte('\n')
}
