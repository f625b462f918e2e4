package detect

import (
	"strings"

	"tashikame/wasm/auth"
	"tashikame/wasm/wire"
)

// authentication-fails: the mail host states that the domain in From did not
// send this. In a mail file it is said by whoever wrote the file: nobody says it
// to look better, but forwarding can be the reason, so it weighs less.
var AuthenticationFails = Detector{
	ID: "authentication-fails",
	Look: func(m *Mail, found func(*wire.Finding)) {
		severity, site, dmarc := wire.CautionSign, "", m.DMARC
		if m.Site != nil {
			severity, site = wire.Danger, m.Site.Name
		} else {
			told := m.Region.Fields[wire.FieldAuthResults]
			site, _, _ = strings.Cut(told, ";")
			dmarc = auth.Parse(told)
		}
		if m.Claim.Strength == Strong && dmarc.Fail {
			found(m.ofSender(severity, "site", site))
		}
	},
}
