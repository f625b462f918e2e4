package check

import (
	"testing"

	"tashikame/wasm/detect"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

var core = New(rules.Baseline())

// mail makes a snapshot of one mail.
func mail(name, address, html string) wire.Snapshot {
	return wire.Snapshot{Lang: "ja", Regions: []wire.Region{{
		Key: "1", Kind: wire.RegionMail, HTML: html,
		Fields: map[wire.Field]string{wire.FieldFromName: name, wire.FieldFromAddress: address},
	}}}
}

func link(url string) string {
	return `<p>詳しくはこちらをご覧ください。</p><a href="` + url + `">詳しく見る</a>`
}

// The senders and the links of the table in ARCHITECTURE.md, "Verdicts".
var (
	owned    = [2]string{"Amazon.co.jp", "no-reply@amazon.co.jp"}
	notShown = [2]string{"Amazon.co.jp", ""}
	foreign  = [2]string{"Amazon.co.jp", "info@mail.example"}
	seller   = [2]string{"くつの店", "k3x9@marketplace.amazon.co.jp"}

	fits      = link("https://www.amazon.co.jp/gp/css/order-history")
	companion = link("https://toi.kuronekoyamato.co.jp/")
	opaque    = link("https://bit.ly/3abc")
	customer  = link("https://kutsu.s3.amazonaws.com/")
	elsewhere = link("https://kutsu.example/")
	imitating = link("https://amazon.co.jp.kutsu.example/")
	broken    = link("https://[kutsu/")
	none      = "<p>お荷物を発送しました。到着までしばらくお待ちください。</p>"
)

func TestStrongClaims(t *testing.T) {
	type cells map[string]wire.Verdict
	for _, row := range []struct {
		name string
		from [2]string
		want cells
	}{
		{"sender owned", owned, cells{fits: wire.Consistent, companion: wire.Consistent, none: wire.Consistent,
			opaque: wire.Spoofed, customer: wire.Spoofed, elsewhere: wire.Spoofed, imitating: wire.Spoofed, broken: wire.Spoofed}},
		{"sender not shown", notShown, cells{fits: wire.Consistent, companion: wire.Consistent, none: wire.Consistent,
			opaque: wire.Spoofed, customer: wire.Spoofed, elsewhere: wire.Spoofed, imitating: wire.Spoofed, broken: wire.Spoofed}},
		{"sender not owned", foreign, cells{fits: wire.Spoofed, companion: wire.Spoofed, none: wire.Spoofed,
			opaque: wire.Spoofed, customer: wire.Spoofed, elsewhere: wire.Spoofed, imitating: wire.Spoofed, broken: wire.Spoofed}},
		{"seller", seller, cells{fits: wire.Consistent, companion: wire.Consistent, none: wire.Consistent,
			opaque: wire.Caution, customer: wire.Caution, elsewhere: wire.Caution, imitating: wire.Spoofed, broken: wire.Caution}},
	} {
		for html, want := range row.want {
			report := core.Check(mail(row.from[0], row.from[1], html))
			if report.Verdict != want {
				t.Errorf("%s, %s: %s, want %s", row.name, html, report.Verdict, want)
			}
		}
	}
}

// A destination that nobody can read weighs as a link that nobody can read.
func TestStrongClaimsThatLeadUnseen(t *testing.T) {
	const (
		form    = `<form><p>パスワード</p><input type="password"><button>サインイン</button></form>`
		sent    = `<form action="https://www.amazon.co.jp/ap/signin"><p>パスワード</p><input type="text"></form>`
		scan    = `<p>スマートフォンでQRコードを読み取り、本人確認を完了してください。</p><img src="cid:1" width="200" height="200">`
		shown   = `<p>レジでQRコードをご提示ください。</p><img src="cid:1" width="200" height="200">`
		attach  = "<p>明細を添付します。</p>"
		replies = "<p>銀行名、口座番号をこのメールにご返信ください。</p>"
	)
	for _, c := range []struct {
		name, html, file, reply string
		owned, foreign, seller  wire.Verdict
	}{
		{"a form without a destination", form, "", "", wire.Spoofed, wire.Spoofed, wire.Caution},
		{"a form that leads to Amazon", sent, "", "", wire.Consistent, wire.Spoofed, wire.Consistent},
		{"a code to scan for a demand", scan, "", "", wire.Spoofed, wire.Spoofed, wire.Caution},
		{"a code to be shown", shown, "", "", wire.Consistent, wire.Spoofed, wire.Consistent},
		{"a file that runs", attach, "明細.html", "", wire.Spoofed, wire.Spoofed, wire.Caution},
		{"a receipt", attach, "領収書.pdf", "", wire.Consistent, wire.Spoofed, wire.Consistent},
		{"an answer that is to go to a stranger", replies, "", "henkin@mail.example", wire.Spoofed, wire.Spoofed, wire.Caution},
		{"an answer that is to go to Amazon", replies, "", "cs-reply@amazon.co.jp", wire.Consistent, wire.Spoofed, wire.Consistent},
	} {
		for from, want := range map[[2]string]wire.Verdict{owned: c.owned, notShown: c.owned, foreign: c.foreign, seller: c.seller} {
			s := mail(from[0], from[1], c.html)
			s.Regions[0].Attachments = []string{c.file}
			s.Regions[0].Fields[wire.FieldReplyTo] = c.reply
			if got := core.Check(s).Verdict; got != want {
				t.Errorf("%s, from %s: %s, want %s", c.name, from, got, want)
			}
		}
	}
}

// Where a body was only guessed at, the webmail's own buttons may be in it.
func TestButtonsAroundAGuessedBody(t *testing.T) {
	s := mail(owned[0], owned[1], `<button>返信</button><textarea></textarea>`+fits)
	if got := core.Check(s).Verdict; got != wire.Spoofed {
		t.Errorf("in a body: %s", got)
	}
	s.Site = "generic"
	if got := core.Check(s).Verdict; got != wire.Consistent {
		t.Errorf("around one: %s", got)
	}
}

// What the mail host states turns consistent into genuine, and nothing else.
func TestProof(t *testing.T) {
	const abuse = "<p>お心当たりのない場合は 050-0000-9999 にお電話ください。</p>"
	picture := `<img src="cid:1" width="600" height="900">`
	for _, c := range []struct {
		name string
		from [2]string
		html string
		want wire.Verdict
	}{
		{"owned, links fit", owned, fits, wire.Genuine},
		{"owned, a companion", owned, companion, wire.Genuine},
		{"owned, no link", owned, none, wire.Genuine},
		{"owned, opaque", owned, opaque, wire.Spoofed},
		{"owned, customer-hosted", owned, customer, wire.Spoofed},
		{"owned, foreign", owned, elsewhere, wire.Spoofed},
		{"owned, imitating", owned, imitating, wire.Spoofed},
		{"owned, unreadable", owned, broken, wire.Spoofed},
		{"owned, and abused", owned, fits + abuse, wire.Caution},
		{"owned, a picture and nothing else", owned, `<a href="https://www.amazon.co.jp/">` + picture + `</a>`, wire.Unreadable},
		{"not shown", notShown, fits, wire.Consistent},
		{"foreign", foreign, fits, wire.Spoofed},
		{"seller", seller, fits, wire.Consistent},
		{"seller under Amazon's name", [2]string{"Amazon.co.jp", seller[1]}, fits, wire.Consistent},
	} {
		s := mail(c.from[0], c.from[1], c.html)
		s.Site, s.URL = "gmail", "https://mail.google.com/mail/u/0/"
		s.Regions[0].Fields[wire.FieldSignedBy] = "amazon.co.jp"
		if got := core.Check(s).Verdict; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		for _, url := range []string{"", "http://mail.google.com/", "https://mail.google.com.kutsu.example/", "https://kutsu.example/"} {
			s.URL = url
			if got := core.Check(s).Verdict; got == wire.Genuine {
				t.Errorf("%s: genuine on a page at %q", c.name, url)
			}
		}
	}
}

func TestWeakClaims(t *testing.T) {
	const mention = "<p>Amazonでも買えます。</p>"
	const demand = "<p>パスワードを入力してください。</p>"
	const shown = `<a href="https://kutsu.example/">https://www.amazon.co.jp/</a>`
	for _, c := range []struct {
		name, html string
		want       wire.Verdict
	}{
		{"links fit", mention + fits, wire.None},
		{"no link", mention, wire.None},
		{"links elsewhere", mention + elsewhere, wire.None},
		{"links elsewhere, and a demand", mention + elsewhere + demand, wire.None},
		{"an opaque link and a demand", mention + opaque + demand, wire.None},
		{"a customer's host and a demand", mention + customer + demand, wire.None},
		{"an unreadable link and a demand", mention + broken + demand, wire.None},
		{"shows Amazon's address, leads elsewhere", mention + shown, wire.None},
		{"only a picture, and leads elsewhere", `<a href="https://kutsu.example/"><img src="x" alt="Amazon" width="600" height="900"></a>`, wire.Caution},
		{"an imitating host", mention + imitating, wire.Caution},
		{"an imitating host and a demand", mention + imitating + demand, wire.Spoofed},
		{"shows Amazon's address, leads elsewhere, and a demand", mention + shown + demand, wire.Spoofed},
	} {
		if got := core.Check(mail("くつの店", "shop@kutsu.example", c.html)).Verdict; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestNoClaim(t *testing.T) {
	for name, html := range map[string]string{"elsewhere": elsewhere, "imitating": imitating, "opaque": opaque, "no link": none} {
		if got := core.Check(mail("くつの店", "shop@kutsu.example", html)).Verdict; got != wire.None {
			t.Errorf("%s: %s, want none: a banner where nothing is claimed", name, got)
		}
	}
	report := core.Check(mail("くつの店", "shop@kutsu.example", imitating))
	if f := report.Judgements[0].Findings; len(f) != 1 || f[0].ID != "link-imitates" {
		t.Errorf("the imitating link is not marked: %v", f)
	}
}

func TestNothingToRead(t *testing.T) {
	picture := `<img src="cid:1" width="600" height="900">`
	for _, c := range []struct {
		name, html string
		want       wire.Verdict
	}{
		{"a picture and no link", picture, wire.Unreadable},
		{"a picture that leads to Amazon", `<a href="https://www.amazon.co.jp/">` + picture + `</a>`, wire.Unreadable},
		{"a picture that leads elsewhere", `<a href="https://kutsu.example/">` + picture + `</a>`, wire.Spoofed},
	} {
		if got := core.Check(mail(owned[0], owned[1], c.html)).Verdict; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	changed := mail(owned[0], owned[1], "")
	changed.Regions[0].Problem = "changed"
	if got := core.Check(changed); got.Verdict != wire.Unreadable || got.Judgements[0].Headline == "" {
		t.Errorf("a page that has changed: %+v", got)
	}
}

func TestAPanicIsUnreadableAndTheNextCheckWorks(t *testing.T) {
	broken := *core
	broken.read = func(*wire.Region, *rules.Site) *detect.Mail { panic("a bug") }
	report := broken.Check(mail(owned[0], owned[1], fits))
	if report.Verdict != wire.Unreadable || report.Judgements[0].Headline == "" {
		t.Errorf("a panic: %+v", report)
	}
	if got := core.Check(mail(owned[0], owned[1], fits)).Verdict; got != wire.Consistent {
		t.Errorf("the check after a panic: %s", got)
	}
}
