package detect

import (
	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// eachAction calls do for the action links of one kind, in a mail that speaks
// as a brand. A seller's links are seller-links-out's business.
func (m *Mail) eachAction(kind host.Kind, do func(*Link)) {
	if m.Claim.Strength != Strong || m.Claim.Seller {
		return
	}
	for i := range m.Links {
		if l := &m.Links[i]; l.Action && l.To.Kind == kind {
			do(l)
		}
	}
}

// hostFinding is a finding about a host: whom it imitates, how, and which
// part of its name somebody registered.
func (m *Mail) hostFinding(id host.Identity, severity wire.Severity) wire.Finding {
	f := wire.Finding{
		Severity: severity, Host: id.Shown, Differs: id.Differs,
		Params: m.params("host", id.Shown, "how", string(id.How)),
	}
	if id.Imitates != "" {
		f.Params["brand"] = m.brandName(id.Imitates)
	}
	f.Registrable = id.RegistrableSpan()
	return f
}

// params are a text's parameters: the brand claimed, and pairs of name and value.
func (m *Mail) params(pairs ...string) map[string]string {
	p := map[string]string{"brand": m.brandName(m.Claim.Brand)}
	for i := 0; i+1 < len(pairs); i += 2 {
		p[pairs[i]] = pairs[i+1]
	}
	return p
}

// fits says whether a link leads where the brand's own mails may lead.
func (l *Link) fits() bool {
	return l.To.Kind == host.Owned || l.To.Kind == host.Companion
}

func (m *Mail) brandName(id string) string {
	if b := m.Index.brands[id]; b != nil {
		return b.Names[0]
	}
	return ""
}
