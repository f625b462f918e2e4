package detect

import "tashikame/wasm/wire"

// sender-not-shown: the webmail shows no address, so half the check is missing.
var SenderNotShown = Detector{
	ID: "sender-not-shown",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength == Strong && m.SenderClass() == SenderNone {
			found(m.finding(wire.Info, 0, m.From.Name))
		}
	},
}
