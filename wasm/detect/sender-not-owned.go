package detect

import "tashikame/wasm/wire"

// sender-not-owned: a mail that speaks as a brand was sent from an address
// that is not the brand's.
var SenderNotOwned = Detector{
	ID: "sender-not-owned",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength != Strong || m.SenderClass() != SenderForeign {
			return
		}
		found(m.ofSender(wire.Danger))
	},
}
