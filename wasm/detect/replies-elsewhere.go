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
	Look: func(m *Mail, found func(*wire.Finding)) {
		to, elsewhere := m.replyTo()
		if m.Claim.Strength != Strong || !elsewhere {
			return
		}
		reply := m.Region.Fields[wire.FieldReplyTo]
		severity := wire.CautionSign
		if m.AnswersGoElsewhere() {
			severity = m.gravity()
		}
		f := m.finding(severity, 0, reply, "address", reply)
		f.Host = to.Shown
		found(f)
	},
}

// AnswersGoElsewhere says whether the mail demands something and wants it sent
// to somebody else: the answer is then where it leads, as a link would be.
func (m *Mail) AnswersGoElsewhere() bool {
	_, elsewhere := m.replyTo()
	for i := range m.Links {
		l := &m.Links[i]
		elsewhere = elsewhere || l.To.Scheme == "mailto" && !m.ours(m.Index.domainOf(mailtoAddress(l.Target)))
	}
	return elsewhere && m.Demands()
}

// mailtoAddress is the address a mailto: link writes to (RFC 6068 §2).
func mailtoAddress(target string) string {
	_, address, _ := strings.Cut(target, ":")
	address, _, _ = strings.Cut(address, "?")
	return address
}

// replyTo is where an answer goes, when it does not go to the brand.
func (m *Mail) replyTo() (to host.Identity, elsewhere bool) {
	reply := m.Region.Fields[wire.FieldReplyTo]
	if !strings.Contains(reply, "@") {
		return host.Identity{}, false
	}
	to = m.Index.domainOf(reply)
	return to, !m.ours(to)
}

// ours says whether a mail domain is the claimed brand's, its sellers' relay included.
func (m *Mail) ours(id host.Identity) bool {
	return id.Owner == m.Claim.Brand || id.Seller == m.Claim.Brand
}
