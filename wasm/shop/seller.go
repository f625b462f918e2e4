package shop

import (
	"slices"
	"strings"
)

// sellerFields notes who sells, and whether that is the shop itself.
func (s *sheet) sellerFields() {
	s.field("seller-name", "seller")
	s.field("ships-from", "shipper")
	for _, n := range s.shown("offer") {
		s.offer(s.Words(n))
	}
	s.seller()
}

// seller says whether the seller is the shop itself.
func (s *sheet) seller() {
	own := false
	for _, n := range s.found["seller-id"] {
		own = own || slices.Contains(s.book.Shop.OwnSellers, s.Attr(n, "value"))
	}
	name := s.Fields["seller-name"]
	switch {
	case name == "":
		if own {
			s.Fields["seller"] = "amazon"
		}
	case own || strings.EqualFold(name, "Amazon.co.jp") || strings.EqualFold(name, "Amazon"):
		s.Fields["seller"] = "amazon"
	default:
		s.Fields["seller"] = "marketplace"
	}
}

// offerLabels are what names of who sells and ships stand behind; a longer one
// stands before one that it begins with.
var offerLabels = [...]struct{ label, field string }{
	{"Ships from and sold by", "seller-name"}, {"Ships from", "ships-from"}, {"Sold by", "seller-name"},
	{"販売元", "seller-name"}, {"出荷元", "ships-from"},
}

// offer reads "販売元 <name>" from a table, several in a line or name under
// label, or the sentence that older pages have: この商品は、<name> が販売、発送します。
func (s *sheet) offer(text string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		_, field, behind := cutLabel(line)
		if name, _, ok := strings.Cut(line, "が販売"); ok && field == "" {
			_, name, _ = strings.Cut(name, "は、")
			s.offered("seller-name", name)
		}
		for field != "" {
			of := field
			var name string
			name, field, behind = cutLabel(behind)
			if name == "" && field == "" && i+1 < len(lines) {
				name = lines[i+1]
			}
			s.offered(of, name)
		}
	}
}

// cutLabel cuts a line at the first label in it.
func cutLabel(line string) (before, field, behind string) {
	const between = " :：.,、/／|｜\u3000"
	at := len(line)
	for _, l := range offerLabels {
		i := strings.Index(line, l.label)
		if i >= 0 && i < at && (i == 0 || strings.TrimRight(line[:i], between) != line[:i]) {
			at, field, behind = i, l.field, line[i+len(l.label):]
		}
	}
	before, _, _ = strings.Cut(line[:at], " and Fulfilled by")
	return strings.Trim(before, between), field, behind
}

// offered notes who sells or ships; what is known already stays.
func (s *sheet) offered(field, name string) {
	if s.Fields[field] == "" {
		s.set(field, name)
	}
}
