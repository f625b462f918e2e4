package check

import (
	"strings"
	"testing"

	"tashikame/wasm/wire"
)

func linked(text string) wire.Judgement {
	s := wire.Snapshot{Lang: "ja", Regions: []wire.Region{{Key: "1", Kind: wire.RegionLink, Text: text}}}
	return core.Check(s).Judgements[0]
}

func TestLinks(t *testing.T) {
	for _, c := range []struct {
		text    string
		verdict wire.Verdict
		host    string
		says    string
	}{
		{"https://www.amazon.co.jp/gp/css/order-history", wire.Genuine, "www.amazon.co.jp", "Amazonのサイトです"},
		{" amazon.co.jp ", wire.Consistent, "amazon.co.jp", "Amazonのサイトです"}, // as typed, it opens without TLS
		{"https://amazon.co.jp.login.example/x", wire.Spoofed, "amazon.co.jp.login.example", "似せた"},
		{"https://аmazon.co.jp/", wire.Spoofed, "аmazon.co.jp", "似せた"},
		{"https://www.google.com/url?q=https://amaz0n-login.example/", wire.Spoofed, "amaz0n-login.example", "似せた"},
		{"https://x.s3.amazonaws.com/a", wire.Caution, "x.s3.amazonaws.com", "誰でも"},
		{"https://bit.ly/3abc", wire.Caution, "bit.ly", "短縮"},
		{"http://192.0.2.7/amazon", wire.Caution, "192.0.2.7", "Amazonのサイトではありません"},
		{"http://192.0.2.7/", wire.Caution, "192.0.2.7", "Amazonのサイトではありません"},
		{"https://kutsu.example/", wire.None, "kutsu.example", "Amazonのサイトではありません"},
		{"javascript:alert(1)", wire.Unreadable, "", "読み取れません"},
		{"no-reply@amazon.co.jp", wire.Consistent, "amazon.co.jp", "Amazonが使っているアドレス"},
		{"no-reply@amazon.co.jp.shop.example", wire.Spoofed, "amazon.co.jp.shop.example", "似せた"},
		{"mise@kutsu.example", wire.None, "kutsu.example", "アドレスではありません"},
		{"https://amazon.co.jp@kutsu.example/", wire.Spoofed, "kutsu.example", "似せた"},
	} {
		j := linked(c.text)
		if j.Verdict != c.verdict || !strings.Contains(j.Headline, c.says) || j.Advice == "" {
			t.Errorf("%s: %s %q %q, want %s %q", c.text, j.Verdict, j.Headline, j.Advice, c.verdict, c.says)
		}
		for _, f := range j.Findings {
			if strings.Contains(f.Text, "{") {
				t.Errorf("%s: a place is left open in %q", c.text, f.Text)
			}
		}
		if host := hostsOf(j); host != c.host {
			t.Errorf("%s leads to %q, want %q", c.text, host, c.host)
		}
	}
}

func hostsOf(j wire.Judgement) string {
	var hosts []string
	for _, f := range j.Findings {
		hosts = append(hosts, f.Host)
	}
	return strings.Join(hosts, " ")
}

// Each text that can be asked for is there.
func TestLinkTexts(t *testing.T) {
	for _, kind := range []string{"owned", "companion", "customer-hosted", "opaque", "foreign", "imitating", "unreadable", "elsewhere"} {
		if text := core.text("link-"+kind, "en", nil); text == "" {
			t.Errorf("no text link-%s", kind)
		}
		if text := core.text("address-"+kind, "en", nil); text == "" && kind != "elsewhere" {
			t.Errorf("no text address-%s", kind)
		}
	}
	for page := range core.index.Book.Brands[0].Pages {
		if core.text("next-"+page, "ja", nil) == "" {
			t.Errorf("no text next-%s", page)
		}
	}
}

func TestNextStep(t *testing.T) {
	honest := letter(subject, date, usual)
	false_ := letter(subject, date, `<p>Amazon.co.jpをご利用いただきありがとうございます。</p><a href="https://kutsu.example/">確認する</a>`)
	plain := letter("お知らせ", date, "<p>こんにちは</p>")
	plain.Regions[0].Fields = map[wire.Field]string{}
	for _, c := range []struct {
		name string
		mail wire.Snapshot
		open string
	}{
		{"what may be theirs is looked up in their own list", honest, "https://www.amazon.co.jp/gp/message"},
		{"a false one leads away from itself", false_, "https://www.amazon.co.jp/"},
		{"a mail of nobody's has none", plain, ""},
	} {
		open := ""
		if j := core.Check(c.mail).Judgements[0]; j.Next != nil {
			open = j.Next.Open
			if j.Next.Text == "" {
				t.Errorf("%s: its button says nothing", c.name)
			}
		}
		if open != c.open {
			t.Errorf("%s: opens %q, want %q", c.name, open, c.open)
		}
	}
}
