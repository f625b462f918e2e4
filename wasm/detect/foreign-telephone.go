package detect

import (
	"strings"

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
				call := words.Hit{Start: start, End: end}
				number := m.Words(call)
				if m.Index.telephones[digits(number)] {
					continue
				}
				found(m.finding(wire.CautionSign, m.RefOf(call), number, "number", number))
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
		if c := text[i]; c != '0' && c != '+' && c != '(' && !strings.HasPrefix(text[i:], "1-") {
			continue
		}
		if i > 0 && (digit(text[i-1]) || text[i-1] == '-') {
			continue
		}
		n, groups := telephoneLength(text[i:])
		// One without groups may be any number, unless the phrase stands beside it.
		if beside := i-hit.End <= phrase && hit.Start-i-n <= phrase; n > 0 && (groups || beside && dialled(text[i:])) {
			return i, i + n, true
		}
	}
	return 0, 0, false
}

// phrase is how near a word stands that belongs to a number, in bytes.
const phrase = 12

// dialled says whether a number begins as free, paid, internet and mobile
// numbers do in Japan.
func dialled(number string) bool {
	for _, prefix := range []string{"0120", "0800", "0570", "050", "070", "080", "090"} {
		if strings.HasPrefix(number, prefix) {
			return true
		}
	}
	return false
}

// telephoneLength is the length of the telephone number text begins with: 10
// or 11 digits from 0 on (Japan), or + and 10 to 15. An order number (3-7-7) has
// 17, a payment number no groups.
func telephoneLength(text string) (end int, groups bool) {
	count := 0
	groups = text[0] == '+'
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case digit(c):
			count++
			end = i + 1
			continue
		case c == '-' || c == '(' || c == ')' || c == '.':
			groups = true
			continue
		case c == '+' && i == 0:
			continue
		}
		break
	}
	if most := 11; count < 10 || count > most && (text[0] != '+' || count > 15) {
		return 0, false
	}
	return end, groups
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
