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
			trap("chat-name", "contact-verb")(m, found)
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
	for start, end = nextName(text, '@', 0); end > 0; start, end = nextName(text, '@', end) {
		address := strings.TrimRight(text[start:end], ".-")
		_, domain, _ := strings.Cut(address, "@")
		if address[0] != '@' && strings.Contains(domain, ".") && !m.ours(m.Index.domainOf(address)) {
			return start, start + len(address), true
		}
	}
	return 0, 0, false
}

// addressByte is a byte of an address as people write them.
func addressByte(c byte) bool {
	return letterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '+'
}
