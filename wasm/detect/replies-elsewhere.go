package detect

import (
	"strings"

	"tashikame/wasm/wire"
)

// replies-elsewhere: an answer to a mail that comes from the brand's address
// would go to somebody else.
var RepliesElsewhere = Detector{
	ID: "replies-elsewhere",
	Look: func(m *Mail, found func(wire.Finding)) {
		reply := m.Region.Fields[wire.FieldReplyTo]
		at := strings.LastIndexByte(reply, '@')
		if m.Claim.Strength != Strong || at < 0 {
			return
		}
		to := m.Index.Hosts.Look(strings.Trim(reply[at+1:], "> \t"))
		if to.Owner == m.Claim.Brand || to.Seller == m.Claim.Brand {
			return
		}
		found(wire.Finding{Severity: wire.CautionSign, Quote: reply, Host: to.Shown, Params: m.params("address", reply)})
	},
}
