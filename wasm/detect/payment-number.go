package detect

import (
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// payment-number: gives a number to pay by at a konbini that does not fit (11
// digits, 13 at Seven-Eleven), or gives one in a mail that is not the brand's:
// who pays, pays a thief.
var PaymentNumber = Detector{
	ID: "payment-number",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength != Strong {
			return
		}
		for _, hit := range m.Hits {
			if hit.List != "payment-number" || m.reported(hit) {
				continue
			}
			count := m.numberBehind(hit)
			how, severity := "number-not-theirs", m.gravity()
			if !m.Contradicted() && !m.Claim.Seller {
				how, severity = "number-unfit", wire.CautionSign
			}
			if count == 0 || fits(count) && how == "number-unfit" {
				continue
			}
			f := m.saying(severity, hit) // the number itself is named nowhere
			f.Params["how"] = how
			found(f)
			return
		}
	},
}

// numberBehind counts the digits of the number, of eight or more, that is given
// right behind a phrase, in groups or not. One that fits ends there: an amount
// may follow.
func (m *Mail) numberBehind(hit words.Hit) (count int) {
	const near, fewest = 30, 8 // bytes; a date or an amount has fewer digits
	_, from := m.Text.Span(hit.Start, hit.End)
	text := m.Doc.Text
	for i := from; i < len(text) && (count > 0 || i < from+near); i++ {
		switch c := text[i]; {
		case digit(c):
			count++
		case count >= fewest && (c != ' ' && c != '-' || fits(count)):
			return count
		case count > 0 && c != ' ' && c != '-':
			count = 0 // (13桁)
		}
	}
	if count < fewest {
		return 0
	}
	return count
}

// fits says whether a konbini's till takes numbers of so many digits.
func fits(digits int) bool { return digits == 11 || digits == 13 }
