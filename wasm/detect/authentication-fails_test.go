package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestAuthenticationFails(t *testing.T) {
	const from = "Amazon.co.jp <no-reply@amazon.co.jp>"
	for statement, want := range map[string]bool{
		"dmarc=fail header.from=amazon.co.jp":      true,
		"dmarc=pass header.from=amazon.co.jp":      false,
		"dkim=fail header.i=@amazon.co.jp":         false, // DMARC may have passed by SPF
		"dmarc=none header.from=amazon.co.jp":      false,
		"dmarc=temperror header.from=amazon.co.jp": false,
	} {
		m := baseline.Read(source(statement, from), provider)
		got := false
		AuthenticationFails.Look(m, func(*wire.Finding) { got = true })
		if got != want {
			t.Errorf("%s: %v, want %v", statement, got, want)
		}
	}
}

// What a mail file holds may warn; nobody vouches for it.
func TestAuthenticationFailsInAFile(t *testing.T) {
	for statement, want := range map[string]bool{
		"mx.mailbox.example; dkim=fail; dmarc=fail (p=quarantine) header.from=amazon.co.jp": true,
		"mx.mailbox.example; dmarc=pass header.from=amazon.co.jp":                           false,
		"mx.mailbox.example; none":                  false,
		"mx.mailbox.example; spf=fail (dmarc=fail)": false,
		"": false,
	} {
		m := baseline.Read(&wire.Region{Kind: wire.RegionMail, Text: "x", Fields: map[wire.Field]string{
			wire.FieldFromName: "Amazon.co.jp", wire.FieldFromAddress: "no-reply@amazon.co.jp", wire.FieldAuthResults: statement,
		}}, nil)
		got := false
		AuthenticationFails.Look(m, func(f *wire.Finding) {
			got = f.Severity == wire.CautionSign && f.Params["site"] == "mx.mailbox.example"
		})
		if got != want {
			t.Errorf("%q: %v, want %v", statement, got, want)
		}
	}
}
