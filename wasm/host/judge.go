package host

import (
	"strings"

	"tashikame/wasm/wire"
)

// likeness is a brand's label found in a name.
type likeness struct {
	brand string
	how   How
	// rank orders likenesses found in one name, the plainest first.
	rank    int
	differs []wire.Span
}

// The ranks, plainest first.
const (
	plainly   = iota // the label itself
	disguised        // the label in other characters
	parted           // the label with something between its letters
	slipped          // one slip away, a word of its own
	within           // one slip away, inside a word, and a second sign
	twice            // two slips, and the brand's own suffix behind it
	nothing
)

// judge looks for brands in a name: the shown host without its public suffix.
// hosted says that the suffix is somebody's house; claimed is the brand that
// the mail around the name speaks as, which takes away the benefit of doubt.
func (t *Table) judge(name string, hosted bool, claimed string) likeness {
	best := likeness{rank: nothing}
	for _, merge := range []bool{false, true} {
		l := spell(name, merge)
		for _, b := range t.brands {
			for _, label := range b.labels {
				j := judging{letters: l, name: name, brand: b, label: label, hosted: hosted, strict: claimed == b.id}
				if found := j.best(); found.rank < best.rank {
					best = found
				}
			}
			for _, label := range b.short {
				j := judging{letters: l, name: name, brand: b, label: label, hosted: hosted, short: true}
				if found := j.best(); found.rank < best.rank {
					best = found
				}
			}
		}
		if best.rank <= disguised {
			break
		}
	}
	return best
}

// judging looks for one label in one name.
type judging struct {
	*letters
	name   string
	brand  *brand
	label  string
	hosted bool
	strict bool
	short  bool
}

// best is the plainest likeness over all windows of the name.
func (j *judging) best() likeness {
	best := likeness{rank: nothing}
	slack := 2
	if j.short {
		slack = 0
	}
	n := len(j.label)
	for from := range j.text {
		for width := max(1, n-slack); width <= n+slack; width++ {
			to := from + width
			if to > len(j.text) {
				break
			}
			if rank := j.rank(from, to); rank < best.rank {
				best = likeness{j.brand.id, j.how(from, to, rank), rank, j.differs(from, to, rank)}
			}
		}
	}
	return best
}

// rank says what a window is worth, nothing when it is no likeness.
func (j *judging) rank(from, to int) int {
	slips := slip(j.text[from:to], j.label)
	gap := j.widest(from, to)
	alone := j.starts(from) && j.ends(to)
	switch {
	case slips == 0 && j.short:
		if alone && gap == joined || j.strict {
			return j.unlessInnocent(plainly, from, to)
		}
		if (j.starts(from) || j.ends(to)) && gap == joined && j.sign(from, to) {
			return j.unlessInnocent(plainly, from, to)
		}
		return nothing
	case j.short:
		return nothing
	case slips == 0 && gap == joined:
		rank := plainly
		if j.altered(from, to) {
			rank = disguised
		}
		return j.unlessInnocent(rank, from, to)
	case slips == 0 && (gap == dash && alone || j.strict || alone && j.sign(from, to)):
		return j.unlessInnocent(parted, from, to)
	case slips == 0 && gap == dash && j.sign(from, to):
		return j.unlessInnocent(parted, from, to)
	case slips == 1 && gap == joined && alone:
		return j.unlessInnocent(slipped, from, to)
	case slips == 1 && (j.strict || gap != dot && j.sign(from, to)):
		return j.unlessInnocent(within, from, to)
	case slips >= 2 && alone && gap == joined && j.text[from] == j.label[0] &&
		distance(j.text[from:to], j.label) <= 2 && j.suffixAfter(to) > to:
		return j.unlessInnocent(twice, from, to)
	}
	return nothing
}

