package shop

import (
	"slices"
	"sort"
	"strings"

	"tashikame/wasm/host"
	"tashikame/wasm/page"
	"tashikame/wasm/rules"
	"tashikame/wasm/words"
)

// Place is what a page says whose it is.
type Place struct {
	// Brand is the brand it presents itself as, "" when as none.
	Brand *rules.Brand
	// By are the signs it does so by: "title", "logo", "copyright", "words", and
	// "form" where it asks to sign in.
	By []string
	// Sure is true where the signs leave no other reading and something can be
	// typed in.
	Sure bool
	// Codes is true where the page deals in a brand's gift codes.
	Codes bool
	// Quote are the words it stands on, Ref their element.
	Quote string
	Ref   int
}

const anywhere Kind = "anywhere"

const (
	enoughWithForm    = 2
	enoughElsewhere   = 3 // with a form, under a name of the page's own
	enoughWithoutForm = 4
)

// Place reads as whose a page presents itself. title is what stood outside of
// what was cut out of the page.
func (r *Reader) Place(html, title string) Place {
	k := r.pages[anywhere]
	if k == nil {
		return Place{}
	}
	s := &sheet{Reader: r, know: k, Tree: page.NewTree(html, r.book.Shop.Hides)}
	s.found = k.parts.Find(s.Tree)
	if title == "" {
		title = s.Title
	}
	folded := words.Fold(s.Text)
	var best Place
	weight := 0
	for i := range r.book.Brands {
		p := s.place(&r.book.Brands[i], title, folded)
		if w := p.weight(); w > weight {
			best, weight = p, w
		}
	}
	// A page with a name of its own, such as a webmail in which a mail of the
	// brand's is open, bears the signs of what it shows.
	foreign := s.isForeign(title, best.Brand)
	secret := len(s.shown("secret")) > 0
	form := secret || !foreign && len(s.shown("field")) > 0 && (s.says(s.Text, "sign-in") != "" || s.says(title, "sign-in") != "")
	switch {
	case form && weight >= enoughElsewhere, form && !foreign && weight >= enoughWithForm:
		best.Sure, best.By = true, append(best.By, "form")
	case foreign, weight < enoughWithoutForm:
		best = Place{}
	}
	best.Codes = s.says(title+"\n"+s.Text, "giftcode") != ""
	return best
}

// weight is how much the signs weigh. A title that is nothing but the brand's
// name and a copyright line of the brand's are its own; a logo is on every page
// that links there.
func (p *Place) weight() int {
	w := 0
	for _, sign := range p.By {
		if w++; sign == "title" || sign == "copyright" {
			w++
		}
	}
	return w
}

// place weighs the signs for one brand.
func (s *sheet) place(b *rules.Brand, title string, folded words.Folded) Place {
	p := Place{Brand: b}
	names := foldedNames(b)
	if s.isTitle(title, names) {
		p.By, p.Quote = append(p.By, "title"), title
	}
	if n := s.logo(names); n >= 0 {
		p.By, p.Ref = append(p.By, "logo"), s.Nodes[n].Ref
	}
	if start, end := copyright(folded.Text, names); end > 0 {
		from, to := folded.Span(start, end)
		p.By, p.Quote, p.Ref = append(p.By, "copyright"), strings.TrimSpace(s.Text[from:to]), s.RefAt(from)
	}
	for _, sign := range b.Signs {
		if strings.Contains(folded.Text, words.Fold(sign).Text) {
			p.By = append(p.By, "words")
			break
		}
	}
	return p
}

// foldedNames are the brand's names, the longest first: a shorter one stands in it.
func foldedNames(b *rules.Brand) []string {
	names := make([]string, 0, len(b.Names))
	for _, name := range b.Names {
		names = append(names, words.Fold(name).Text)
	}
	sort.Slice(names, func(i, k int) bool { return len(names[i]) > len(names[k]) })
	return names
}

// isTitle says whether a title is the brand's name, with what a sign-in page's
// title holds besides or with nothing. An article about the brand says more.
func (s *sheet) isTitle(title string, names []string) bool {
	rest, named := without(title, names)
	return named && !s.speaks(rest)
}

// isForeign says whether a title names something else than the brand.
func (s *sheet) isForeign(title string, b *rules.Brand) bool {
	if b == nil {
		return false
	}
	rest, _ := without(title, foldedNames(b))
	return s.speaks(rest)
}

// without takes the brand's names, and what looks like one, out of a title, and
// says whether there was one.
func without(title string, names []string) (rest string, named bool) {
	rest = look(title)
	for _, name := range names {
		if name = look(name); strings.Contains(rest, name) {
			rest, named = strings.ReplaceAll(rest, name, ""), true
		}
	}
	return rest, named
}

// speaks says whether what is left of a title says more than that of a page to
// sign in on.
func (s *sheet) speaks(rest string) bool {
	const nothing = 3 // bytes: one character
	for _, list := range [...]string{"beside-name", "sign-in"} {
		for _, phrase := range s.know.Words[list] {
			rest = strings.ReplaceAll(rest, look(phrase), "")
		}
	}
	return len(strings.Trim(rest, "|｜+")) > nothing
}

// look is what a text looks like, without what separates.
func look(text string) string { return host.Fold(words.Fold(text).Text) }

// logo is the picture that bears the brand's name and nothing else; -1 is none.
func (s *sheet) logo(names []string) int {
	for _, part := range [...]string{"picture", "logo"} {
		for _, n := range s.shown(part) {
			for _, key := range [...]string{"alt", "aria-label", "title"} {
				said := words.Replace(words.Fold(s.Attr(n, key)).Text, "logo", "", "ロゴ", "")
				if said != "" && slices.Contains(names, said) {
					return n
				}
			}
		}
	}
	return -1
}

// copyright finds a copyright line of the brand's in folded text.
func copyright(text string, names []string) (start, end int) {
	const reach = 24 // bytes: years and commas between the sign and the name
	for _, sign := range [...]string{"©", "(c)", "copyright"} {
		for from := 0; ; {
			i := strings.Index(text[from:], sign)
			if i < 0 {
				break
			}
			at := from + i
			from = at + len(sign)
			near := strings.TrimLeft(text[from:min(len(text), from+reach+24)], "0123456789-–,.©")
			for _, name := range names {
				if strings.HasPrefix(near, name) {
					return at, min(len(text), from+reach)
				}
			}
		}
	}
	return 0, 0
}

// Resale says whether the page at a host is on one of the places where gift
// codes are traded.
func (r *Reader) Resale(host string) bool { return isResale(r.book, host) }

func isResale(book *rules.Book, host string) bool {
	for _, domain := range book.Shop.Resale {
		if host == domain || strings.HasSuffix(host, "."+domain) {
			return true
		}
	}
	return false
}
