package detect

import "tashikame/wasm/wire"

// claims-brand: what made us take the mail for the brand's word. Said last: it
// explains why the rest was looked at.
var ClaimsBrand = Detector{
	ID: "claims-brand",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength == Strong {
			found(m.finding(wire.Info, m.Claim.Ref, m.Claim.Quote))
		}
	},
}
