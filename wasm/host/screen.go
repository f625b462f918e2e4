package host

// screen tells in one pass over a host name whether any brand's label might
// be in it, separators dropped, look-alike letters folded, one slip allowed.
// It lets nearly every host on the net through without further work, and it
// may say yes too often, never no wrongly: judge decides.
//
// It is the bit-parallel search of Wu and Manber (1992), with a swap of
// neighbours counted as one slip, over all labels at once: each takes as many
// bits of a word as it has letters.
type screen struct {
	words  []screenWord
	labels []string // the labels a slip is looked for
}

type screenWord struct {
	mask  [256]uint64 // where each letter stands
	first uint64      // first letters
	last  uint64      // last letters: one slip allowed
	exact uint64      // last letters of short labels: none allowed
	used  int
}

// add takes a folded ASCII label in.
func (s *screen) add(label string, exact bool) {
	if len(label) == 0 || len(label) > 64 {
		return
	}
	if !exact {
		s.labels = append(s.labels, label)
	}
	if len(s.words) == 0 || s.words[len(s.words)-1].used+len(label) > 64 {
		s.words = append(s.words, screenWord{})
	}
	w := &s.words[len(s.words)-1]
	for c := range 256 {
		for i := range len(label) {
			if foldByte[c] == label[i] {
				w.mask[c] |= 1 << (w.used + i)
			}
		}
	}
	w.first |= 1 << w.used
	w.used += len(label)
	end := uint64(1) << (w.used - 1)
	if exact {
		w.exact |= end
	} else {
		w.last |= end
	}
}

// hit runs the screen over a name in ASCII.
func (s *screen) hit(name string) bool {
	for i := range s.words {
		if s.words[i].hit(name) {
			return true
		}
	}
	return s.near(name)
}

// near finds what judge accepts beyond one slip: words that begin as a label
// does and are two slips away, or are the label with letters put in between.
func (s *screen) near(name string) bool {
	var folded [32]byte
	for start := 0; start < len(name); {
		end := start
		for end < len(name) && !separates(name[end]) {
			end++
		}
		for _, label := range s.labels {
			if end-start > len(folded) || end == start || foldByte[name[start]] != label[0] {
				continue
			}
			for i := range end - start {
				folded[i] = foldByte[name[start+i]]
			}
			if word := string(folded[:end-start]); distance(word, label) <= 2 || embeds(word, label) {
				return true
			}
		}
		start = end + 1
	}
	return false
}

func separates(c byte) bool { return c == '-' || c == '.' || c == '_' }

// found is what has been matched up to a letter: bit i is set when the letters
// up to the i-th of a label have been, without a slip and with one.
type found struct{ none, one uint64 }

func (w *screenWord) step(f found, mask uint64) found {
	next := (f.none<<1 | w.first) & mask
	return found{
		none: next,
		// A letter right, one too many, one other, one missing.
		one: (f.one<<1|w.first)&mask | f.none | f.none<<1 | next<<1 | w.first,
	}
}

// swapped are the matches whose last two letters stand the other way round.
func (w *screenWord) swapped(before, first, second uint64) uint64 {
	return (before<<1 | w.first) & second << 1 & first
}

func (w *screenWord) hit(name string) bool {
	now := found{one: w.first} // up to this letter: the first may be missing
	before := now              // up to the one before
	var last uint64            // the mask of the letter before
	var merged struct {        // the same where two letters were read as one
		before found
		last   uint64
	}
	var previous byte
	for i := range len(name) {
		c := name[i]
		if separates(c) {
			continue
		}
		mask := w.mask[c]
		next := w.step(now, mask)
		next.one |= w.swapped(before.none, last, mask)
		if merged.last != 0 {
			next.one |= w.swapped(merged.before.none, merged.last, mask)
			merged.last = 0
		}
		if single := pair(previous, c); single != 0 {
			// rn may be meant as it stands or as an m: follow both.
			merged.before, merged.last = before, w.mask[single]
			alt := w.step(before, merged.last)
			next.none |= alt.none
			next.one |= alt.one
		}
		before, now, last, previous = now, next, mask, c
		if next.none&w.exact != 0 || (next.none|next.one)&w.last != 0 {
			return true
		}
	}
	return false
}
