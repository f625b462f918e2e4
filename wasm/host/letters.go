package host

import (
	"strings"
	"unicode/utf8"
)

// gap says what stood before a letter.
type gap byte

const (
	joined gap = iota // another letter
	dash              // - or _
	dot               // the letter begins a DNS label
)

// letters is a host name taken down to what can be read in it: folded letters
// in a row, each knowing where it came from and what separated it from the
// one before.
type letters struct {
	name string // as it is written
	text string // folded, ASCII where it looks like ASCII
	// For each byte of text, the bytes of the shown name it stands for.
	from, to []int
	gaps     []gap
	// dns numbers the DNS label of each byte, from the left.
	dns []int
}

// alphabet gives letters that look like no ASCII letter a byte each, so that
// every letter counts as one. Those of the book's labels have a code of their
// own; all others share one, for nothing is looked for that holds them.
type alphabet map[rune]byte

const otherLetter = 0x80

func (a alphabet) learn(label string) {
	for _, r := range Skeleton(label) {
		if _, known := a[r]; r >= utf8.RuneSelf && !known && len(a) < 0xFF-otherLetter {
			a[r] = byte(otherLetter + 1 + len(a))
		}
	}
}

// fold is Skeleton with a byte for each letter.
func (a alphabet) fold(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range Skeleton(s) {
		switch code, known := a[r]; {
		case r < utf8.RuneSelf:
			out = append(out, byte(r))
		case known:
			out = append(out, code)
		default:
			out = append(out, otherLetter)
		}
	}
	return string(out)
}

// spell takes a name apart. merge reads rn as m and the like.
func (a alphabet) spell(name string, merge bool) *letters {
	l := &letters{name: name}
	var text strings.Builder
	next, label := dot, 0
	for at := 0; at < len(name); {
		r, size := utf8.DecodeRuneInString(name[at:])
		switch r {
		case '.':
			next = dot
			label++
			at += size
			continue
		case '-', '_', '‐', '‑', '–', '—', '−', '·', '・':
			next = max(next, dash)
			at += size
			continue
		}
		folded, width := "", size
		if merge && at+1 < len(name) {
			if single := pair(name[at], name[at+1]); single != 0 {
				folded, width = string([]byte{single}), 2
			}
		}
		if folded == "" {
			folded = a.fold(name[at : at+size])
		}
		for i := range len(folded) {
			l.from, l.to = append(l.from, at), append(l.to, at+width)
			l.dns = append(l.dns, label)
			if i > 0 {
				next = joined
			}
			l.gaps = append(l.gaps, next)
			next = joined
		}
		text.WriteString(folded)
		at += width
	}
	l.text = text.String()
	return l
}

// raw gives letters as they are written, without what separates them.
func (l *letters) raw(from, to int) string {
	if l.widest(from, to) == joined {
		return l.name[l.from[from]:l.to[to-1]]
	}
	var out strings.Builder
	for i := from; i < to; i++ {
		out.WriteString(l.name[l.from[i]:l.to[i]])
	}
	return out.String()
}

// starts is true where a word begins, ends where one is over. Digits at its
// edge are not part of it: 51amazan.
func (l *letters) starts(i int) bool {
	for ; i > 0 && l.gaps[i] == joined; i-- {
		if !l.digit(i - 1) {
			return false
		}
	}
	return true
}

func (l *letters) ends(i int) bool {
	for ; i < len(l.text) && l.gaps[i] == joined; i++ {
		if !l.digit(i) {
			return false
		}
	}
	return true
}

func (l *letters) digit(i int) bool {
	c := l.name[l.from[i]]
	return c >= '0' && c <= '9'
}

// widest is the widest gap inside a window, its first letter left out.
func (l *letters) widest(from, to int) gap {
	widest := joined
	for _, g := range l.gaps[from+1 : to] {
		widest = max(widest, g)
	}
	return widest
}

// word gives the run of letters without a gap around a window.
func (l *letters) word(from, to int) (int, int) {
	for from > 0 && l.gaps[from] == joined {
		from--
	}
	for to < len(l.text) && l.gaps[to] == joined {
		to++
	}
	return from, to
}

// slip counts the slips between two short strings, 2 standing for "two or
// more": a letter missing, too many, other, or two swapped.
func slip(a, b string) int {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a) == 0 && len(b) == 0:
		return 0
	case len(a) <= 1 && len(b) <= 1:
		return 1
	case len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]:
		return 1
	}
	return 2
}

// distance is the edit distance of two short strings (insert, delete, other),
// 3 standing for "three or more".
func distance(a, b string) int {
	const widest = 32
	if len(b) >= widest || len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return 3
	}
	var row [widest]int
	for i := range row {
		row[i] = i
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for k := range len(b) {
			cost := diagonal
			if a[i] != b[k] {
				cost++
			}
			diagonal = row[k+1]
			row[k+1] = min(cost, row[k]+1, diagonal+1)
		}
	}
	return min(3, row[len(b)])
}
