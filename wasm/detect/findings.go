package detect

import (
	"strings"

	"tashikame/wasm/host"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
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
func (m *Mail) hostFinding(id *host.Identity, severity wire.Severity) *wire.Finding {
	f := &wire.Finding{
		Severity: severity, Host: id.Shown, Differs: id.Differs,
		Params: m.params("host", id.Shown, "how", string(id.How)),
	}
	if id.Imitates != "" {
		f.Params["brand"] = m.brandName(id.Imitates)
	}
	f.Registrable = id.RegistrableSpan()
	return f
}

// linkFinding is a finding about the host a link leads to.
func (m *Mail) linkFinding(l *Link, severity wire.Severity) *wire.Finding {
	f := m.hostFinding(&l.To.Identity, severity)
	f.Ref, f.Quote = l.Ref, l.Words
	return f
}

// finding is one that stands on words; pairs are what else its text names.
func (m *Mail) finding(severity wire.Severity, ref int, quote string, pairs ...string) *wire.Finding {
	f := &wire.Finding{Severity: severity, Ref: ref, Quote: quote, Params: m.params(pairs...)}
	f.Params["quote"] = quote
	return f
}

// saying is a finding that stands on a phrase of the mail, and on the hours
// before it: 24時間以内 is found by 時間以内.
func (m *Mail) saying(severity wire.Severity, hit words.Hit) *wire.Finding {
	hours := strings.HasPrefix(m.Text.Text[hit.Start:], "時間")
	for hours && hit.Start > 0 && digit(m.Text.Text[hit.Start-1]) {
		hit.Start--
	}
	return m.finding(severity, m.RefOf(hit), m.Words(hit))
}

// ofSender is a finding about the sender's address.
func (m *Mail) ofSender(severity wire.Severity, pairs ...string) *wire.Finding {
	f := m.finding(severity, 0, m.From.Address, append(pairs, "address", m.From.Address)...)
	f.Host = m.From.Domain.Shown
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
