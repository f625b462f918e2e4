package detect

import (
	"strings"
	"testing"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// row is a mail in short, and whether a detector should speak.
type row struct {
	name string
	from string // "Name <address>"; an address alone, or a name alone ending in a space
	html string
	want wire.Severity // "" is nothing
}

const nothing = wire.Severity("")

var baseline = NewIndex(rules.Baseline())

// run holds a detector against its table.
func run(t *testing.T, d *Detector, rows []row) {
	t.Helper()
	for _, r := range rows {
		name, address := splitFrom(r.from)
		m := baseline.Read(&wire.Region{
			Kind: wire.RegionMail, HTML: r.html,
			Fields: map[wire.Field]string{wire.FieldFromName: name, wire.FieldFromAddress: address},
		}, nil)
		got := nothing
		d.Look(m, func(f *wire.Finding) { got = f.Severity })
		if got != r.want {
			t.Errorf("%s: %s: %q, want %q", d.ID, r.name, got, r.want)
		}
	}
}

func splitFrom(from string) (name, address string) {
	if i := strings.IndexByte(from, '<'); i >= 0 {
		return from[:i], from[i+1 : len(from)-1]
	}
	if strings.Contains(from, "@") {
		return "", from
	}
	return from, ""
}

// link is a button of a mail.
func link(url string) string {
	return `<p>お手続きはこちらです。</p><a href="` + url + `">手続きをする</a>`
}

const (
	amazon = "Amazon.co.jp <no-reply@amazon.co.jp>"
	kutsu  = "靴の専門店 <shop@kutsu.example>"
	seller = "靴の専門店 <k3x9@marketplace.amazon.co.jp>"
)
