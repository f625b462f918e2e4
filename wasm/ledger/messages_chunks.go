package ledger

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"tashikame/wasm/clock"
)

// What is remembered of messages is stored in a chunk a month and account, and
// one an account for what of its tabs has been seen. A line is an entry, its
// parts apart by blanks: a year of messages is read in a few milliseconds
// where JSON would take ten times that. A broken line loses that line alone.
//
//	messages1/KEY/2026-11   b thzr2g 1k2j3h4g5f 1k2j3h4g5f,9a8b 249-1234567-1234567 -
//	messages1/KEY/seen      i thzr9k thzr2g tgf000-thzr9k
const prefix = "messages1/"

const seen = "seen"

func seenName(key string) string { return prefix + key + "/" + seen }

func chunkName(key string, at int64) string {
	return prefix + key + "/" + clock.Month(time.Unix(at, 0).UTC())
}

// isKey says whether a key can stand in a chunk's name.
func isKey(key string) bool {
	const long = 64
	return key != "" && len(key) <= long && strings.Trim(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") == ""
}

// read reads the chunks, when it is first needed: most pages are no business
// of the ledger.
func (m *Messages) read() {
	if m.accounts != nil {
		return
	}
	m.accounts, m.changed = map[string]*account{}, map[string]bool{}
	for name, text := range m.chunks {
		key, part, ok := strings.Cut(strings.TrimPrefix(name, prefix), "/")
		if !ok || !strings.HasPrefix(name, prefix) || !isKey(key) {
			continue
		}
		a := m.accounts[key]
		if a == nil {
			a = &account{tabs: map[Tab]*coverage{}}
			m.accounts[key] = a
		}
		for _, line := range strings.Split(text, "\n") {
			if part == seen {
				a.readSeen(strings.Fields(line))
			} else if e := readEntry(line); e != nil {
				a.entries = append(a.entries, e)
				m.count++
			}
		}
	}
	m.chunks = nil
	for _, a := range m.accounts {
		sort.Slice(a.entries, func(i, k int) bool { return a.entries[i].At < a.entries[k].At })
	}
}

// Changed gives the chunks that have changed since it was last asked; one that
// is empty is to be removed.
func (m *Messages) Changed() map[string]string {
	out := map[string]string{}
	for name := range m.changed {
		key, part, _ := strings.Cut(strings.TrimPrefix(name, prefix), "/")
		a := m.accounts[key]
		switch {
		case a == nil:
			out[name] = ""
		case part == seen:
			out[name] = a.seenText()
		default:
			out[name] = a.monthText(part)
		}
		delete(m.changed, name)
	}
	return out
}

func (a *account) monthText(month string) string {
	first := clock.ParseMonth(month)
	if first.IsZero() {
		return ""
	}
	var text []byte
	for _, e := range a.entries[a.from(first.Unix()):a.from(first.AddDate(0, 1, 0).Unix())] {
		text = e.write(text)
	}
	return string(text)
}

const base = 36

func (e *Entry) write(to []byte) []byte {
	to = append(to, byte(e.Sender), ' ')
	to = strconv.AppendInt(to, e.At, base)
	if e.Day {
		to = append(to, '+')
	}
	to = append(to, ' ')
	to = strconv.AppendUint(to, e.Subject, base)
	for i, w := range e.Words {
		to = append(to, " ,"[min(i, 1)])
		to = strconv.AppendUint(to, w, base)
	}
	to = append(to, ' ')
	if len(e.Keys) == 0 {
		to = append(to, '-')
	}
	to = append(to, strings.Join(e.Keys, ",")...)
	to = append(to, ' ')
	to = strconv.AppendUint(to, e.Served, base)
	return append(to, '\n')
}

// readEntry reads a line; nil is a broken one.
func readEntry(line string) *Entry {
	var f [6]string
	for i := range f {
		f[i], line, _ = strings.Cut(line, " ")
	}
	if len(f[0]) != 1 || !strings.Contains("bso", f[0]) || line != "" {
		return nil
	}
	e := &Entry{Sender: Sender(f[0][0]), Words: make([]uint64, 0, 1)}
	n := numbers{}
	var at string
	at, e.Day = strings.CutSuffix(f[1], "+")
	e.At = n.time(at)
	e.Subject = n.hash(f[2])
	for _, w := range strings.Split(f[3], ",") {
		e.Words = append(e.Words, n.hash(w))
	}
	if f[4] != "-" {
		e.Keys = strings.Split(f[4], ",")
	}
	e.Served = n.hash(f[5])
	if n.broken {
		return nil
	}
	return e
}

func (a *account) seenText() string {
	var text []byte
	for _, tab := range []Tab{Inbox, SellerTab} {
		c := a.tabs[tab]
		if c == nil {
			continue
		}
		text = append(text, byte(tab), ' ')
		text = strconv.AppendInt(text, c.last, base)
		text = append(text, ' ')
		text = strconv.AppendInt(text, c.newest, base)
		for _, s := range c.spans {
			text = append(text, ' ')
			text = strconv.AppendInt(text, s.from, base)
			text = append(text, '-')
			text = strconv.AppendInt(text, s.to, base)
		}
		text = append(text, '\n')
	}
	return string(text)
}

func (a *account) readSeen(f []string) {
	if len(f) < 3 || f[0] != string(rune(Inbox)) && f[0] != string(rune(SellerTab)) {
		return
	}
	n := numbers{}
	c := &coverage{last: n.time(f[1]), newest: n.time(f[2])}
	for _, text := range f[3:] {
		from, to, _ := strings.Cut(text, "-")
		c.spans = append(c.spans, span{n.time(from), n.time(to)})
	}
	if !n.broken {
		a.tabs[Tab(f[0][0])] = c
	}
}

// numbers reads the numbers of a line and notes when one is none.
type numbers struct{ broken bool }

func (n *numbers) time(s string) int64 {
	v, err := strconv.ParseInt(s, base, 64)
	n.broken = n.broken || err != nil || v < 0
	return v
}

func (n *numbers) hash(s string) uint64 {
	v, err := strconv.ParseUint(s, base, 64)
	n.broken = n.broken || err != nil
	return v
}
