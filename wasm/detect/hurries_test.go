package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestHurries(t *testing.T) {
	run(t, &Hurries, []row{
		{"a stranger", "Amazon <a@mail.example>", "<p>至急ご確認ください。</p>", wire.Danger},
		{"a window of hours from a stranger", "Amazon <a@mail.example>", "<p>24時間以内にご確認ください。</p>", wire.Danger},
		{"the window of a real invitation", amazon, "<p>72時間以内にご購入ください。</p>", nothing},
		{"no hurry", "Amazon <a@mail.example>", "<p>ご確認ください。</p>", nothing},
	})
}

func TestHurriesQuotesWhatBelongsToIt(t *testing.T) {
	for html, want := range map[string]string{
		"<p>２４時間以内にご確認ください。</p>":            "２４時間以内",
		"<p>合計 1,980</p><p>至急 ご確認ください。</p>": "至急", // neither the number before nor the space behind
	} {
		m := baseline.Read(&wire.Region{Kind: wire.RegionMail, HTML: html,
			Fields: map[wire.Field]string{wire.FieldFromName: "Amazon", wire.FieldFromAddress: "a@mail.example"}}, nil)
		var quote string
		Hurries.Look(m, func(f *wire.Finding) { quote = f.Quote })
		if quote != want {
			t.Errorf("%s: quotes %q", html, quote)
		}
	}
}
