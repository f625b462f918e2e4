package shop

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"tashikame/wasm/due"
	"tashikame/wasm/host"
	"tashikame/wasm/page"
	"tashikame/wasm/rules"
	"tashikame/wasm/words"
)

// Listing is what a Message Center's page lists of one tab.
type Listing struct {
	// Sellers is true for the tab of conversations with sellers.
	Sellers  bool
	Messages []Message
	// Partial is true where a row could not be read: what is absent from such
	// a listing may stand in that row.
	Partial bool
}

// Message is one row of a listing.
type Message struct {
	// Brand is true where the row says that the brand itself speaks, or shows
	// no sender in a list of the brand's own.
	Brand bool
	At    time.Time
	// Day is true when only a day is shown; At is then its last second.
	Day bool
	// Subject is "" where it cannot be told from what stands beside it.
	Subject string
	// Lines are all that may be the subject.
	Lines []string
	// Keys are the order numbers and ASINs of the row.
	Keys []string
}

// maxRows is more than a page of a Message Center lists.
const maxRows = 300

// Listings reads what the page at an address lists, tab by tab; none where it
// is no Message Center. The address is the browser's word.
func (r *Reader) Listings(address, html string, now time.Time) []Listing {
	k := r.pages[Messages]
	if k == nil || KindOf(r.book, address) != Messages || !strings.HasPrefix(strings.ToLower(address), "https:") {
		return nil
	}
	s := &sheet{Reader: r, know: k, address: address, now: now}
	s.Tree = page.NewTree(html, r.book.Shop.Hides)
	s.found = k.parts.Find(s.Tree)
	inbox, sellers := Listing{}, Listing{Sellers: true}
	for _, n := range s.shown("row") {
		if !s.within(s.found["seller-tab"], n) {
			s.list(&inbox, n)
		}
	}
	for _, n := range s.shown("seller-row") {
		if s.sent(n) != "" { // its headings have none
			s.list(&sellers, n)
		}
	}
	var all []Listing
	for _, l := range [...]Listing{inbox, sellers} {
		if len(l.Messages) > 0 {
			all = append(all, l)
		}
	}
	return all
}

// list adds a row to a listing.
func (s *sheet) list(l *Listing, n int) {
	m, ok := s.message(n)
	if !ok || len(l.Messages) == maxRows {
		l.Partial = true
		return
	}
	m.Brand = m.Brand && !l.Sellers
	l.Messages = append(l.Messages, m)
}

// message reads a row; ok is false where it shows no time or no words.
func (s *sheet) message(n int) (m Message, ok bool) {
	lines := s.sort(s.lines(n))
	if pieces := s.sort(s.pieces(n, s.Nodes[n].Start, s.Nodes[n].Stop)); !lines.clear() && (pieces.clear() || lines.at.IsZero()) {
		lines = pieces
	}
	m = Message{Brand: lines.brand, At: lines.at, Day: lines.day, Lines: lines.rest, Keys: s.keys(n)}
	if ms, err := strconv.ParseInt(s.sent(n), 10, 64); err == nil {
		m.At, m.Day = time.UnixMilli(ms), false
	}
	m.Subject = s.subject(n)
	if m.Subject == "" && len(lines.rest) == 1 {
		m.Subject = lines.rest[0]
	}
	if m.Subject != "" {
		m.Lines = []string{m.Subject}
		for _, line := range lines.rest {
			if line != m.Subject {
				m.Lines = append(m.Lines, line)
			}
		}
	}
	// Whoever has a line of his own is the sender, unless that is the subject.
	m.Brand = m.Brand || len(m.Lines) == 1
	return m, !m.At.IsZero() && len(m.Lines) > 0
}

// sorted are the pieces of a row by what they say.
type sorted struct {
	at    time.Time
	day   bool
	brand bool
	rest  []string
}

// clear says whether one piece is left that must be the subject.
func (s *sorted) clear() bool { return len(s.rest) == 1 && !s.at.IsZero() }

func (s *sheet) sort(pieces []string) sorted {
	var out sorted
	for _, p := range pieces {
		at, day := s.timeOf(p)
		switch {
		case !at.IsZero() && out.at.IsZero():
			out.at, out.day = at, day
		case s.isBrand(p):
			// A sender stands first; what a seller writes may say the same later on.
			out.brand = out.brand || len(out.rest) == 0
		case s.is(p, "status") || !at.IsZero():
		default:
			out.rest = append(out.rest, p)
		}
	}
	return out
}

