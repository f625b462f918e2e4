package words

import "strings"

// Hit is a phrase found.
type Hit struct {
	// List is the id of the list the phrase stands in.
	List string
	// Start and End are bytes of the folded text.
	Start, End int
}

// Finder finds the phrases of several lists in one pass. It is safe for
// concurrent use.
type Finder struct {
	// first has a bit for every hash of a phrase's first three bytes (one
	// Japanese character): text that begins no phrase is passed over in one look.
	first   [1 << 10]uint64
	buckets map[[3]byte][]entry
}

type entry struct{ list, phrase string }

// minPhrase is the shortest folded phrase, in bytes.
const minPhrase = 3

// NewFinder makes a Finder for lists of phrases by id. Phrases that fold to
// fewer than three bytes are left out: they would be found everywhere.
func NewFinder(lists map[string][]string) *Finder {
	f := &Finder{buckets: map[[3]byte][]entry{}}
	for id, phrases := range lists {
		for _, phrase := range phrases {
			p := Fold(phrase).Text
			if len(p) < minPhrase {
				continue
			}
			k := [3]byte{p[0], p[1], p[2]}
			h := hash(p)
			f.first[h>>6] |= 1 << (h & 63)
			f.buckets[k] = append(f.buckets[k], entry{id, p})
		}
	}
	return f
}

// Find gives every phrase in folded text, by place.
func (f *Finder) Find(text string) []Hit {
	var hits []Hit
	for i := 0; i+minPhrase <= len(text); i++ {
		h := hash(text[i:])
		if f.first[h>>6]&(1<<(h&63)) == 0 {
			continue
		}
		for _, e := range f.buckets[[3]byte{text[i], text[i+1], text[i+2]}] {
			if strings.HasPrefix(text[i:], e.phrase) {
				hits = append(hits, Hit{e.list, i, i + len(e.phrase)})
			}
		}
	}
	return hits
}

func hash(s string) uint32 {
	return (uint32(s[0])*0x9e37 ^ uint32(s[1])*0x79b1 ^ uint32(s[2])*0x1f35) & 0xffff
}
