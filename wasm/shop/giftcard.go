package shop

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"tashikame/wasm/due"
	"tashikame/wasm/wire"
)

// States of a gift card.
const (
	giftOK          = "ok"
	giftInvalidated = "invalidated"
	giftCaptcha     = "captcha"
)

var giftStates = []string{giftOK, "invalid", "locked", "registered-elsewhere", giftInvalidated, giftCaptcha}

// redeem reads what the page on which codes are redeemed has answered. Only
// the places for answers are read: help on the same page quotes every message.
func (s *sheet) redeem() {
	said, node, riddle := "", -1, s.riddle()
	differ, worded := false, false
	for _, n := range s.outermost(s.shown("answer")) {
		for _, p := range s.phrases(s.Nodes[n].Start, s.Nodes[n].Stop) {
			switch {
			case !slices.Contains(giftStates, p.says):
			case p.says == giftCaptcha: // beside an answer it is the riddle for the next try
				riddle, worded = n, true
			default:
				differ = differ || said != "" && said != p.says
				said, node = p.says, n
			}
		}
	}
	if said == "" && riddle >= 0 {
		said, node = giftCaptcha, riddle
	}
	if n := s.first("success"); said == "" && n >= 0 {
		said, node = giftOK, n
	}
	// A place for errors that is shown and empty says no less than that something is amiss.
	failed := !worded && len(s.shown("error")) > 0
	switch good := said == giftOK; {
	case said == "":
		s.Reason = "nothing-known"
	case differ, !good && len(s.shown("success")) > 0, (good || said == giftCaptcha) && (failed || s.answersElsewhere()):
		s.Reason = "containers-differ"
	default:
		s.Status = said
	}
	if node >= 0 {
		s.Ref = s.Nodes[node].Ref
		s.set("message", s.Words(node))
	}
}

// riddle is the place that asks for the characters of a picture; -1 is none.
func (s *sheet) riddle() int {
	for _, n := range s.shown("captcha") {
		for i := n; i < s.Nodes[n].End; i++ {
			if s.filled(n) || !s.Nodes[i].Hidden && s.isInput(i) {
				return n
			}
		}
	}
	return -1
}

// answersElsewhere says whether a message stands outside of the places for
// messages, and not in help that quotes it: the places have moved.
func (s *sheet) answersElsewhere() bool {
	places := s.outermost(s.found["answer"])
	for _, p := range s.phrases(0, len(s.Text)) {
		start, stop := s.line(p.at)
		if slices.Contains(giftStates[1:5], p.says) && !s.standsIn(places, p.at) && s.says(s.Text[start:stop], "quoted") == "" {
			return true
		}
	}
	return false
}

// balanceSums are the fields that add up the entries of a state.
var balanceSums = [...]struct{ field, of string }{
	{"registered", "registered"}, {"used", "used"}, {"refunded", "refunded"}, {"cancelled-by-amazon", cancelled},
}

// balance reads the list of what a gift balance was made of, and what of it
// Amazon has taken back.
func (s *sheet) balance() {
	s.field("balance", "balance")
	var sums [len(balanceSums)]int
	partial, taken, unclear := false, false, false
	for _, n := range s.history() {
		e, ok := s.entry(n)
		if !ok {
			partial = partial || !s.heads(n)
			continue
		}
		for i := range sums {
			if balanceSums[i].of == e.Status {
				sums[i] += yen(e.Fields["amount"])
			}
		}
		taken, unclear = taken || e.Status == cancelled, unclear || e.Status == Unknown
		s.Items = append(s.Items, e)
		s.Dues = append(s.Dues, e.Dues...)
	}
	partial = partial || unclear || s.strayCells()
	s.expiries()
	switch {
	case taken:
		s.Status = giftInvalidated
	case unclear: // what was not read may be the one that matters
		s.Reason = "entry-unclear"
	case len(s.Items) == 0, partial:
		s.Reason = "nothing-known"
	default:
		s.Status = giftOK
	}
	for i, amount := range sums {
		if amount > 0 {
			s.Fields[balanceSums[i].field] = s.sum(amount, partial)
		}
	}
	s.Params = s.Fields
}

// sum writes what entries add up to; where some could not be read, it may be more.
func (s *sheet) sum(amount int, partial bool) string {
	switch {
	case !partial:
		return inYen(amount)
	case s.lang == "en":
		return "at least " + inYen(amount)
	}
	return inYen(amount) + "以上"
}

