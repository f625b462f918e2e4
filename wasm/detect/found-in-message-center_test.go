package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestFoundInMessageCenter(t *testing.T) {
	const thanks = "<p>ご注文ありがとうございます。</p>"
	for _, c := range []struct {
		name, from, html string
		proves           bool
		want             bool
	}{
		{"listed by the brand", amazon, thanks, true, true},
		{"not listed", amazon, thanks, false, false},
		{"a seller's mail", seller, thanks, true, false},
		{"a seller's mail under Amazon's name", "Amazon.co.jp <k3x9@marketplace.amazon.co.jp>", thanks, true, false},
		{"a forged sender", "Amazon.co.jp <info@mail.example>", thanks, true, false},
		{"no address shown", "Amazon.co.jp", thanks, true, false},
		{"a name in other letters", "Аmazon.co.jp <no-reply@amazon.co.jp>", thanks, true, false},
		{"a mail that quotes another of Amazon's", amazon, thanks + `<blockquote><p>お客様のAmazonアカウントをご確認ください。Amazon.co.jpカスタマーサービス © Amazon</p><a href="https://www.amazon.co.jp/">確認する</a></blockquote>`, true, false},
		{"somebody else's mail", kutsu, "<p>Amazonでも買えます。</p>", true, false},
	} {
		name, address := splitFrom(c.from)
		m := baseline.Read(&wire.Region{Kind: wire.RegionMail, HTML: c.html, Fields: map[wire.Field]string{
			wire.FieldFromName: name, wire.FieldFromAddress: address, wire.FieldSubject: "ご注文の確認",
		}}, provider)
		m.Listed = Listed{Proves: c.proves}
		got := false
		FoundInMessageCenter.Look(m, func(*wire.Finding) { got = true })
		if got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
