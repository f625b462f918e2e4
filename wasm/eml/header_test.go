package eml

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tashikame/wasm/wire"
)

func TestFrom(t *testing.T) {
	jis := in(t, japanese.ISO2022JP, "アマゾン")
	sjis := in(t, japanese.ShiftJIS, "ソニー") // its second bytes are \ and so on
	for _, c := range []struct{ from, name, address string }{
		{`Amazon.co.jp <no-reply@amazon.co.jp>`, "Amazon.co.jp", "no-reply@amazon.co.jp"},
		{`"Amazon.co.jp" <no-reply@amazon.co.jp>`, "Amazon.co.jp", "no-reply@amazon.co.jp"},
		{`no-reply@amazon.co.jp`, "", "no-reply@amazon.co.jp"},
		{`<no-reply@amazon.co.jp>`, "", "no-reply@amazon.co.jp"},
		{`no-reply@amazon.co.jp (Amazon.co.jp)`, "Amazon.co.jp", "no-reply@amazon.co.jp"},
		{`=?UTF-8?B?44Ki44Oe44K+44Oz?= <a@a.example>`, "アマゾン", "a@a.example"},
		{`"=?UTF-8?B?44Ki44Oe44K+44Oz?=" <a@a.example>`, "アマゾン", "a@a.example"},
		{`=?UTF-8?B?44Ki44Oe44K+44Oz?=<a@a.example>`, "アマゾン", "a@a.example"},
		{`=?utf-8?q?=E3=82=A2_=3Cno-reply=40amazon.co.jp=3E?= <a@a.example>`, "ア <no-reply@amazon.co.jp>", "a@a.example"},
		{`"no-reply@amazon.co.jp" <a@a.example>`, "no-reply@amazon.co.jp", "a@a.example"},
		{`"Amazon <no-reply@amazon.co.jp>" <a@a.example>`, "Amazon <no-reply@amazon.co.jp>", "a@a.example"},
		{`"A \"B\" C" <a@a.example>`, `A "B" C`, "a@a.example"},
		{`Amazon, Inc. <a@a.example>`, "Amazon", "a@a.example"}, // two by the grammar
		{`Amazon <a@amazon.co.jp>, Dieb <b@kutsu.example>`, "Amazon", "a@amazon.co.jp, b@kutsu.example"},
		{`Amazon <a@amazon.co.jp (kommentar)`, "Amazon", "a@amazon.co.jp(kommentar)"},
		{`Amazon`, "Amazon", ""},
		{jis + ` <a@a.example>`, "アマゾン", "a@a.example"},
		{`"` + sjis + `" <a@a.example>`, "ソニー", "a@a.example"},
		{`Amazon` + "\t" + ` <a@a.example>`, "Amazon", "a@a.example"},
		{`undisclosed: ;`, "undisclosed:", ""},
		{``, "", ""},
	} {
		region, _ := read(t, "Subject: x\nFrom: "+c.from+"\n\nhello\n")
		if region.Fields[wire.FieldFromName] != c.name || region.Fields[wire.FieldFromAddress] != c.address {
			t.Errorf("%q: %q <%s>, want %q <%s>", c.from, region.Fields[wire.FieldFromName], region.Fields[wire.FieldFromAddress], c.name, c.address)
		}
	}
	two, _ := read(t, "From: Amazon <a@amazon.co.jp>\nFrom: Dieb <b@kutsu.example>\n\nhello\n")
	if got := two.Fields[wire.FieldFromAddress]; got != "a@amazon.co.jp, b@kutsu.example" {
		t.Errorf("two From fields: %q: one hides behind the other", got)
	}
}

