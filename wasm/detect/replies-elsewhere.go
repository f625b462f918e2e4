package detect

import (
	"strings"

	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// replies-elsewhere: an answer to a mail that comes from the brand's address
// would go to somebody else.
var RepliesElsewhere = Detector{
	ID: "replies-elsewhere",
	Look: func(m *Mail, found func(wire.Finding)) {
		to, elsewhere := m.replyTo()
		if m.Claim.Strength != Strong || !elsewhere {
			return
		}
		reply := m.Region.Fields[wire.FieldReplyTo]
		found(wire.Finding{Severity: wire.CautionSign, Quote: reply, Host: to.Shown, Params: m.params("address", reply)})
	},
}

// AnswersGoElsewhere says whether the mail demands something and wants it sent
// to somebody else: the answer is then where it leads, as a link would be.
func (m *Mail) AnswersGoElsewhere() bool {
	_, elsewhere := m.replyTo()
	return elsewhere && m.Demands()
}

// replyTo is where an answer goes, when it does not go to the brand.
func (m *Mail) replyTo() (to host.Identity, elsewhere bool) {
	reply := m.Region.Fields[wire.FieldReplyTo]
	at := strings.LastIndexByte(reply, '@')
	if at < 0 {
		return host.Identity{}, false
	}
	to = m.Index.Hosts.Look(strings.Trim(reply[at+1:], "> \t"))
	return to, to.Owner != m.Claim.Brand && to.Seller != m.Claim.Brand
}
