package detect

import (
	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// link-hides-destination: an action link of a mail that speaks as a brand goes
// through a shortener or tracker that is not the brand's.
var LinkHidesDestination = Detector{
	ID: "link-hides-destination",
	Look: func(m *Mail, found func(*wire.Finding)) {
		m.eachAction(host.Opaque, func(l *Link) {
			found(m.linkFinding(l, wire.Danger))
		})
	},
}
