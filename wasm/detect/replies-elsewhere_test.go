package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestRepliesElsewhere(t *testing.T) {
	for _, c := range []struct {
		name, reply string
		want        bool
	}{
		{"to a stranger", "amazon.support@mail.example", true},
		{"with a name", `"Amazon" <a@mail.example>`, true},
		{"to Amazon", "no-reply@amazon.co.jp", false},
		{"to a seller through Amazon", "k3x9@marketplace.amazon.co.jp", false},
		{"not shown", "", false},
	} {
		m := baseline.Read(&wire.Region{Kind: wire.RegionMail, HTML: "<p>本文</p>", Fields: map[wire.Field]string{
			wire.FieldFromName: "Amazon.co.jp", wire.FieldFromAddress: "no-reply@amazon.co.jp", wire.FieldReplyTo: c.reply,
		}}, nil)
		got := false
		RepliesElsewhere.Look(m, func(*wire.Finding) { got = true })
		if got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
