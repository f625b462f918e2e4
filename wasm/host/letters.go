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
	text string // folded, ASCII where it looks like ASCII
	// For each byte of text, the bytes of the shown name it stands for.
	from, to []int
	gaps     []gap
	// label numbers the DNS label of each byte, from the left.
	label []int
	// changed is set where folding made another letter of it.
	changed []bool
}

// spell takes a name apart. merge reads rn as m and the like.
func spell(name string, merge bool) *letters {
	l := &letters{}
	var text strings.Builder
	next, label := dot, 0
	var one strings.Builder
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
				folded, width = string(rune(single)), 2
			}
		}
		if folded == "" {
			one.Reset()
			appendSkeleton(&one, r)
			folded = one.String()
		}
		for i := range len(folded) {
			l.from, l.to = append(l.from, at), append(l.to, at+width)
			l.label = append(l.label, label)
			l.changed = append(l.changed, folded != name[at:at+width])
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

// starts is true where a word begins, ends where one is over.
func (l *letters) starts(i int) bool { return i == 0 || l.gaps[i] != joined }
func (l *letters) ends(i int) bool   { return i == len(l.text) || l.gaps[i] != joined }

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
	for !l.starts(from) {
		from--
	}
	for !l.ends(to) {
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
