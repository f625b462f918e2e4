package host

import (
	"slices"
	"strings"
	"testing"

	"tashikame/wasm/rules"
)

func TestFollow(t *testing.T) {
	table := NewTable(rules.Baseline())
	for _, test := range []struct {
		what, link string
		kind       Kind
		host       string
		via        string
	}{
		// Amazon's own
		{"a product page", "https://www.amazon.co.jp/dp/B000000000", Owned, "www.amazon.co.jp", ""},
		{"a short link of Amazon's", "https://amzn.asia/d/x", Owned, "amzn.asia", ""},
		{"another one", "https://a.co/d/x", Owned, "a.co", ""},
		{"an order mail's counter", "https://www.amazon.co.jp/gp/r.html?C=1&M=urn:x&U=https%3A%2F%2Fwww.amazon.co.jp%2Fgp%2Fcss&H=9", Owned, "www.amazon.co.jp", "amazon-mail"},
		{"the same leading out", "https://www.amazon.co.jp/gp/r.html?U=https%3A%2F%2Fevil.example%2F", Foreign, "evil.example", "amazon-mail"},
		{"an open redirect", "https://www.amazon.co.jp/gp/redirect.html?ie=UTF8&location=https%3A%2F%2Fevil.example%2F", Foreign, "evil.example", "amazon-redirect"},
		{"in English", "https://www.amazon.co.jp/-/en/gp/redirect.html/ref=x?location=//evil.example", Foreign, "evil.example", "amazon-redirect-language"},
		{"written to be missed", "https://www.amazon.co.jp//gp/%72edirect.html?location=https:\\\\evil.example", Foreign, "evil.example", "amazon-redirect"},
		{"a redirect to itself", "https://www.amazon.co.jp/gp/redirect.html?location=/gp/css", Owned, "www.amazon.co.jp", "amazon-redirect"},
		{"a redirect with two targets", "https://www.amazon.co.jp/gp/redirect.html?location=/gp/css&location=https://evil.example", Foreign, "evil.example", "amazon-redirect"},
		{"a redirect without one", "https://www.amazon.co.jp/gp/redirect.html", Owned, "www.amazon.co.jp", ""},
		{"an advertisement", "https://aax-fe.amazon-adsystem.com/x/c/abc/https://evil.example/x", Foreign, "evil.example", "amazon-adsystem"},

		// others'
		{"a carrier", "https://toi.kuronekoyamato.co.jp/cgi-bin/tneko", Companion, "toi.kuronekoyamato.co.jp", ""},
		{"a customer's bucket", "https://invoice.s3.ap-northeast-1.amazonaws.com/x", CustomerHosted, "invoice.s3.ap-northeast-1.amazonaws.com", ""},
		{"a bucket with a name", "https://amazon-accounts-check.s3.amazonaws.com/", Imitating, "amazon-accounts-check.s3.amazonaws.com", ""},
		{"a shortener", "https://bit.ly/3abcdef", Opaque, "bit.ly", ""},
		{"a counter that hides", "https://u123.ct.sendgrid.net/ls/click?upn=x", Opaque, "u123.ct.sendgrid.net", ""},
		{"another shop", "https://kutsu.example/", Foreign, "kutsu.example", ""},
		{"a twin", "https://www.аmazon.com/", Imitating, "www.xn--mazon-3ve.com", ""},
		{"an address", "http://0300.0.0x2.1/amazon.co.jp", Foreign, "192.0.2.1", ""},
		{"decoration", "https://amazon.co.jp@evil.example/", Imitating, "evil.example", ""},
		{"a name in the path", "https://evil.example/amazon.co.jp/ap/signin", Foreign, "evil.example", ""},

		// wrapped
		{"Google", "https://www.google.com/url?q=https://evil.example/x%3Fa%3Db&sa=D", Foreign, "evil.example", "google-url"},
		{"Google, both names", "https://www.google.co.jp/url?url=https://www.amazon.co.jp&q=https://evil.example", Foreign, "evil.example", "google-url"},
		{"Google to Amazon", "https://www.google.com/url?q=https%3A%2F%2Fwww.amazon.co.jp%2F", Owned, "www.amazon.co.jp", "google-url"},
		{"AMP", "https://www.google.com/amp/s/evil.example/x?y=1", Foreign, "evil.example", "google-amp"},
		{"AMP's cache", "https://evil-example.cdn.ampproject.org/c/s/evil.example/x", Foreign, "evil.example", "google-amp-cache"},
		{"a translated page", "https://www-evil--site-example.translate.goog/x?_x_tr_sl=ja", Foreign, "www.evil-site.example", "google-translate"},
		{"Safe Links", "https://jpn01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2F&data=05", Foreign, "evil.example", "safelinks"},
		{"Proofpoint 2", "https://urldefense.proofpoint.com/v2/url?u=https-3A__evil.example_a-2520b&d=x", Foreign, "evil.example", "urldefense-v2"},
		{"Proofpoint 3", "https://urldefense.com/v3/__https://evil.example/a*b*c__;Kys!!x!y$", Foreign, "evil.example", "urldefense-v3"},
		{"Cisco", "https://secure-web.cisco.com/1AbC/https%3A%2F%2Fevil.example%2Fx", Foreign, "evil.example", "cisco-secure-web"},
		{"Sophos", "https://jpn.protection.sophos.com/?d=amazon.co.jp&u=aHR0cHM6Ly9ldmlsLmV4YW1wbGUv&i=x", Foreign, "evil.example", "sophos"},
		{"Avanan", "https://url.avanan.click/v2/___https://evil.example/x___.YXAz", Foreign, "evil.example", "checkpoint-avanan"},
		{"Bing", "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9ldmlsLmV4YW1wbGUv&ntb=1", Foreign, "evil.example", "bing"},
		{"Yahoo!", "https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU=https%3a%2f%2fevil.example%2fx/RK=2/RS=y-", Foreign, "evil.example", "yahoo-search"},
		{"Yahoo! JAPAN", "https://rd.yahoo.co.jp/a/b/*https://evil.example/x", Foreign, "evil.example", "yahoo-search"},
		{"Amazon SES", "https://abc.r.ap-northeast-1.awstrack.me/L0/https:%2F%2Fevil.example%2Fa%2Fb/1/0101-x/y=1", Foreign, "evil.example", "awstrack"},
		{"Postmark", "https://click.pstmrk.it/3s/evil.example%2Fx/AbC/d", Foreign, "evil.example", "postmark"},
		{"Amazon Ads on a shop's host", "https://aax-fe.amazon.co.jp/x/c/RAbC/https://evil.example/", Foreign, "evil.example", "amazon-adsystem-shop"},
		{"Associates' redirect", "https://assoc-redirect.amazon.com/g/r/https://evil.example/?tag=x-22", Foreign, "evil.example", "amazon-associates-redirect"},
		{"Amazon's sign-in that goes on elsewhere", "https://www.amazon.co.jp/ap/signin?openid.return_to=https%3A%2F%2Fevil.example%2F", Foreign, "evil.example", "amazon-anywhere"},
		{"Amazon's sign-in that goes on to Amazon", "https://www.amazon.co.jp/ap/signin?openid.return_to=https%3A%2F%2Fwww.amazon.co.jp%2Fgp%2Fcss", Owned, "www.amazon.co.jp", "amazon-anywhere"},
		{"any of Amazon's pages that names one to go on to", "https://www.amazon.co.jp/x/y?a=1&redirect_uri=//evil.example/", Foreign, "evil.example", "amazon-anywhere"},
		{"a page within Amazon to go on to", "https://www.amazon.co.jp/x?next=2&to=/dp/B0EXAMPLE1", Owned, "www.amazon.co.jp", "amazon-anywhere"},
		{"a search for an address", "https://www.amazon.co.jp/s?k=https%3A%2F%2Fevil.example", Owned, "www.amazon.co.jp", ""},
		{"an affiliate", "https://click.linksynergy.com/deeplink?id=x&murl=https%3A%2F%2Fwww.amazon.co.jp%2F", Owned, "www.amazon.co.jp", "linksynergy"},
		{"DoubleClick", "https://ad.doubleclick.net/ddm/clk/1;2;3?https://evil.example/?a=b", Foreign, "evil.example", "google-doubleclick"},
		{"a dereferrer", "https://href.li/?https://evil.example/", Foreign, "evil.example", "dereferrers"},
		{"encoded twice", "https://www.google.com/url?q=https%253A%252F%252Fevil.example%252F", Foreign, "evil.example", "google-url"},
		{"no scheme", "https://www.google.com/url?q=evil.example.com/x", Foreign, "evil.example.com", "google-url"},
		{"a script", "https://www.google.com/url?q=javascript:alert(1)", Unreadable, "", "google-url"},
		{"a shortener inside", "https://www.google.com/url?q=https://bit.ly/x", Opaque, "bit.ly", "google-url"},
		{"three deep", "https://jpn01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fwww.amazon.co.jp%252Fgp%252Fredirect.html%253Flocation%253Dhttps%25253A%25252F%25252Fevil.example%25252F", Foreign, "evil.example", "safelinks google-url amazon-redirect"},
		{"Google's own page", "https://www.google.com/url?q=/search", Foreign, "www.google.com", "google-url"},
		{"shared, not followed", "https://www.facebook.com/sharer/sharer.php?u=https://www.amazon.co.jp/", Foreign, "www.facebook.com", ""},

		// no web page
		{"a mail address", "mailto:cs@shop.example", Elsewhere, "", ""},
		{"a telephone", "tel:0120-000-000", Elsewhere, "", ""},
		{"within the mail", "#top", Elsewhere, "", ""},
		{"nothing", "  ", Elsewhere, "", ""},
		{"a script in the link", "java\nscript:alert(1)", Unreadable, "", ""},
		{"a page in the link", "data:text/html;base64,PGI+", Unreadable, "", ""},
		{"a blob", "blob:https://www.amazon.co.jp/x", Unreadable, "", ""},
		{"a file", "file://evil.example/share", Unreadable, "", ""},
		{"a host with a space", "https://amazon.co.jp x.example/", Unreadable, "", ""},
		{"a path to nowhere", "/gp/css", Unreadable, "", ""},

		// as mail programs complete them
		{"a bare host", "www.amazon.co.jp/gp", Owned, "www.amazon.co.jp", ""},
		{"a bare host with a port", "evil.example:8443/x", Unreadable, "", ""},
		{"a bare host under a real suffix", "evil.example.com:8443/x", Foreign, "evil.example.com", ""},
		{"two slashes", "//evil.example/x", Foreign, "evil.example", ""},
	} {
		d := table.Follow(test.link, "", "amazon")
		if d.Kind != test.kind || d.Host != test.host || strings.Join(d.Via, " ") != test.via {
			t.Errorf("%s (%s):\n got %s %q via %q\nwant %s %q via %q", test.what, test.link, d.Kind, d.Host, d.Via, test.kind, test.host, test.via)
		}
	}
}

