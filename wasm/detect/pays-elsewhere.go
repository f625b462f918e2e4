package detect

import "tashikame/wasm/wire"

// pays-elsewhere: asks for money outside the order: a fee, a transfer, a code.
var PaysElsewhere = Detector{
	ID: "pays-elsewhere",
	Look: func(m *Mail, found func(*wire.Finding)) {
		sellerTrap("fee", "pay-verb")(m, found)
		trap("gone-money", "send-back")(m, found)
	},
}