// history are the rows of the list: in its own table, else in any that is not
// the one of expiries.
func (s *sheet) history() []int {
	if rows := s.shown("entry"); len(rows) > 0 {
		return rows
	}
	var rows []int
	for _, n := range s.shown("row") {
		if s.says(s.Words(s.table(n)), "expiry") == "" {
			rows = append(rows, n)
		}
	}
	return rows
}

// strayCells says whether the list holds cells that stand in no row.
func (s *sheet) strayCells() bool {
	rows := s.shown("row")
	for _, list := range s.shown("history") {
		for n := list; n < s.Nodes[list].End; n++ {
			if s.Nodes[n].Tag == atom.Td && !s.Nodes[n].Hidden && !s.within(rows, n) {
				return true
			}
		}
	}
	return false
}

// table is the table that row n stands in; 0 is none.
func (s *sheet) table(n int) int {
	for n > 0 && s.Nodes[n].Tag != atom.Table {
		n = s.Nodes[n].Parent
	}
	return max(n, 0)
}

// heads says whether a row is the table's head.
func (s *sheet) heads(row int) bool {
	for n := row + 1; n < s.Nodes[row].End; n++ {
		if s.Nodes[n].Tag == atom.Td {
			return false
		}
	}
	return s.Nodes[row].End > row+1
}

// entry reads one row: a day, what happened, the amount, the balance after it.
// What is taken away bears a sign; else the amount stands before the balance.
func (s *sheet) entry(row int) (Item, bool) {
	var cells, amounts []string
	for n := row + 1; n < s.Nodes[row].End; n++ {
		if s.Nodes[n].Tag != atom.Td || s.Nodes[n].Hidden {
			continue
		}
		text := oneLine(s.Words(n))
		if cells = append(cells, text); isAmount(text) {
			amounts = append(amounts, text)
		}
	}
	if len(cells) < 3 || len(amounts) == 0 {
		return Item{}, false
	}
	amount := amounts[max(0, slices.IndexFunc(amounts, isMinus))]
	e := Item{Item: wire.Item{Kind: "entry", Ref: s.Nodes[row].Ref, Status: s.entryState(row, amount),
		Fields: map[string]string{"date": cells[0], "description": cells[1], "amount": amount}}}
	if e.Status == "registered" {
		start := s.Nodes[row].Start
		e.Dues = s.giftDues(start, s.Nodes[row].Stop, s.Nodes[row].Ref)
	}
	return e, true
}

// entryState weighs words against the sign: what is cancelled and taken away
// was a gift card, what is cancelled and given back was an order. What is taken
// away in words that are not known, or known to mean this and that, may be a
// gift card too: it is not taken for a purchase.
func (s *sheet) entryState(row int, amount string) string {
	text := s.Words(row)
	if isMinus(amount) {
		switch s.says(text, "cancelled", "unclear", "used") {
		case "cancelled":
			return cancelled
		case "used":
			return "used"
		}
		return Unknown
	}
	switch s.says(text, "unclear", "cancelled", "registered") {
	case "unclear":
		return Unknown
	case "cancelled":
		if s.says(text, "used", "refund") == "" {
			return Unknown // a sign left out, as where amounts taken away have a column of their own
		}
		return "refunded"
	case "registered":
		return "registered"
	}
	return "credited"
}

func isMinus(amount string) bool { return strings.ContainsAny(amount, "-−–▲△(（") }

func isAmount(text string) bool {
	return strings.ContainsAny(text, "¥￥円") && yen(text) > 0
}

// expiries reads the table that lists what of the balance lapses when.
func (s *sheet) expiries() {
	for _, n := range s.shown("row") {
		if s.within(s.found["history"], n) {
			continue
		}
		table := s.table(n)
		if table == 0 || s.says(s.Words(table), "expiry") == "" || !strings.ContainsAny(s.Words(n), "¥￥円") {
			continue
		}
		for cell := n + 1; cell < s.Nodes[n].End; cell++ {
			for _, f := range s.dues.Read(s.Words(cell), due.Context{Now: s.now, Kind: wire.DueGiftcard, Asked: true}) {
				s.addDue(wire.DueGiftcard, f.At, f.Day, wire.Stated, s.Words(n), s.Nodes[n].Ref)
				cell = s.Nodes[n].End
				break
			}
		}
	}
}

// giftDues are the expiries that stand in a stretch of text.
func (s *sheet) giftDues(start, stop, ref int) []wire.Due {
	return s.deadlines(start, stop, wire.DueGiftcard, "", ref)
}
