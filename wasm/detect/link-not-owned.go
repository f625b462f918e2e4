package detect

import (
	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// link-not-owned: an action link of a mail that speaks as a brand leads to a
// host that the brand does not own.
//
// This catches most real phishing: nine in ten of the hosts confirmed in 2024
// do not even resemble the name (docs/accuracy.md).
var LinkNotOwned = Detector{
	ID: "link-not-owned",
	Look: func(m *Mail, found func(*wire.Finding)) {
		m.eachAction(host.Foreign, func(l *Link) {
			found(m.linkFinding(l, wire.Danger))
		})
	},
}
