package detect

import (
	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// link-customer-hosted: an action link leads to a host that the brand runs and
// anybody can fill (amazonaws.com, cloudfront.net).
var LinkCustomerHosted = Detector{
	ID: "link-customer-hosted",
	Look: func(m *Mail, found func(wire.Finding)) {
		m.eachAction(host.CustomerHosted, func(l *Link) {
			f := m.hostFinding(l.To.Identity, wire.Danger)
			f.Ref, f.Quote = l.Ref, l.Words
			found(f)
		})
	},
}
