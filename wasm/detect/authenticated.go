package detect

import (
	"strings"

	"tashikame/wasm/wire"
)

// authenticated: the mail host itself, on its own page and outside the body,
// states that the mail was signed by the domain in From, which the brand owns.
// This is DMARC's alignment (RFC 7489 §3.1): amazonses.com alone signs for
// anybody. A seller's mail is carried by the brand and is not its word.
var Authenticated = Detector{
	ID: "authenticated",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength != Strong || m.SenderClass() != SenderOwned || m.Site == nil || m.From.Domain.Seller != "" {
			return
		}
		if signer := m.signer(); signer != "" {
			f := m.finding(wire.Info, 0, signer, "host", signer, "site", m.Site.Name)
			f.Host = signer
			found(f)
		}
	},
}

// signer is the domain that the mail host states as the signer, when it is
// aligned with From; "" otherwise.
func (m *Mail) signer() string {
	if m.DMARC.Stated {
		if m.DMARC.Pass && m.aligned(m.DMARC.From) {
			return m.DMARC.From
		}
		return ""
	}
	signed := strings.ToLower(strings.TrimSpace(m.Region.Fields[wire.FieldSignedBy]))
	if m.Region.Kind == wire.RegionMail && m.aligned(signed) {
		return signed
	}
	return ""
}

// aligned is DMARC's relaxed alignment with From, for a domain the brand owns.
func (m *Mail) aligned(domain string) bool {
	if domain == "" {
		return false
	}
	id := m.Index.Hosts.Look(domain)
	return id.Owner == m.Claim.Brand && id.Registrable == m.From.Domain.Registrable
}
