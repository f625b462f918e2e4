package host

import (
	"slices"
	"sort"
	"strings"

	"tashikame/wasm/rules"
)

// Table answers for one rule book. It is safe for concurrent use.
type Table struct {
	book *rules.Book
	// places holds what the book says of a host name and all below it.
	places map[string]*place
	brands []*brand
	young  map[string]bool
	codes  alphabet
	screen screen
}

// place is what the book says of one host name.
type place struct {
	owner, companion, runBy, seller string
	hosting, opaque, innocent       bool
	redirectors                     []*rules.Redirector
}

// brand is what judging needs of a rules.Brand.
type brand struct {
	id       string
	labels   []label
	signs    map[string]bool
	innocent []label
	// suffixes are the public suffixes of the brand's own domains without
	// their dots ("cojp"), as they are written into a name.
	suffixes []string
	// country is the last label of the brand's first domain.
	country string
}

// label is a word of the book, as it is written and as it looks.
type label struct {
	raw, folded string
	short       bool // too short to be looked for inside words
}

// NewTable builds the indexes for a book.
func NewTable(book *rules.Book) *Table {
	t := &Table{book: book, places: map[string]*place{}, young: map[string]bool{}, codes: alphabet{}}
	for i := range book.Brands {
		t.addBrand(&book.Brands[i])
	}
	for _, host := range book.Hosting {
		t.place(host).hosting = true
	}
	for _, tld := range book.Young {
		t.young[tld] = true
	}
	for _, host := range book.Opaque {
		t.place(host).opaque = true
	}
	for i := range book.Redirectors {
		for _, host := range book.Redirectors[i].Hosts {
			p := t.place(strings.TrimPrefix(host, "."))
			p.redirectors = append(p.redirectors, &book.Redirectors[i])
		}
	}
	return t
}

func (t *Table) addBrand(b *rules.Brand) {
	for _, host := range b.Owns {
		t.place(strings.TrimPrefix(host, ".")).owner = b.ID
	}
	for _, host := range b.Companions {
		t.place(host).companion = b.ID
	}
	for _, host := range b.HostsForOthers {
		t.place(host).runBy = b.ID
	}
	for _, host := range b.Sellers {
		t.place(host).seller = b.ID
	}
	index := &brand{id: b.ID, signs: map[string]bool{}, suffixes: ownSuffixes(b)}
	if len(b.Owns) > 0 {
		index.country = Skeleton(b.Owns[0][strings.LastIndexByte(b.Owns[0], '.')+1:])
	}
	for _, word := range b.Innocent {
		if strings.Contains(word, ".") {
			t.place(word).innocent = true
		} else {
			index.innocent = append(index.innocent, label{raw: word, folded: t.codes.fold(word)})
		}
	}
	for _, word := range b.Combine {
		index.signs[word] = true
	}
	for short, words := range map[bool][]string{false: b.Labels, true: b.Short} {
		for _, word := range words {
			t.codes.learn(word)
			folded := t.codes.fold(word)
			index.labels = append(index.labels, label{word, folded, short})
			t.screen.add(folded, short)
		}
	}
	t.brands = append(t.brands, index)
}

// ownSuffixes are the suffixes under which the brand has its own label, the
// longest first.
func ownSuffixes(b *rules.Brand) []string {
	var out []string
	for _, host := range b.Owns {
		label, suffix, _ := strings.Cut(host, ".")
		own := Skeleton(strings.ReplaceAll(suffix, ".", ""))
		if slices.Contains(b.Labels, label) && !slices.Contains(out, own) {
			out = append(out, own)
		}
	}
	// The sorting of slices would weigh in the core: one copy for each type.
	sort.Slice(out, func(i, k int) bool {
		if len(out[i]) != len(out[k]) {
			return len(out[i]) > len(out[k])
		}
		return out[i] < out[k]
	})
	return out
}

func (t *Table) place(host string) *place {
	p := t.places[host]
	if p == nil {
		p = &place{}
		t.places[host] = p
	}
	return p
}
