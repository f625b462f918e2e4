package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestAbsentFromMessageCenter(t *testing.T) {
	const won = "おめでとうございます。招待者に選ばれました"
	for _, c := range []struct {
		name, from, subject string
		signed              string
		absent              bool
		want                bool
	}{
		{"a winner's mail that is not listed", amazon, won, "", true, true},
		{"a winner's mail that is", amazon, won, "", false, false},
		{"an order's mail: some kinds are not listed", amazon, "Amazon.co.jp ご注文の確認", "", true, false},
		{"an acknowledgement that quotes the winning words", amazon, "招待リクエストを受け付けました", "", true, false},
		{"a winner's mail that is signed", amazon, won, "amazon.co.jp", true, false},
		{"a seller's words", seller, won, "", true, false},
		{"a mail that is nobody's", kutsu, won, "", true, false},
	} {
		name, address := splitFrom(c.from)
		m := baseline.Read(&wire.Region{Kind: wire.RegionMail, HTML: "<p>おめでとうございます。招待者に選ばれました。</p>", Fields: map[wire.Field]string{
			wire.FieldFromName: name, wire.FieldFromAddress: address, wire.FieldSubject: c.subject, wire.FieldSignedBy: c.signed,
		}}, provider)
		m.Listed = Listed{Absent: c.absent}
		got := nothing
		AbsentFromMessageCenter.Look(m, func(f *wire.Finding) { got = f.Severity })
		if (got == wire.CautionSign) != c.want {
			t.Errorf("%s: %q, want caution %v", c.name, got, c.want)
		}
	}
}
