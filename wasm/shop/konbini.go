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

// checkout reads a cart or a checkout for the same. Nothing is known of their
// markup, so wording and structure decide: what is chosen, not what could be.
func (s *sheet) checkout() {
	regions := s.outermost(s.shown("active"))
	if len(regions) == 0 {
		s.Reason, s.Fields["reason"] = "nothing-known", "nothing-known"
		return
	}
	var why []string
	total := 0
	for _, region := range regions {
		s.offer(s.Words(region))
		for _, p := range s.phrases(s.Nodes[region].Start, s.Nodes[region].Stop) {
			switch p.says {
			case "preorder", "digital", "giftcard":
				why = appendNew(why, p.says)
			case "total":
				total = max(total, yen(behind(s.Text[p.at:s.Nodes[region].Stop])))
			}
		}
		why = append(why, s.chosen(region)...)
	}
	s.seller()
	s.noteNoKonbini(why, total)
	if s.Fields["no-konbini"] != "" {
		s.Status = "no-konbini"
	} else {
		s.Reason, s.Fields["reason"] = "nothing-known", "nothing-known"
	}
}

// chosen gives what the options that are chosen in a region keep from being offered.
func (s *sheet) chosen(region int) (why []string) {
	for n := region; n < s.Nodes[region].End; n++ {
		if _, checked := s.LookAttr(n, "checked"); !checked || s.Nodes[n].Hidden {
			continue
		}
		if what := s.says(s.label(n), "express", "paypay"); what != "" {
			why = appendNew(why, what)
		}
	}
	return why
}

// behind is the line an amount stands on, or the next: ご請求額： ￥12,000.
func behind(text string) string {
	const reach = 120
	text = text[:min(len(text), reach)]
	if i := strings.IndexAny(text, "¥￥"); i >= 0 {
		return text[i:]
	}
	return ""
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