func TestSubject(t *testing.T) {
	utf8 := "ご注文の確認"
	for _, c := range []struct{ name, field, want string }{
		{"one word", "=?utf-8?B?44GU5rOo5paH44Gu56K66KqN?=", utf8},
		{"folded words", "=?utf-8?B?44GU5rOo5paH?=\n =?utf-8?B?44Gu56K66KqN?=", utf8},
		{"cut inside a character", "=?utf-8?B?44GU5rOo5pY=?=\n =?UTF-8?B?h+OBrueiuuiqjQ==?=", utf8},
		{"no space between", "=?utf-8?B?44GU5rOo5paH?==?utf-8?B?44Gu56K66KqN?=", utf8},
		{"quoted-printable", "=?UTF-8?Q?=E3=81=94=E6=B3=A8=E6=96=87_No._12?=", "ご注文 No. 12"},
		{"a space inside a word", "=?UTF-8?Q?=E3=81=94 =E6=B3=A8?=", "ご 注"},
		{"padding missing", "=?utf-8?B?44GU5rOo5paH44Gu56K66KqNYQ?=", utf8 + "a"},
		{"a language", "=?utf-8*ja?B?44GU5rOo?=", "ご注"},
		{"ISO-2022-JP cut without returning to ASCII", "=?iso-2022-jp?B?GyRCJDRDbQ==?=\n =?iso-2022-jp?B?SjgkTjNORycbKEI=?=", utf8},
		{"Shift_JIS", "=?shift_jis?B?grKSjZW2?=", "ご注文"},
		{"two charsets", "=?utf-8?B?44GU5rOo?= =?shift_jis?B?lbY=?=", "ご注文"},
		{"words among text", "Re: =?utf-8?B?44GU5rOo?= (2)", "Re: ご注 (2)"},
		{"raw UTF-8", utf8, utf8},
		{"raw Shift_JIS", in(t, japanese.ShiftJIS, utf8), utf8},
		{"raw EUC-JP", in(t, japanese.EUCJP, utf8), utf8},
		{"raw ISO-2022-JP", in(t, japanese.ISO2022JP, utf8), utf8},
		{"a full-width space stays", "=?utf-8?B?44GC44CA44GE?=", "あ　い"},
		{"not a word", "1 =? 2 =?x?= =?utf-8?X?a?=", "1 =? 2 =?x?= =?utf-8?X?a?="},
		{"empty", "", ""},
	} {
		region, _ := read(t, "From: a@a.example\nSubject: "+c.field+"\n\nhello\n")
		if got := region.Fields[wire.FieldSubject]; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestOtherFields(t *testing.T) {
	region, _ := read(t, strings.Join([]string{
		"Return-Path: <bounce@kutsu.example>",
		"Authentication-Results: mx.mailbox.example; dkim=fail",
		"Received: from x by y; Sat, 21 Nov 2026 10:00:00 +0900",
		"Authentication-Results: mx.mailbox.example; dkim=pass header.d=amazon.co.jp",
		"From: a@a.example", "Reply-To: =?utf-8?B?44GC?= <r@kutsu.example>", "Date : Sat, 21 Nov 2026 10:00:00 +0900",
		"", "Authentication-Results: body", "",
	}, "\n"))
	want := map[wire.Field]string{
		wire.FieldFromAddress: "a@a.example", wire.FieldReturnPath: "bounce@kutsu.example", wire.FieldReplyTo: "r@kutsu.example",
		wire.FieldDate: "Sat, 21 Nov 2026 10:00:00 +0900", wire.FieldAuthResults: "mx.mailbox.example; dkim=fail",
	}
	if len(region.Fields) != len(want) {
		t.Errorf("fields %v", region.Fields)
	}
	for field, text := range want {
		if region.Fields[field] != text {
			t.Errorf("%s: %q, want %q", field, region.Fields[field], text)
		}
	}
}

// A header must not cost more than its length, however it is made.
func TestLongHeadersAreLinear(t *testing.T) {
	for _, piece := range []string{"=?a?b?", "=?a?x?", "=?", "(", "<", `"`, "a,", "\x1b", "=?a?q?=", "=?a?b??= "} {
		long := strings.Repeat(piece, maxHeader/len(piece))
		read(t, "From: "+long+"\nContent-Type: "+long+"\nSubject: "+long+"\n\nhello\n")
	}
}