// lines are the lines that a row shows.
func (s *sheet) lines(n int) []string {
	var out []string
	for _, line := range strings.Split(s.Words(n), "\n") {
		out = appendLine(out, line)
	}
	return out
}

// pieces are the words of a stretch of element n, apart where an element
// begins or ends.
func (s *sheet) pieces(n, start, stop int) []string {
	cuts := make([]bool, stop-start+1)
	for i := n + 1; i < s.Nodes[n].End; i++ {
		for _, at := range [...]int{s.Nodes[i].Start, s.Nodes[i].Stop} {
			if start <= at && at <= stop {
				cuts[at-start] = true
			}
		}
	}
	var out []string
	from := 0
	for i := range cuts {
		if cuts[i] || i == len(cuts)-1 {
			for _, line := range strings.Split(s.Text[start+from:start+i], "\n") {
				out = appendLine(out, line)
			}
			from = i
		}
	}
	return out
}

func appendLine(to []string, line string) []string {
	if line = oneLine(line); line == "" {
		return to
	}
	return append(to, line)
}

// subject is the row's part that is named so or, where none is, its one link.
func (s *sheet) subject(n int) string {
	for _, part := range [...]string{"subject", "link"} {
		var all []string
		for _, i := range s.found[part] {
			if i != n && s.Holds(n, i) && !s.Nodes[i].Hidden {
				all = appendLine(all, s.Words(i))
			}
		}
		if len(all) == 1 {
			if rest := s.sort(all).rest; len(rest) == 1 {
				return rest[0]
			}
		}
	}
	return ""
}

// sent is the time that stands in an attribute of a row.
func (s *sheet) sent(n int) string {
	for _, i := range s.found["sent"] {
		if s.Holds(n, i) {
			return s.Attr(i, "messagesenttime")
		}
	}
	return ""
}

// timeOf reads a piece that is a time and nothing else. What is listed was sent
// before now, in whichever year that is.
func (s *sheet) timeOf(piece string) (at time.Time, day bool) {
	const label = 9 // bytes around it: three Japanese characters
	if len(piece) > 64 {
		return time.Time{}, false
	}
	for _, f := range s.dues.Read(piece, due.Context{Now: s.now, Asked: true}) {
		if len(piece)-(f.End-f.Start) > label {
			continue
		}
		at = f.At
		begun := at
		if f.Day {
			begun = begun.Add(-24 * time.Hour)
		}
		switch ahead := begun.Sub(s.now); {
		case ahead > 24*time.Hour:
			at = at.AddDate(-1, 0, 0)
		case ahead > 5*time.Minute:
			at = at.AddDate(0, 0, -1)
		}
		return at, f.Day
	}
	return time.Time{}, false
}

// isBrand says whether a piece is a name of the brand whose page it is, and
// nothing else.
func (s *sheet) isBrand(piece string) bool {
	b := s.brand()
	if b == nil {
		return false
	}
	folded := words.Fold(piece).Text
	for _, name := range b.Names {
		if folded == words.Fold(name).Text {
			return true
		}
	}
	return false
}

// brand is the brand whose shop serves the page.
func (s *sheet) brand() *rules.Brand {
	u, err := host.Read(s.address, "")
	if err != nil {
		return nil
	}
	for i := range s.book.Brands {
		if isShop(&s.book.Brands[i], u.Host) {
			return &s.book.Brands[i]
		}
	}
	return nil
}

// is says whether a piece is a phrase of a list, and nothing else.
func (s *sheet) is(piece, list string) bool {
	folded := words.Fold(piece).Text
	for _, hit := range s.know.finder.Find(folded) {
		if hit.List == list && hit.Start == 0 && hit.End == len(folded) {
			return true
		}
	}
	return false
}

// keys are the order numbers and ASINs of a row.
func (s *sheet) keys(n int) []string {
	keys := words.OrderNumbers(s.Words(n))
	for i := n; i < s.Nodes[n].End; i++ {
		u, err := host.Read(s.Attr(i, "href"), s.address)
		if err != nil || s.Nodes[i].Tag != atom.A {
			continue
		}
		if KindOf(s.book, u.String()) == Product {
			keys = append(keys, asinOf(u.String()))
		}
	}
	return keys
}
