package detect

import (
	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// link-customer-hosted: an action link leads to a host that the brand runs and
// anybody can fill (amazonaws.com, cloudfront.net).
var LinkCustomerHosted = Detector{
	ID: "link-customer-hosted",
	Look: func(m *Mail, found func(*wire.Finding)) {
		say := func(l *Link) {
			if l.To.RunBy != "" {
				found(m.linkFinding(l, wire.Danger))
			}
		}
		m.eachAction(host.CustomerHosted, say)
		m.eachAction(host.Imitating, say) // a bucket may play on the name besides
	},
}
