package detect

import "tashikame/wasm/wire"

// authentication-fails: the mail host states that the domain in From did not
// send this.
var AuthenticationFails = Detector{
	ID: "authentication-fails",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength == Strong && m.DMARC.Fail {
			found(m.ofSender(wire.Danger, "site", m.Site.Name))
		}
	},
}
