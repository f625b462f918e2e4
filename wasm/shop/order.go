package shop

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// States of an order.
const (
	pending   = "pending"
	shipped   = "shipped"
	delivered = "delivered"
	cancelled = "cancelled"
	unpaid    = "unpaid"
	returned  = "returned"
)

// orders reads a list of orders, one item a card.
func (s *sheet) orders() {
	for _, card := range s.cards() {
		s.Items = append(s.Items, s.order(card))
	}
	for _, item := range s.Items {
		s.Dues = append(s.Dues, item.Dues...)
	}
	if len(s.Items) == 0 {
		s.Reason = "nothing-known"
		return
	}
	s.Status, s.Ref = s.Items[0].Status, s.Items[0].Ref
}

// orderDetail reads the page of one order: the whole page is its card.
func (s *sheet) orderDetail() {
	card := 0
	if all := s.cards(); len(all) == 1 {
		card = all[0]
	}
	if len(s.distinct(0, len(s.Text))) > 1 {
		s.Reason = "nothing-known"
		return
	}
	item := s.order(card)
	if item.Key == "" {
		item.Key = s.numberInAddress()
		if item.Key != "" {
			for i := range item.Dues {
				item.Dues[i].Key = item.Key
			}
		}
	}
	s.Status, s.Ref, s.Fields, s.Dues = item.Status, item.Ref, item.Fields, item.Dues
	s.set("order", item.Key)
	s.Advice, s.Params = item.Advice, item.Fields
}

func (s *sheet) numberInAddress() string {
	u, err := host.Read(s.address, "")
	if err != nil {
		return ""
	}
	if numbers := orderNumbers(u.Query); len(numbers) > 0 {
		return u.Query[numbers[0]:][:orderNumberLength]
	}
	return ""
}

// cards are the elements that hold one order each: those the book knows, else
// the largest around each order number that holds no other.
func (s *sheet) cards() []int {
	if known := s.outermost(s.shown("card")); len(known) > 0 {
		return known
	}
	places := s.numbers(0, len(s.Text))
	var cards []int
	for _, at := range places {
		card := -1
		for n := range s.Nodes {
			node := &s.Nodes[n]
			if n > 0 && node.Start <= at && at < node.Stop && len(s.distinct(node.Start, node.Stop)) == 1 {
				card = n
				break // document order: the outermost comes first
			}
		}
		if card > 0 && !slices.Contains(cards, card) {
			cards = append(cards, card)
		}
	}
	return cards
}

