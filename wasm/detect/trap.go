package detect

import "tashikame/wasm/wire"

// sentence is how near two phrases stand that belong to one request, in bytes
// of folded text.
const sentence = 150

// trap looks for two phrases near one another, in any mail that comes as, or
// through, a brand: what a brand never asks for itself, and what its sellers may not.
func trap(a, b string) func(*Mail, func(*wire.Finding)) {
	return func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength != Strong {
			return
		}
		if hit, ok := m.SaidTogether(a, b, sentence); ok {
			found(m.saying(wire.CautionSign, hit))
		}
	}
}

// sellerTrap is trap for words that the brand itself may use.
func sellerTrap(a, b string) func(*Mail, func(*wire.Finding)) {
	look := trap(a, b)
	return func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Seller || m.Contradicted() {
			look(m, found)
		}
	}
}

// Contradicted says whether a mail that speaks as a brand is not from it, by
// its sender or its links.
func (m *Mail) Contradicted() bool {
	if m.Claim.Strength != Strong {
		return false
	}
	if m.SenderClass() == SenderForeign || m.LeadsUnseen() || m.AnswersGoElsewhere() {
		return true
	}
	for i := range m.Links {
		if l := &m.Links[i]; l.Action && !l.fits() {
			return true
		}
	}
	return false
}
