package shop

import (
	"slices"
	"strings"

	"tashikame/wasm/host"
)

// product reads where an invitation request stands: the containers first, the
// wording second. What the two disagree on is unknown; what neither shows is
// never guessed.
func (s *sheet) product() {
	s.productFields()
	q := s.request()
	s.Status, s.Reason = s.settle(q)
	if s.Status == invited {
		s.timer(q)
	}
	if s.Status == buyable || s.Status == invited {
		s.whyNoKonbini(q.box)
	}
	if q.node > 0 {
		s.Ref = s.Nodes[q.node].Ref
	} else if len(q.box) > 0 {
		s.Ref = s.Nodes[q.box[0]].Ref
	}
}

// productFields notes what else a product's page says.
func (s *sheet) productFields() {
	if asin := asinOf(s.address); asin != "" {
		s.set("asin", asin)
	}
	s.field("title", "title")
	// Whom the page greets: what is remembered is kept apart by it.
	if n := s.first("account"); n >= 0 && s.says(s.Words(n), "hello-stranger") == "" {
		s.set("account", s.Words(n))
	}
	s.field("price", "price")
	s.sellerFields()
	var chosen []string
	for _, n := range s.shown("variation") {
		if text := oneLine(s.Words(n)); text != "" && !slices.Contains(chosen, text) {
			chosen = append(chosen, text)
		}
	}
	s.set("variation", strings.Join(chosen, " / "))
}

// asinOf gives the product's number that stands in the address of its page.
func asinOf(address string) string {
	u, err := host.Read(address, "")
	if err != nil {
		return ""
	}
	for _, segment := range strings.Split(u.Path, "/") {
		// Words of ten letters stand in paths too; /dp/ is followed by none of them.
		if isASIN(segment) && strings.ContainsAny(segment, "0123456789") {
			return strings.ToUpper(segment)
		}
	}
	return ""
}