func TestFollowIsSeenFromTheBrand(t *testing.T) {
	table := NewTable(&rules.Book{Brands: []rules.Brand{
		{ID: "a", Owns: []string{"a.example"}, Companions: []string{"carrier.example"}, HostsForOthers: []string{"a-host.example"}},
		{ID: "b", Owns: []string{"b.example"}},
	}})
	for _, test := range []struct {
		link, brand string
		want        Kind
	}{
		{"https://a.example/", "a", Owned},
		{"https://a.example/", "b", Foreign},
		{"https://a.example/", "", Owned},
		{"https://carrier.example/", "a", Companion},
		{"https://carrier.example/", "b", Foreign},
		{"https://x.a-host.example/", "a", CustomerHosted},
		{"https://x.a-host.example/", "b", Foreign},
	} {
		if got := table.Follow(test.link, "", test.brand).Kind; got != test.want {
			t.Errorf("%s seen from %q: %s; want %s", test.link, test.brand, got, test.want)
		}
	}
}

func TestFollowResolvesAgainstTheBase(t *testing.T) {
	table := NewTable(rules.Baseline())
	for link, want := range map[string]string{
		"gp/css":                    "https://evil.example/a/gp/css",
		"//www.amazon.co.jp/":       "https://www.amazon.co.jp/",
		"https://www.amazon.co.jp/": "https://www.amazon.co.jp/",
		"#top":                      "https://evil.example/a/b#top",
		"www.amazon.co.jp/x":        "https://evil.example/a/www.amazon.co.jp/x",
	} {
		if got := table.Follow(link, "https://evil.example/a/b", "amazon").URL; got != want {
			t.Errorf("%s: %s; want %s", link, got, want)
		}
	}
}

// A redirector that leads to itself, or too deep, is not followed for ever.
func TestFollowEnds(t *testing.T) {
	table := NewTable(rules.Baseline())
	link := "https://evil.example/"
	for range 20 {
		link = "https://www.google.com/url?q=" + strings.NewReplacer("%", "%25", ":", "%3A", "&", "%26").Replace(link)
	}
	if d := table.Follow(link, "", "amazon"); d.Kind != Opaque || len(d.Via) != maxLayers {
		t.Errorf("twenty deep: %s after %d layers; want opaque after %d", d.Kind, len(d.Via), maxLayers)
	}
	self := "https://www.google.com/url?q=/url?q=/url"
	if d := table.Follow(self, "", "amazon"); d.Kind == Owned || slices.Contains([]Kind{Companion, Elsewhere}, d.Kind) {
		t.Errorf("a redirect to itself: %s", d.Kind)
	}
}
