package detect

import (
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// foreign-telephone: a mail that comes as the brand's asks to call a number.
// Fraud has been sent through Amazon's own notifications, a scam and a number
// typed into a free-text field; a genuine sender is not yet a safe mail.
var ForeignTelephone = Detector{
	ID: "foreign-telephone",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength != Strong {
			return
		}
		for _, hit := range m.Hits {
			if hit.List != "call" {
				continue // quotation marks do not help: free-text fields are printed in them
			}
			if start, end, ok := telephoneNear(m.Text.Text, hit); ok {
				from, to := m.Text.Span(start, end)
				number := m.Doc.Text[from:to]
				if m.Index.telephones[digits(number)] {
					continue
				}
				found(m.finding(wire.CautionSign, m.Doc.RefAt(from), number, "number", number))
				return
			}
		}
	},
}

// telephoneNear finds a telephone number within a sentence of a phrase, on
// either side: in Japanese the number comes first.
func telephoneNear(text string, hit words.Hit) (start, end int, ok bool) {
	stop := min(len(text), hit.End+sentence)
	for i := max(0, hit.Start-sentence); i < stop; i++ {
		if c := text[i]; c != '0' && c != '+' && c != '(' {
			continue
		}
		if i > 0 && (digit(text[i-1]) || text[i-1] == '-') {
			continue
		}
		if n := telephoneLength(text[i:]); n > 0 {
			return i, i + n, true
		}
	}
	return 0, 0, false
}

// telephoneLength is the length of the telephone number text begins with: 10
// or 11 digits from 0 on (Japan), or + and 10 to 15, in groups. An order
// number (3-7-7) has 17, a payment number no groups.
func telephoneLength(text string) int {
	count, groups, end := 0, 0, 0
	i := 0
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case digit(c):
			count++
			end = i + 1
		case c == '-' || c == '(' || c == ')':
			groups++
		case c == '+' && i == 0:
		default:
			i = len(text)
		}
	}
	switch {
	case text[0] == '+' && count >= 10 && count <= 15:
		return end
	case text[0] != '+' && (count == 10 || count == 11) && groups > 0:
		return end
	}
	return 0
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// digits keeps the digits of a number, full-width ones too.
func digits(number string) string {
	var out []byte
	for _, c := range []byte(words.Fold(number).Text) {
		if digit(c) {
			out = append(out, c)
		}
	}
	return string(out)
}
