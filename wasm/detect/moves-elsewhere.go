package detect

import (
	"strings"

	"tashikame/wasm/wire"
)

// moves-elsewhere: asks to go on by LINE, WhatsApp, private mail or telephone.
// Amazon sees nothing there, and cannot help.
var MovesElsewhere = Detector{
	ID: "moves-elsewhere",
	Look: func(m *Mail, found func(*wire.Finding)) {
		said := false
		sellerTrap("elsewhere-channel", "contact-verb")(m, func(f *wire.Finding) { said = true; found(f) })
		if said || !m.Claim.Seller {
			return
		}
		if start, end, ok := m.foreignAddress(); ok {
			address := m.Doc.Text[start:end]
			found(m.finding(wire.CautionSign, m.Doc.RefAt(start), address))
		}
	},
}

// foreignAddress finds a mail address in the text that is not the brand's.
func (m *Mail) foreignAddress() (start, end int, ok bool) {
	text := m.Doc.Text
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '@')
		if i < 0 {
			return 0, 0, false
		}
		at += i
		start, end = at, at+1
		for start > 0 && addressByte(text[start-1]) {
			start--
		}
		for end < len(text) && addressByte(text[end]) {
			end++
		}
		address := strings.TrimRight(text[start:end], ".-")
		if start < at && strings.Contains(address[at-start:], ".") && !m.ours(m.Index.domainOf(address)) {
			return start, start + len(address), true
		}
		at = max(end, at+1)
	}
}

// addressByte is a byte of an address as people write them.
func addressByte(c byte) bool {
	return letterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '+'
}
