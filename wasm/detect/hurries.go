package detect

import "tashikame/wasm/wire"

// hurries: presses for an answer at once, or within hours. Honest mails state
// windows too: a window alone is said only where the mail is not the brand's.
var Hurries = Detector{
	ID: "hurries",
	Look: func(m *Mail, found func(*wire.Finding)) {
		said := false
		asks("urgency")(m, func(f *wire.Finding) { said = true; found(f) })
		if !said && m.Contradicted() && !m.Claim.Seller {
			asks("short-window")(m, found)
		}
	},
}
