package page

import (
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"blocks end lines", "<p>一</p><p>二</p>", "一\n二\n"},
		{"letters in elements of their own stay one word", "Ama<b>zo</b><i>n</i>", "Amazon"},
		{"cells are apart", "<table><tr><td>注文<td>249</table>", "注文\n249\n"},
		{"white space folds", " a \n\t b ", "a b "},
		{"entities", "&amp;&yen;1&nbsp;000", "&¥1\u00a0000"},
		{"scripts and styles are no text", "<style>p{}</style><script>x</script>本文", "本文"},
		{"hidden by style", `見える<span style="display: none">隠れ</span>`, "見える"},
		{"hidden by sheet", `<style>.h{display:none}</style>見える<b class="a h">隠れ</b>`, "見える"},
		{"a compound selector hides nothing by itself", `<style>.h.x{display:none}</style><b class="h">見える</b>`, "見える"},
		{"a media query hides nothing here", `<style>@media print{.h{display:none}}</style><b class="h">見える</b>`, "見える"},
		{"hidden by the browser's word", `<b data-unseen>隠れ</b>見える`, "見える"},
		{"size nought", `<span style="font-size:0px">隠れ</span>見える`, "見える"},
		{"a preheader", `<div style="max-height:0;overflow:hidden">前書き</div>本文`, "本文"},
		{"an unclosed hidden part ends with its parent", `<div><span style="display:none">隠れ</div>見える`, "見える"},
	} {
		if got := Read(c.html).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ name, html, target, words string }{
		{"a link", `<a href="https://a.example/">押す</a>`, "https://a.example/", "押す"},
		{"a picture link", `<a href="https://a.example/"><img alt="確認する" src="x"></a>`, "https://a.example/", "確認する"},
		{"an image map", `<map><area href="https://a.example/" alt="ここ"></map>`, "https://a.example/", "ここ"},
		{"a form", `<form action="https://a.example/"><input name=q></form>`, "https://a.example/", ""},
		{"a button of its own mind", `<form><button formaction="https://a.example/">次へ</button></form>`, "https://a.example/", ""},
		{"a refresh", `<meta http-equiv="Refresh" content="0; URL='https://a.example/'">`, "https://a.example/", ""},
		{"SVG", `<svg><a xlink:href="https://a.example/"><text>押す</text></a></svg>`, "https://a.example/", "押す"},
		{"for those without scripts", `<noscript><a href="https://a.example/">押す</a></noscript>`, "https://a.example/", "押す"},
		{"a frame", `<iframe src="https://a.example/"></iframe>`, "https://a.example/", ""},
		{"an address in the text", `詳細はhttps://a.example/x?y=1をご覧ください。`, "https://a.example/x?y=1", "https://a.example/x?y=1"},
		{"an address without scheme", `<p>(www.a.example)</p>`, "www.a.example", "www.a.example"},
		{"a blot before the @ hides no host", `https://●●●@a.example/`, "https://●●●@a.example/", "https://●●●@a.example/"},
		{"the second of two nested links ends the first", `<a href="u"><a href="https://a.example/">押す</a></a>`, "https://a.example/", "押す"},
	} {
		d := Read(c.html)
		if len(d.Links) == 0 {
			t.Errorf("%s: no link", c.name)
			continue
		}
		l := d.Links[len(d.Links)-1]
		if l.Target != c.target || d.Words(l) != c.words {
			t.Errorf("%s: %q %q, want %q %q", c.name, l.Target, d.Words(l), c.target, c.words)
		}
	}
}

func TestBlottedAddressesAreNoLinks(t *testing.T) {
	for _, text := range []string{"https://www.amazon-●●●●.cn/", "http://amazon.〇〇〇.com/ap", "www.amazon-○○.example"} {
		if d := ReadText("偽サイト: " + text); len(d.Links) > 0 {
			t.Errorf("%s: %q is a link", text, d.Links[0].Target)
		}
	}
	if d := ReadText("https://a.example/●●"); len(d.Links) != 1 {
		t.Error("a blot behind the host undoes the link")
	}
}

func TestRefsPointAtTheInnermostElement(t *testing.T) {
	d := Read(`<div data-ref=1>外<p data-ref=2>中<a data-ref=3 href="https://a.example/">鍵</a>後</p></div>`)
	for word, ref := range map[string]int{"外": 1, "中": 2, "鍵": 3, "後": 2} {
		if got := d.RefAt(strings.Index(d.Text, word)); got != ref {
			t.Errorf("%s: ref %d, want %d", word, got, ref)
		}
	}
	if d.Links[0].Ref != 3 {
		t.Errorf("link: ref %d", d.Links[0].Ref)
	}
}

func TestSaltedWords(t *testing.T) {
	if n := Read(`Ama<span style="display:none">xx</span>zon`).Salted; n != 1 {
		t.Errorf("salted %d times, want 1", n)
	}
	if n := Read(`<div style="display:none">前書き</div>本文`).Salted; n != 0 {
		t.Errorf("a preheader counted as salt")
	}
}

func TestQuotations(t *testing.T) {
	const words = "これは私が書いた前置きです。\n"
	for _, c := range []struct {
		name, html string
		quoted     bool
	}{
		{"answered", words + `<blockquote>鍵</blockquote>`, true},
		{"forwarded", words + "<p>---------- Forwarded message ---------<br>From: a<br>Subject: b</p>鍵", true},
		{"nothing but a quotation is the sender's own", `<blockquote>鍵になる長い文章がここに続きます。</blockquote>`, false},
		{"header lines alone, as Outlook puts them", words + "<p><b>差出人:</b> a<br><b>送信日時:</b> b<br><b>件名:</b> c<p>鍵", true},
		{"a list that names senders and subjects", words + "差出人: a 件名: b<br>差出人: c 件名: d<br>鍵", false},
		{"a sender spoken of within a line", words + "次の差出人<br>件名を見て 鍵", false},
		{"a forwarding line without headers is decoration", words + "Forwarded message 鍵", false},
		{"not quoted", words + "鍵", false},
	} {
		d := Read(c.html)
		if got := d.Quoted(strings.Index(d.Text, "鍵")); got != c.quoted {
			t.Errorf("%s: quoted %v", c.name, got)
		}
	}
	d := ReadText("返事です。これは私の文です。\n> 鍵\n")
	if !d.Quoted(strings.Index(d.Text, "鍵")) {
		t.Error("a plain text quotation is not seen")
	}
}

func TestHostileNesting(t *testing.T) {
	deep := strings.Repeat("<div>", 200_000) + "底"
	if d := Read(deep); !strings.Contains(d.Text, "底") {
		t.Error("text below deep nesting is lost")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`<a href="https://a.example/">x<p>y</a><table><td style="display:none">z`)
	f.Add(`<style>.a{display:none}</style><b class=a>x</b>www.example.com`)
	f.Fuzz(func(t *testing.T, body string) {
		d := Read(body)
		for _, l := range d.Links {
			d.Words(l) // a span outside the text panics
			d.RefAt(l.Start)
		}
	})
}
