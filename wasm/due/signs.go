package due

import (
	"strings"
	"unicode/utf8"
)

// role is the part a phrase plays beside a date; a phrase can play several.
type role uint64

const (
	label role = 1 << iota
	until
	period
	notLabel
	notAfter
	notBefore
	promise
	promiseBefore
	request
	verb
	humble
	wait
	past
	ending
	asksBefore
	promisesBefore
	speaker
	plain
	impossible
	opening
	countdown
	inclusive
	exclusive
	workdays
	dateBy
	dateUntil
	dateEnd
	dateAbout
	spanBy
	spanUntil
	spanEnd
	spanAbout
	kindWord
)

// roles are the rule book's names for them.
var roles = [...]struct {
	name string
	role role
}{
	{"label", label}, {"until", until}, {"period", period}, {"not-label", notLabel}, {"not-after", notAfter},
	{"not-before", notBefore}, {"promise", promise}, {"promise-before", promiseBefore}, {"request", request}, {"verb", verb}, {"humble", humble},
	{"wait", wait}, {"past", past}, {"ending", ending}, {"asks-before", asksBefore}, {"promises-before", promisesBefore}, {"speaker", speaker}, {"asks-plainly", plain}, {"impossible", impossible}, {"hours", opening}, {"countdown", countdown},
	{"inclusive", inclusive}, {"exclusive", exclusive}, {"workdays", workdays},
	{"date-by", dateBy}, {"date-until", dateUntil}, {"date-end", dateEnd}, {"date-about", dateAbout},
	{"span-by", spanBy}, {"span-until", spanUntil}, {"span-end", spanEnd}, {"span-about", spanAbout},
}

func roleOf(name string) role {
	for i := range roles {
		if roles[i].name == name {
			return roles[i].role
		}
	}
	return 0
}

// sign is a phrase of the rule book.
type sign struct {
	text  string
	roles role
	// kind and weight are those of a kind's word.
	kind, weight uint8
}

// lexicon finds signs in running text. Text is read as it stands, apart from
// the case of ASCII letters.
type lexicon struct {
	// first and last lead to the signs that begin, or end, with a character.
	first, last [1 << 12]uint16
	groups      []group
	// begins has the roles of all signs that begin with a character: most begin none.
	begins [1 << 12]role
}

// group are the signs that begin, or end, with one character, and all the
// parts they play between them.
type group struct {
	roles role
	signs []sign
}

// slot puts a character in its place: Japanese by the twelve bits of its last
// two bytes, ASCII by its letter.
func slot(r string) int {
	if len(r) >= 3 {
		return int(r[len(r)-2]&63)<<6 | int(r[len(r)-1]&63)
	}
	return int(lower(r[0])) & 127
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}

func (l *lexicon) put(s sign) {
	l.file(&l.first, slot(firstChar(s.text)), s)
	l.begins[slot(firstChar(s.text))] |= s.roles
	l.file(&l.last, slot(lastChar(s.text)), s)
}

func (l *lexicon) file(index *[1 << 12]uint16, at int, s sign) {
	if l.groups == nil {
		l.groups = make([]group, 1) // the first stands for none
	}
	if index[at] == 0 {
		index[at] = uint16(len(l.groups))
		l.groups = append(l.groups, group{})
	}
	g := &l.groups[index[at]]
	g.signs = append(g.signs, s)
	g.roles |= s.roles
}

