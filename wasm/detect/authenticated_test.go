package detect

import (
	"testing"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// provider is a webmail on hosts of its own that names its checks.
var provider = &rules.Site{ID: "provider", Name: "Webmail", Hosts: []string{"mail.provider.example"}, AuthServ: "mx.provider.example"}

// source is a mail's source as such a provider shows it.
func source(statement, from string) *wire.Region {
	return &wire.Region{Kind: wire.RegionRaw, Text: "Authentication-Results: mx.provider.example; " + statement + "\nFrom: " + from + "\nSubject: x\n\nbody"}
}

func signed(by, name, address string) *wire.Region {
	return &wire.Region{Kind: wire.RegionMail, HTML: "<p>発送しました。</p>", Fields: map[wire.Field]string{
		wire.FieldFromName: name, wire.FieldFromAddress: address, wire.FieldSignedBy: by,
	}}
}

func TestAuthenticated(t *testing.T) {
	for _, c := range []struct {
		name   string
		region *wire.Region
		site   *rules.Site
		want   bool
	}{
		{"signed by the domain in From", signed("amazon.co.jp", "Amazon.co.jp", "no-reply@amazon.co.jp"), provider, true},
		{"signed by a sub-domain of it", signed("bounces.amazon.co.jp", "Amazon.co.jp", "no-reply@amazon.co.jp"), provider, true},
		{"signed by the carrier alone", signed("amazonses.com", "Amazon.co.jp", "no-reply@amazon.co.jp"), provider, false},
		{"signed by another domain of Amazon's", signed("amazon.com", "Amazon.co.jp", "no-reply@amazon.co.jp"), provider, false},
		{"signed by a stranger", signed("mail.example", "Amazon.co.jp", "no-reply@amazon.co.jp"), provider, false},
		{"signed by an imitation of the stranger's own", signed("amazom.co.jp", "Amazon.co.jp", "no-reply@amazom.co.jp"), provider, false},
		{"stated on a page that is nobody's", signed("amazon.co.jp", "Amazon.co.jp", "no-reply@amazon.co.jp"), nil, false},
		{"a seller's mail is the seller's word", signed("amazon.co.jp", "くつの店", "k@marketplace.amazon.co.jp"), provider, false},
		{"a seller's mail under Amazon's name", signed("amazon.co.jp", "Amazon.co.jp", "k@marketplace.amazon.co.jp"), provider, false},
		{"the source says so", source("dmarc=pass header.from=amazon.co.jp", "Amazon.co.jp <no-reply@amazon.co.jp>"), provider, true},
		{"the source says so of another domain", source("dmarc=pass header.from=mail.example", "Amazon.co.jp <no-reply@amazon.co.jp>"), provider, false},
		{"the source on a page that is nobody's", source("dmarc=pass header.from=amazon.co.jp", "Amazon.co.jp <no-reply@amazon.co.jp>"), nil, false},
		{"two From lines", source("dmarc=pass header.from=amazon.co.jp", "Amazon.co.jp <no-reply@amazon.co.jp>\nFrom: x@mail.example"), provider, false},
	} {
		m := baseline.Read(c.region, c.site)
		got := false
		Authenticated.Look(m, func(*wire.Finding) { got = true })
		if got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
