package detect

import "tashikame/wasm/wire"

// unnatural-japanese: words that machines and other languages' writers leave.
// A weak sign: it is said, and decides nothing.
var UnnaturalJapanese = Detector{
	ID: "unnatural-japanese",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength != Strong {
			return
		}
		if hit, ok := m.Said("unnatural"); ok {
			found(m.saying(wire.Info, hit))
		}
	},
}
