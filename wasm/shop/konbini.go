package shop

import "strings"

// whyNoKonbini finds what on a page keeps konbini from being offered, and
// notes the reasons in the field "konbini".
func (s *sheet) whyNoKonbini() {
	var why []string
	if s.Fields["seller"] == "marketplace" {
		why = append(why, "marketplace")
	}
	if yen(s.Fields["price"]) > s.book.Shop.KonbiniLimit {
		why = append(why, "total")
	}
	s.set("konbini", strings.Join(why, " "))
}

// yen reads an amount: ￥59,980, ¥ 3,000, 1,200円.
func yen(text string) int {
	n, digits := 0, 0
	for _, c := range text {
		if c >= '０' && c <= '９' {
			c -= '０' - '0'
		}
		switch {
		case c >= '0' && c <= '9' && digits < 9:
			n = n*10 + int(c-'0')
			digits++
		case c == ',' || c == '，' || digits == 0:
		default:
			return n
		}
	}
	return n
}
