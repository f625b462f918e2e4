package shop

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"tashikame/wasm/clock"
	"tashikame/wasm/due"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// orderNumberLength is that of 249-1234567-1234567.
const orderNumberLength = 3 + 1 + 7 + 1 + 7

// orderNumbers gives where order numbers begin.
func orderNumbers(text string) []int {
	var places []int
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '-')
		if i < 0 {
			return places
		}
		start := from + i - 3
		from += i + 1
		if start >= 0 && start+orderNumberLength <= len(text) && isOrderNumber(text[start:start+orderNumberLength]) &&
			!digitAt(text, start-1) && !digitAt(text, start+orderNumberLength) {
			places = append(places, start)
		}
	}
}

func isOrderNumber(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case i == 3 || i == 11:
			if c != '-' {
				return false
			}
		case i == 0 && c == 'D': // digital orders
		case c < '0' || c > '9':
			return false
		}
	}
	return true
}

func digitAt(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}

// numbers gives where order numbers begin in a stretch of the page's text.
func (s *sheet) numbers(start, stop int) []int {
	if s.orderPlaces == nil {
		s.orderPlaces = append([]int{}, orderNumbers(s.Text)...)
	}
	return s.orderPlaces[sort.SearchInts(s.orderPlaces, start):sort.SearchInts(s.orderPlaces, stop)]
}

// A PaymentNumber is a number given as the one to pay by at a konbini.
type PaymentNumber struct {
	// Digits is the number without what is put between.
	Digits string
	// Kind is "payment" (11 digits), "slip" (13, Seven-Eleven's), "order" for an
	// order number taken for one, "other" for what pays nowhere.
	Kind string
}

// ReadPaymentNumber says what a number is by its digits.
func ReadPaymentNumber(text string) PaymentNumber {
	var digits []byte
	for _, c := range narrow(text) {
		if c >= '0' && c <= '9' {
			digits = append(digits, byte(c))
		}
	}
	n := PaymentNumber{Digits: string(digits), Kind: "other"}
	switch len(digits) {
	case 11:
		n.Kind = "payment"
	case 13:
		n.Kind = "slip"
	case 17:
		n.Kind = "order"
	}
	return n
}

// paymentNumbers notes the numbers to pay by that stand behind the words for
// them, one for each of the order's payments, and where each is used.
func (s *sheet) paymentNumbers(item *Item, start, stop int) {
	var numbers []string
	for _, p := range s.phrases(start, stop) {
		if p.says != "payment-number" {
			continue
		}
		n := ReadPaymentNumber(numberBehind(s.Text[p.at:stop]))
		switch {
		case n.Kind == "order" || orderNumberFollows(s.Text[p.at:stop]):
			item.Advice = appendNew(item.Advice, "konbini-not-the-order-number")
		case n.Kind == "other":
		case !slices.Contains(numbers, n.Digits):
			numbers = append(numbers, n.Digits)
			item.Advice = appendNew(item.Advice, "konbini-number-"+n.Kind)
		}
	}
	if len(numbers) > 0 {
		item.Fields["payment-number"] = strings.Join(numbers, " ")
	}
	var chains []string
	for _, chain := range s.book.Shop.Chains {
		if slices.ContainsFunc(numbers, func(n string) bool { return len(n) == chain.Digits }) {
			chains = append(chains, chain.ID)
		}
	}
	if len(chains) > 0 {
		item.Fields["konbini"] = strings.Join(chains, " ")
	}
}

// PaymentNumbers are the numbers to pay by that a text names, each once, as
// the page of an order would name them.
func (r *Reader) PaymentNumbers(text string) []string {
	k := r.pages[OrderDetail]
	if k == nil {
		return nil
	}
	var numbers []string
	folded := words.Fold(text)
	for _, hit := range longest(k.finder.Find(folded.Text)) {
		if hit.List != "payment-number" {
			continue
		}
		from, _ := folded.Span(hit.Start, hit.End)
		if orderNumberFollows(text[from:]) {
			continue
		}
		if n := ReadPaymentNumber(numberBehind(text[from:])); n.Kind == "payment" || n.Kind == "slip" {
			numbers = appendNew(numbers, n.Digits)
		}
	}
	return numbers
}

func appendNew(list []string, id string) []string {
	if slices.Contains(list, id) {
		return list
	}
	return append(list, id)
}

// numberBehind is the first run of digits, dashes between them, that a text
// holds within reach of its beginning; in groups (1234 5678 901) it ends where
// it has as many digits as a number to pay by.
func numberBehind(text string) string {
	text = narrow(reach(text))
	for i := 0; i < len(text); i++ {
		if !digitAt(text, i) {
			continue
		}
		end, digits := i, 0
		for {
			run := end
			for digitAt(text, end) || end > run && text[min(end, len(text)-1)] == '-' && digitAt(text, end+1) {
				if text[end] != '-' {
					digits++
				}
				end++
			}
			if digits >= 11 || end-run < 3 || end >= len(text) || text[end] != ' ' || !digitAt(text, end+1) {
				break
			}
			end++
		}
		if digits >= 9 {
			return text[i:end]
		}
		i = end
	}
	return ""
}

// reach is the beginning of a text: what is said there is of what stands before it.
func reach(text string) string {
	const bytes = 120
	return text[:min(len(text), bytes)]
}

// narrow makes full-width digits and dashes ASCII ones.
func narrow(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '０' && c <= '９':
			return c - '０' + '0'
		case c == '－', c == '−', c == '‐', c == '–', c == 'ー':
			return '-'
		case c == '\u3000', c == '\u00a0':
			return ' '
		}
		return c
	}, text)
}

func orderNumberFollows(text string) bool {
	text = narrow(reach(text))
	places := orderNumbers(text)
	return len(places) > 0 && strings.IndexAny(text, "0123456789") == places[0]
}

// deadlines reads the deadlines of one kind from a stretch of text.
func (s *sheet) deadlines(start, stop int, kind wire.DueKind, key string, ref int) []wire.Due {
	var out []wire.Due
	for _, f := range s.dues.Read(s.Text[start:stop], due.Context{Now: s.now, Sent: s.now, Kind: kind}) {
		if !f.Deadline || f.Kind != kind || f.Basis != wire.Stated {
			continue
		}
		d := wire.Due{Kind: kind, At: clock.RFC3339(f.At.In(clock.JST)), Basis: f.Basis, Day: f.Day,
			Quote: oneLine(s.Text[start+f.Start : start+f.End]), Key: key, Ref: s.RefAt(start + f.Start), Reason: s.dues.Explain(f, s.lang)}
		if d.Ref == 0 {
			d.Ref = ref
		}
		if !slices.ContainsFunc(out, func(o wire.Due) bool { return o.At == d.At }) {
			out = append(out, d)
		}
	}
	return out
}

// inYen writes an amount.
func inYen(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return "￥" + digits
}
