package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestAttachmentRuns(t *testing.T) {
	for _, c := range []struct {
		name, file string
		want       bool
	}{
		{"a page of its own", "Amazon_明細.html", true},
		{"a program called a document", "invoice.pdf.exe", true},
		{"in capitals, and a dot that Windows drops", "INVOICE.SCR.", true},
		{"written backwards", "invoice_\u202efdp.exe", true},
		{"full-width", "請求書．ｈｔｍ", true},
		{"a document with macros", "注文書.docm", true},
		{"an archive called a document", "invoice.pdf.zip", true},
		{"a receipt", "領収書_503-1020304-5060708.pdf", false},
		{"a photo", "IMG_0001.jpg", false},
		{"photos in an archive", "写真.zip", false},
		{"an archive with a version", "manual_v1.2.zip", false},
		{"no kind", "README", false},
		{"no name", "", false},
	} {
		m := &Mail{Index: baseline, Region: &wire.Region{Attachments: []string{c.file}}}
		if got := m.runs() != ""; got != c.want {
			t.Errorf("%s: %q runs: %v, want %v", c.name, c.file, got, c.want)
		}
	}
	for from, want := range map[string]wire.Severity{amazon: wire.Danger, seller: wire.CautionSign, kutsu: nothing} {
		name, address := splitFrom(from)
		m := baseline.Read(&wire.Region{Kind: wire.RegionMail, HTML: "<p>明細を添付します。</p>", Attachments: []string{"a.pdf", "b.html"},
			Fields: map[wire.Field]string{wire.FieldFromName: name, wire.FieldFromAddress: address}}, nil)
		got := nothing
		AttachmentRuns.Look(m, func(f *wire.Finding) {
			if got = f.Severity; f.Quote != "b.html" {
				t.Errorf("%s: names %q", from, f.Quote)
			}
		})
		if got != want {
			t.Errorf("from %s: %q, want %q", from, got, want)
		}
	}
}
