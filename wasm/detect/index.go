package detect

import (
	"tashikame/wasm/host"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// Index is a rule book made ready to look mails up in. It is safe for
// concurrent use.
type Index struct {
	Book   *rules.Book
	Hosts  *host.Table
	finder *words.Finder
	brands map[string]*brand
	social map[string]bool
	off    map[string]bool
	kinds  []kind
	// telephones are the numbers honest mails give.
	telephones map[string]bool
}

// brand is a rules.Brand with its names folded, longest first.
type brand struct {
	*rules.Brand
	names []string
}

// Lists that the finder knows besides the book's own word lists.
const (
	listName = "name:" // + brand id: the brand's names
	listSign = "sign:" // + brand id: phrases by which a mail speaks as the brand
)

// NewIndex makes a book ready.
func NewIndex(book *rules.Book) *Index {
	x := &Index{
		Book:       book,
		Hosts:      host.NewTable(book),
		brands:     map[string]*brand{},
		social:     map[string]bool{},
		kinds:      newKinds(book),
		off:        map[string]bool{},
		telephones: map[string]bool{},
	}
	lists := map[string][]string{}
	for id, w := range book.Words {
		lists[id] = w.Phrases
	}
	for i := range book.Brands {
		b := newBrand(&book.Brands[i])
		x.brands[b.ID] = b
		for _, number := range b.Telephones {
			x.telephones[number] = true
		}
		lists[listName+b.ID] = b.Names
		lists[listSign+b.ID] = b.Signs
	}
	x.finder = words.NewFinder(lists)
	for _, domain := range book.Social {
		x.social[domain] = true
	}
	for _, id := range book.Off {
		x.off[id] = true
	}
	return x
}

// Brand gives the brand of an id, nil when the book has none.
func (x *Index) Brand(id string) *rules.Brand {
	if b := x.brands[id]; b != nil {
		return b.Brand
	}
	return nil
}

// Find looks a mail over with every detector that is not switched off. What
// one detector says of one host is said once.
func (x *Index) Find(m *Mail) []wire.Finding {
	var all []wire.Finding
	said := map[[2]string]int{}
	for _, d := range All {
		if x.off[d.ID] {
			continue
		}
		d.Look(m, func(f *wire.Finding) {
			f.ID = d.ID
			key := [2]string{d.ID, f.Host}
			if i, again := said[key]; again {
				if f.Ref != 0 {
					all[i].Also = append(all[i].Also, f.Ref)
				}
				return
			}
			said[key] = len(all)
			all = append(all, *f)
		})
	}
	return all
}
