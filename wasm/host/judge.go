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

// circumstances are what counts beside the letters of a name.
type circumstances struct {
	hosted  bool   // the public suffix is somebody's house
	young   bool   // the TLD costs next to nothing
	claimed string // the brand that the mail speaks as; it loses the benefit of doubt
}

// judge looks for brands in a name: the shown host without its public suffix.
func (t *Table) judge(name string, c circumstances) likeness {
	best := likeness{rank: nothing}
	for _, merge := range []bool{false, true} {
		l := t.codes.spell(name, merge)
		for _, b := range t.brands {
			for _, label := range b.labels {
				j := judging{l, b, label, c}
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

// across finds a label that ends in the public suffix: ama.zone. end is where
// the chosen part of the name ends.
func (t *Table) across(shown string, end int) likeness {
	start := strings.LastIndexAny(shown[:end], ".-_") + 1
	word := t.codes.fold(shown[start:end])
	rest := t.codes.fold(strings.ReplaceAll(shown[end:], ".", ""))
	for _, b := range t.brands {
		for _, label := range b.labels {
			if !label.short && len(word) > 1 && len(word) < len(label.folded) && strings.HasPrefix(word+rest, label.folded) {
				return likeness{b.id, Separator, parted, []wire.Span{{Start: end, End: end + 1}}}
			}
		}
	}
	return likeness{rank: nothing}
}

// judging looks for one label in one name.
type judging struct {
	*letters
	brand *brand
	label label
	circumstances
}

// strict is true where the mail around the name speaks as the brand.
func (j *judging) strict() bool { return j.claimed == j.brand.id }

// best is the plainest likeness over all windows of the name.
func (j *judging) best() likeness {
	best, worst := likeness{rank: nothing}, 0
	n, slack := len(j.label.folded), 2
	if j.label.short {
		slack = 0
	}
	for from := range j.text {
		for to := from + max(1, n-slack); to <= min(from+n+slack, len(j.text)); to++ {
			rank := j.rank(from, to)
			if rank == nothing {
				continue
			}
			if fit := j.fit(from, to); rank < best.rank || rank == best.rank && fit < worst {
				best, worst = likeness{j.brand.id, j.how(from, to, rank), rank, j.differs(from, to, rank)}, fit
			}
		}
	}
	return best
}

// fit orders windows of one rank: fewest slips first, then those that end with
// a word, then those as long as the label. It decides which letters are
// pointed at.
func (j *judging) fit(from, to int) int {
	fit := 4 * slip(j.text[from:to], j.label.folded)
	if !j.ends(to) {
		fit += 2
	}
	if to-from != len(j.label.folded) {
		fit++
	}
	return fit
}

// rank says what a window is worth, nothing when it is no likeness.
func (j *judging) rank(from, to int) int {
	if j.label.short {
		return j.rankShort(from, to)
	}
	rank := nothing
	switch slips, gap := slip(j.text[from:to], j.label.folded), j.widest(from, to); {
	case slips == 0 && gap == joined && j.raw(from, to) != j.label.raw:
		rank = disguised
	case slips == 0 && gap == joined:
		rank = plainly
	case slips == 0 && j.setApart(from, to, gap):
		rank = parted
	case slips <= 2 && gap == joined && j.kneaded(from, to), slips == 1 && j.slipped(from, to, gap):
		rank = slipped
	case slips == 1 && j.doubtful(from, to, gap):
		rank = within
	case slips == 2 && j.twice(from, to, gap):
		rank = twice
	}
	if rank == nothing || j.innocent(rank, from, to) {
		return nothing
	}
	return rank
}

// rankShort is rank for a label that is too short to be looked for inside
// words: it must be one, or stand at one's edge with a sign beside it.
func (j *judging) rankShort(from, to int) int {
	starts, ends := j.starts(from), j.ends(to)
	switch {
	case j.text[from:to] != j.label.folded || j.widest(from, to) != joined:
	case starts && ends, (starts || ends) && (j.strict() || j.sign(from, to)):
		return plainly
	}
	return nothing
}

// setApart says whether letters that have separators between them were meant
// as one word: they fill words from edge to edge, or nearly, or a sign stands
// beside them. "panorama-zone" is none, "am-azon" and "ama.zonn" are.
func (j *judging) setApart(from, to int, gap gap) bool {
	if j.strict() || j.starts(from) && j.ends(to) || gap == dash && j.sign(from, to) {
		return true
	}
	_, end := j.word(from, to)
	return j.starts(from) && end-to <= 3
}

// slipped says whether a slip was made in a word that was meant to be, or to
// begin with, the label. A word that merely begins otherwise is more often one
// of its own: in a dozen languages' dictionaries hundreds of words hold a
// near-miss of "amazon", but next to none begins with one by its first letter.
// (Chromium, too, does not count a change of the first letter.)
func (j *judging) slipped(from, to int, gap gap) bool {
	switch {
	case !j.starts(from):
		return false
	case gap == joined && j.ends(to):
		return true
	}
	return gap != dot && j.text[from] == j.label.folded[0]
}

// doubtful says whether a near miss inside a word, or over several, has a
// second sign beside it. A cheap TLD is one: a real word that nearly holds a
// label is rare, and under such a TLD rarer still.
func (j *judging) doubtful(from, to int, gap gap) bool {
	switch {
	case j.strict(), j.starts(from) && j.suffixAfter(to) > to:
		return true
	case gap == dot:
		return j.young && j.starts(from) && j.ends(to)
	}
	return j.young || j.sign(from, to)
}

// kneaded says whether the word around a near miss is the label with letters
// doubled or a few put in between: ammaazzon, amaoazon.
func (j *judging) kneaded(from, to int) bool {
	start, end := j.word(from, to)
	return embeds(j.text[start:end], j.label.folded)
}

// embeds says whether word begins and ends as label does and holds its letters
// in order, with at most two others or any number of repetitions between them.
func embeds(word, label string) bool {
	if word == "" || word[0] != label[0] || word[len(word)-1] != label[len(label)-1] {
		return false
	}
	others, at := 0, 0
	for i := range len(word) {
		switch {
		case at < len(label) && word[i] == label[at]:
			at++
		case i > 0 && word[i] == word[i-1]:
		default:
			others++
		}
	}
	return at == len(label) && others <= 2
}

// twice says whether a word two slips away was meant all the same: the brand's
// own suffix stands behind it (anazom.co.jp.x.example), it is written in letters
// of more than ASCII, its slips are m for n and n for m, or the mail speaks as
// the brand.
func (j *judging) twice(from, to int, gap gap) bool {
	word, label := j.text[from:to], j.label.folded
	if gap != joined || !j.starts(from) || !j.ends(to) || word[0] != label[0] || distance(word, label) > 2 {
		return false
	}
	return j.strict() || j.suffixAfter(to) > to || !isASCII(j.raw(from, to)) ||
		strings.ReplaceAll(word, "m", "n") == strings.ReplaceAll(label, "m", "n")
}

// innocent says whether a window is part of a word that has its own meaning:
// amazonas, larazón. A word that is itself the label or one slip away from it
// excuses only where nothing else speaks against the host.
func (j *judging) innocent(rank, from, to int) bool {
	for _, word := range j.brand.innocent {
		for at := 0; ; at++ {
			i := strings.Index(j.text[at:], word.folded)
			if i < 0 {
				break
			}
			at += i
			end := at + len(word.folded)
			overlap := min(to, end) - max(from, at)
			if overlap < to-from-1 || !j.oneWord(at, end) || j.raw(at, end) != word.raw {
				continue
			}
			if rank > disguised && slip(word.folded, j.label.folded) > 1 {
				return true
			}
			begins := j.starts(at) || strings.HasPrefix(word.folded, j.label.folded)
			if begins && !j.sign(from, to) && !j.sign(at, end) && (j.ends(end) || !j.young) {
				return true
			}
		}
	}
	return false
}

// oneWord says whether letters can be read as one word: nothing separates
// them, or a dash does that has real words on both sides (amazon-rainforest).
func (j *judging) oneWord(from, to int) bool {
	switch j.widest(from, to) {
	case joined:
		return true
	case dot:
		return false
	}
	return j.starts(from) && j.ends(to) && to-from >= len(j.label.folded)+3
}

// sign says whether anything in the same DNS labels as a window speaks for the
// brand: one of its own suffixes behind it, or a word such as login beside it.
func (j *judging) sign(from, to int) bool {
	if j.suffixAfter(to) > to {
		return true
	}
	for start := from; start > 0 && j.dns[start-1] == j.dns[from]; {
		end := start
		for start--; start > 0 && j.gaps[start] == joined; start-- {
		}
		if j.isSign(start, end) {
			return true
		}
	}
	for end := to; end < len(j.text) && j.dns[end] == j.dns[to-1]; {
		start := end
		for end++; end < len(j.text) && j.gaps[end] == joined; end++ {
		}
		if j.isSign(start, end) {
			return true
		}
	}
	return false
}

// isSign looks at one piece of the name, as it was written.
func (j *judging) isSign(from, to int) bool {
	piece := strings.Trim(j.raw(from, to), "0123456789")
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
// window, or to when there is none. Without a separator only a suffix that is
// no ending of words counts: amazoncojp, but not amazonie.
func (j *judging) suffixAfter(to int) int {
	for _, suffix := range j.brand.suffixes {
		end := to + len(suffix)
		if strings.HasPrefix(j.text[to:], suffix) && j.ends(end) &&
			(j.gaps[to] != joined || len(suffix) > 2 || suffix == j.brand.country) {
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
	case slip(j.text[start:end], j.label.folded) == 1:
		return Typo
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
			if at := i - from; at >= len(j.label.raw) || j.raw(i, i+1) != j.label.raw[at:at+1] {
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
		label := j.label.folded
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
