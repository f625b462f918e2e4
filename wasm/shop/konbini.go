package shop

import "strings"

// whyNoKonbini notes, in the field "no-konbini", what on a product's page keeps
// konbini from being offered.
func (s *sheet) whyNoKonbini(box []int) {
	var why []string
	for _, n := range append(s.shown("delivery"), box...) {
		for _, p := range s.phrases(s.Nodes[n].Start, s.Nodes[n].Stop) {
			if p.says == "preorder" {
				why = appendNew(why, p.says)
			}
		}
	}
	for _, n := range s.shown("digital") {
		if s.filled(n) {
			why = appendNew(why, "digital")
		}
	}
	s.noteNoKonbini(why, yen(s.Fields["price"]))
}

func (s *sheet) noteNoKonbini(why []string, total int) {
	if s.Fields["seller"] == "marketplace" {
		why = appendNew(why, "marketplace")
	}
	if total > s.book.Shop.KonbiniLimit {
		why = appendNew(why, "total")
	}
	for _, reason := range why {
		s.Advice = append(s.Advice, "no-konbini-"+reason)
	}
	s.set("no-konbini", strings.Join(why, " "))
}

// yen reads an amount: ￥59,980, ¥ 3,000, 1,200円.
func yen(text string) int {
	n, digits := 0, 0
	for _, c := range narrow(text) {
		switch {
		case c >= '0' && c <= '9' && digits < 9:
			n = n*10 + int(c-'0')
			digits++
		case c == ',' || c == '，' || c == '、' || digits == 0:
		default:
			return n
		}
	}
	return n
}