// distinct are the order numbers of a stretch of text, each once.
func (s *sheet) distinct(start, stop int) []string {
	var out []string
	for _, at := range s.numbers(start, stop) {
		if n := s.Text[at : at+orderNumberLength]; !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// order reads one order.
func (s *sheet) order(card int) Item {
	node := &s.Nodes[card]
	item := Item{Item: wire.Item{Kind: "order", Ref: node.Ref, Status: Unknown, Fields: map[string]string{}}}
	if all := s.distinct(node.Start, node.Stop); len(all) == 1 {
		item.Key = all[0]
	}
	s.partField(&item, card, "total", "total")
	s.partField(&item, card, "shown", "status")
	links := s.actions(&item, card)
	item.Status = s.orderState(card, links, &item)
	said := s.phrases(node.Start, node.Stop)
	for _, p := range said {
		if pay, ok := strings.CutPrefix(p.says, "pay-"); ok && item.Fields["payment"] == "" {
			item.Fields["payment"] = pay
		}
		if p.says == "paid" {
			item.Fields["paid"] = "yes"
		}
	}
	if item.Status == Unknown && s.awaitsPayment(card, said, &item) {
		item.Status = unpaid
		delete(item.Fields, "reason")
	}
	item.Advice = s.orderAdvice(&item)
	switch item.Status {
	case unpaid:
		s.paymentNumbers(&item, node.Start, node.Stop)
		item.Dues = s.deadlines(node.Start, node.Stop, wire.DueKonbini, item.Key, node.Ref)
		for i := range item.Dues {
			item.Dues[i].Numbers = strings.Fields(item.Fields["payment-number"])
		}
	case delivered:
		item.Dues = s.deadlines(node.Start, node.Stop, wire.DueReturn, item.Key, node.Ref)
	}
	return item
}

// awaitsPayment says whether a card that names no state asks for a payment: a
// number to pay by, and nothing that says it is paid.
func (s *sheet) awaitsPayment(card int, said []phrase, item *Item) bool {
	asks := false
	for _, p := range said {
		switch p.says {
		case "paid":
			return false
		case "payment-number":
			asks = true
		}
	}
	node := &s.Nodes[card]
	return asks && item.Fields["reason"] == "nothing-known" && len(s.deadlines(node.Start, node.Stop, wire.DueKonbini, "", 0)) > 0
}

func (s *sheet) partField(item *Item, card int, field, part string) {
	for _, n := range s.shown(part) {
		if text := oneLine(s.Words(n)); s.Holds(card, n) && text != "" {
			item.Fields[field] = text
			return
		}
	}
}

// actions notes the links by which the page itself lets something be done.
func (s *sheet) actions(item *Item, card int) map[string]bool {
	has := map[string]bool{}
	for n := card; n < s.Nodes[card].End; n++ {
		if s.Nodes[n].Tag != atom.A || s.Nodes[n].Hidden {
			continue
		}
		href := s.Attr(n, "href")
		what := s.says(s.Words(n), "do-cancel", "do-return", "do-track")
		if strings.Contains(href, "useCase=cancel") {
			what = "do-cancel"
		}
		if name, ok := strings.CutPrefix(what, "do-"); ok && !has[name] && s.sameShop(href) {
			has[name], item.Fields[name] = true, href
		}
	}
	return has
}

// sameShop says whether a link of the page stays in the shop.
func (s *sheet) sameShop(href string) bool {
	here, err := host.Read(s.address, "")
	if err != nil {
		return false
	}
	to, err := host.Read(href, s.address)
	return err == nil && to.Host == here.Host
}

// orderState reads the state off its place, else off the card's words; of
// shipments that differ, none is the order's.
func (s *sheet) orderState(card int, links map[string]bool, item *Item) string {
	states := [...]string{pending, shipped, delivered, cancelled, unpaid, returned}
	var said []string
	awaited := false
	collect := func(n int, skip []int) {
		for _, p := range s.phrases(s.Nodes[n].Start, s.Nodes[n].Stop) {
			if s.standsIn(skip, p.at) {
				continue
			}
			awaited = awaited || p.says == "awaited"
			if slices.Contains(states[:], p.says) {
				said = appendNew(said, p.says)
			}
		}
	}
	places := 0
	for _, n := range s.shown("status") {
		if s.Holds(card, n) {
			collect(n, nil)
			places++
		}
	}
	if places == 0 {
		collect(card, s.links(card)) // a product may be called anything
	}
	switch {
	case len(said) > 1:
		item.Fields["reason"] = "shipments-differ"
	case len(said) == 1:
		return said[0]
	case !awaited:
		item.Fields["reason"] = "nothing-known"
	// 「金曜日にお届け」 stands beside orders that have left and orders that have not.
	case links["cancel"] && !links["track"]:
		return pending
	case links["track"] && !links["cancel"]:
		return shipped
	default:
		item.Fields["reason"] = "button-unclear"
	}
	return Unknown
}

// links are the links and buttons in an element.
func (s *sheet) links(in int) []int {
	var out []int
	for n := in; n < s.Nodes[in].End; n++ {
		if tag := s.Nodes[n].Tag; tag == atom.A || tag == atom.Button {
			out = append(out, n)
		}
	}
	return out
}

// standsIn says whether byte at of the text stands in one of the elements.
func (s *sheet) standsIn(nodes []int, at int) bool {
	return slices.ContainsFunc(nodes, func(n int) bool { return s.Nodes[n].Start <= at && at < s.Nodes[n].Stop })
}

// orderAdvice is what can be done now, and how money comes back.
func (s *sheet) orderAdvice(item *Item) []string {
	advice := slices.Clone(s.know.Advice["order-"+item.Status])
	switch item.Status {
	case pending:
		if item.Fields["cancel"] == "" {
			advice = slices.Clone(s.know.Advice["order-pending-no-link"])
		}
		fallthrough
	case delivered, cancelled, returned:
		advice = append(advice, s.know.Advice["refund-"+item.Fields["payment"]]...)
	}
	return advice
}