func firstChar(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

func lastChar(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// at gives the longest sign of the roles wanted that stands at i of t.
func (l *lexicon) at(t string, i int, wanted role) (best sign) {
	if i >= len(t) {
		return best
	}
	at := 0
	if c := t[i]; c < utf8.RuneSelf {
		at = int(lowered[c])
		if letter(c) && i > 0 && letter(t[i-1]) {
			return best // the middle of a word
		}
	} else if i+2 < len(t) {
		at = int(t[i+1]&63)<<6 | int(t[i+2]&63)
	}
	g := &l.groups[l.first[at]]
	if g.roles&wanted == 0 {
		return best
	}
	var longest *sign
	length := 0
	for n := range g.signs {
		s := &g.signs[n]
		// The last byte settles it nearly always, and without a call.
		if size := len(s.text); s.roles&wanted != 0 && size > length && size <= len(t)-i && lowered[t[i+size-1]] == s.text[size-1] && hasFold(t, i, s.text) {
			longest, length = s, size
		}
	}
	if longest != nil {
		best = *longest
	}
	return best
}

// before gives the longest sign of the roles wanted that ends at i of t.
func (l *lexicon) before(t string, i int, wanted role) (best sign) {
	if i <= 0 || i > len(t) {
		return best
	}
	at := 0
	if c := t[i-1]; c < utf8.RuneSelf {
		at = int(lower(c))
	} else if i >= 3 {
		at = int(t[i-2]&63)<<6 | int(t[i-1]&63)
	}
	g := &l.groups[l.last[at]]
	if g.roles&wanted == 0 {
		return best
	}
	for _, s := range g.signs {
		start := i - len(s.text)
		if s.roles&wanted == 0 || len(s.text) <= len(best.text) || start < 0 || !hasFold(t, start, s.text) {
			continue
		}
		if letter(s.text[0]) && start > 0 && letter(t[start-1]) {
			continue
		}
		best = s
	}
	return best
}

// hasFold is has for phrases in lower case.
func hasFold(t string, i int, word string) bool {
	if len(t)-i < len(word) {
		return false
	}
	for j := range len(word) {
		if lowered[t[i+j]] != word[j] {
			return false
		}
	}
	return true
}

// walk gives every sign of the roles wanted in t[from:to], in order, until take
// says that it has seen enough.
func (l *lexicon) walk(t string, from, to int, wanted role, take func(s sign, at int) bool) {
	for i := from; i < to; {
		at, size := 0, 3
		switch c := t[i]; {
		case c < utf8.RuneSelf:
			at, size = int(lowered[c]), 1
		case c < 0xc0:
			size = 1
		case c < 0xe0:
			size = 2
		case c >= 0xf0:
			size = 4
		case i+2 < len(t):
			at = int(t[i+1]&63)<<6 | int(t[i+2]&63)
		}
		if l.begins[at]&wanted != 0 {
			if s := l.at(t, i, wanted); s.text != "" {
				if !take(s, i) {
					return
				}
				size = len(s.text)
			}
		}
		i += size
	}
}

// Sentences are looked at only so far, whatever the text does.
const (
	farLeft  = 210 // bytes: seventy characters
	farRight = 300
	// wrapped and widest are the widths between which a line is taken to have
	// been broken by the mail program, so that the sentence goes on in the next.
	wrapped, widest = 64, 80
)

// sentenceStart gives where the sentence that i stands in begins.
func sentenceStart(t string, i int) int {
	least := max(0, i-farLeft)
	for j := i; j > least; j-- {
		switch t[j-1] {
		case 0x82, 0x81, 0x9f, 0x8e, 0xa1:
			if fullStop(t, j) {
				return j
			}
		case '!', '?':
			return j
		case '\n':
			if !wrappedAt(t, j-1) {
				return j
			}
		case '.':
			if j < i && stops(t, j-1) {
				return j
			}
		}
	}
	for least > 0 && least < i && !utf8.RuneStart(t[least]) {
		least++
	}
	return least
}

// fullStop says whether the three bytes before i are one of 。！？．｡.
func fullStop(t string, i int) bool {
	if i < 3 {
		return false
	}
	switch t[i-3 : i] {
	case "。", "！", "？", "．", "｡":
		return true
	}
	return false
}

// sentenceEnd gives where the sentence that i stands in ends.
func sentenceEnd(t string, i int) int {
	most := min(len(t), i+farRight)
	for j := i; j < most; j++ {
		switch t[j] {
		case 0xe3, 0xef:
			if j+3 <= len(t) && t[j+2] != 0x8e && fullStop(t, j+3) { // ．is a point in numbers
				return j
			}
		case '!', '?':
			return j
		case '\n':
			if !wrappedAt(t, j) {
				return j
			}
		case '.':
			if stops(t, j) {
				return j
			}
		}
	}
	return most
}

// stops says whether the point at i ends a sentence: not that of "Nov. 25" or "p.m."
func stops(t string, i int) bool {
	if i+1 < len(t) && t[i+1] != ' ' && t[i+1] != '\n' {
		return false
	}
	if i < 2 || !letter(t[i-1]) && !digit(t[i-1]) && t[i-1] != ')' || t[i-2] == '.' {
		return false
	}
	next := blanks(t, i+1)
	if next < len(t) && (digit(t[next]) || letter(t[next]) && t[next] >= 'a') {
		return false
	}
	return true
}

// wrappedAt says whether the line feed at i stands inside a sentence: the line
// before it is long and has no end of its own.
func wrappedAt(t string, i int) bool {
	if i+1 < len(t) && (t[i+1] == '\n' || t[i+1] == '\r') {
		return false
	}
	start := i - wrapped // a line of fewer bytes is no wider than they are
	if start < 0 || strings.IndexByte(t[start:i], '\n') >= 0 {
		return false
	}
	width := 0 // a character of three bytes is two columns wide
	for j := i; j > 0 && t[j-1] != '\n' && width <= widest; j-- {
		switch c := t[j-1]; {
		case c >= 0xc0:
			width += 2
		case c < utf8.RuneSelf:
			width++
		}
	}
	return width >= wrapped && width <= widest
}
