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