// unlessInnocent gives rank, or nothing when the window is part of a word that
// has its own meaning: amazonas, larazón. Beside the brand's own label such a
// word excuses only where nothing else speaks against the host.
func (j *judging) unlessInnocent(rank, from, to int) int {
	for _, word := range j.brand.innocent {
		for at := 0; ; at++ {
			i := strings.Index(j.text[at:], word)
			if i < 0 {
				break
			}
			at += i
			overlap := min(to, at+len(word)) - max(from, at)
			if overlap >= to-from-1 && (rank > disguised || !j.sign(at, at+len(word))) {
				return nothing
			}
		}
	}
	return rank
}

// altered is true where folding was needed to see the label.
func (j *judging) altered(from, to int) bool {
	for i := from; i < to; i++ {
		if j.changed[i] {
			return true
		}
	}
	return false
}

// sign says whether anything around a window speaks for the brand: one of its
// own suffixes, or a word such as login.
func (j *judging) sign(from, to int) bool {
	if j.suffixAfter(to) > to {
		return true
	}
	start := 0
	for i := 1; i <= len(j.text); i++ {
		if i < len(j.text) && j.gaps[i] == joined && i != from && i != to {
			continue
		}
		if (start < from || start >= to) && j.isSign(start, i) {
			return true
		}
		start = i
	}
	return false
}

// isSign looks at one piece of the name, as it was written.
func (j *judging) isSign(from, to int) bool {
	piece := strings.Trim(j.name[j.from[from]:j.to[to-1]], "0123456789")
	if j.brand.signs[piece] {
		return true
	}
	for cut := 4; cut < len(piece); cut++ {
		if j.brand.signs[piece[:cut]] || j.brand.signs[piece[len(piece)-cut:]] {
			return true
		}
	}
	return false
}

// suffixAfter gives the end of the brand's own suffix standing right behind a
// window as a word of its own, or to when there is none.
func (j *judging) suffixAfter(to int) int {
	for _, suffix := range j.brand.suffixes {
		end := to + len(suffix)
		if strings.HasPrefix(j.text[to:], suffix) && j.ends(end) {
			return end
		}
	}
	return to
}

// how names the way, by where the window stands when nothing disguises it.
func (j *judging) how(from, to, rank int) How {
	switch rank {
	case disguised:
		return Homograph
	case parted:
		return Separator
	case slipped, within, twice:
		return Typo
	}
	start, end := j.word(from, to)
	whole := start == from && end == to && j.gaps[from] == dot && (to == len(j.text) || j.gaps[to] == dot)
	switch last := to == len(j.text); {
	case whole && last && !j.hosted:
		return OtherTLD
	case whole, j.suffixAfter(to) > to:
		return Embedded
	}
	return Combination
}

// differs are the bytes to point at in the shown name.
func (j *judging) differs(from, to, rank int) []wire.Span {
	var spans []wire.Span
	add := func(start, end int) {
		if n := len(spans); n > 0 && spans[n-1].End >= start {
			spans[n-1].End = max(spans[n-1].End, end)
			return
		}
		spans = append(spans, wire.Span{Start: start, End: end})
	}
	switch rank {
	case disguised:
		for i := from; i < to; i++ {
			if j.changed[i] {
				add(j.from[i], j.to[i])
			}
		}
	case parted:
		for i := from + 1; i < to; i++ {
			if j.gaps[i] != joined {
				add(j.to[i-1], j.from[i])
			}
		}
	case slipped, within, twice:
		a, b := from, to
		label := j.label
		for a < b && label != "" && j.text[a] == label[0] {
			a, label = a+1, label[1:]
		}
		for a < b && label != "" && j.text[b-1] == label[len(label)-1] {
			b, label = b-1, label[:len(label)-1]
		}
		if a == b { // a letter is missing: point at the two it should stand between
			a, b = max(from, a-1), min(to, b+1)
		}
		add(j.from[a], j.to[b-1])
	default:
		add(j.from[from], j.to[max(to, j.suffixAfter(to))-1])
	}
	return spans
}

// distance is the edit distance of two short strings (insert, delete, other).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
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
	return row[len(b)]
}
