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
