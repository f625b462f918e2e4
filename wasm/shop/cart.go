package shop

import "strings"

// checkout reads, in a cart or a checkout, what keeps konbini from being
// offered. Nothing is known of their markup, so wording and structure decide:
// what is chosen, not what could be.
func (s *sheet) checkout() {
	regions, items := s.outermost(s.shown("active")), []int(nil)
	strange := len(regions) == 0
	if strange {
		// All of the page: a product is then only what is listed with its price.
		regions, items = []int{0}, s.listed()
	}
	beside := s.besides()
	var why []string
	total := 0
	for _, region := range regions {
		if !strange {
			s.offer(s.Words(region))
		}
		for _, p := range s.phrases(s.Nodes[region].Start, s.Nodes[region].Stop) {
			switch {
			case beside.holds(p.at):
			case p.says == "total":
				total = max(total, yen(behind(s.Text[p.at:s.Nodes[region].Stop])))
			case (p.says == "preorder" || p.says == "digital" || p.says == "giftcard") && (!strange || s.standsIn(items, p.at)):
				why = appendNew(why, p.says)
			}
		}
		why = s.chosen(why, region, beside)
	}
	for _, n := range items {
		if !beside.holds(s.Nodes[n].Start) {
			s.offer(s.Words(n))
		}
	}
	s.seller()
	s.noteNoKonbini(why, total)
	if s.Fields["no-konbini"] != "" {
		s.Status = "no-konbini"
	} else {
		s.Reason = "nothing-known"
	}
}

// chosen adds what the options that are chosen in a region keep from being offered.
func (s *sheet) chosen(why []string, region int, beside stretches) []string {
	for n := region; n < s.Nodes[region].End; n++ {
		if _, checked := s.LookAttr(n, "checked"); !checked || s.Nodes[n].Hidden || beside.holds(s.Nodes[n].Start) {
			continue
		}
		if what := s.says(s.label(n), "express", "paypay"); what != "" {
			why = appendNew(why, what)
		}
	}
	return why
}

// listed are the entries of lists that show a price.
func (s *sheet) listed() []int {
	var out []int
	for _, n := range s.shown("item") {
		if strings.ContainsAny(s.Words(n), "¥￥円") {
			out = append(out, n)
		}
	}
	return out
}

// stretches are stretches of the page's text, from and to, two by two.
type stretches []int

func (t stretches) holds(at int) bool {
	for i := 0; i < len(t); i += 2 {
		if t[i] <= at && at < t[i+1] {
			return true
		}
	}
	return false
}

// besides are where a cart speaks of what is not being bought: its frame, and
// what stands behind headings such as あとで買う.
func (s *sheet) besides() stretches {
	var out stretches
	for _, part := range [...]string{"elsewhere", "heading"} {
		for _, n := range s.shown(part) {
			around := n
			if part == "heading" {
				if s.says(s.Words(n), "besides") == "" {
					continue
				}
				for around > 0 && s.Nodes[around].Stop <= s.Nodes[n].Stop+1 { // nothing but the heading in it
					around = s.Nodes[around].Parent
				}
			}
			out = append(out, s.Nodes[n].Start, s.Nodes[around].Stop)
		}
	}
	return out
}

// behind is where an amount begins that stands soon behind the words for it: ご請求額： ￥12,000.
func behind(text string) string {
	text = reach(text)
	if i := strings.IndexAny(text, "¥￥"); i >= 0 {
		return text[i:]
	}
	return ""
}
