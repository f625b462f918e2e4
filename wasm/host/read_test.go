package host

import (
	"encoding/json"
	"os"
	"runtime"
	"strings"
	"testing"
)

// read says the same of every link in testdata/urls.json as WHATWG URL does.
func TestReadAgreesWithTheStandard(t *testing.T) {
	file, err := os.ReadFile("testdata/urls.json")
	if err != nil {
		t.Fatal(err)
	}
	var links []struct{ Link, Base, Href, Host string }
	if err := json.Unmarshal(file, &links); err != nil {
		t.Fatal(err)
	}
	if len(links) < 150 {
		t.Fatalf("only %d links in the table", len(links))
	}
	for _, want := range links {
		got, err := Read(want.Link, want.Base)
		switch _, web := special[got.Scheme]; {
		case err != nil && want.Href != "":
			t.Errorf("%q (base %q): %v; want %s", want.Link, want.Base, err, want.Href)
		case err == nil && want.Href == "" && web:
			t.Errorf("%q (base %q): read as %s; a browser refuses it", want.Link, want.Base, got)
		case err == nil && web && (got.String() != want.Href || got.Host != want.Host):
			t.Errorf("%q (base %q):\n got %s (%s)\nwant %s (%s)", want.Link, want.Base, got, got.Host, want.Href, want.Host)
		case err == nil && !web && !strings.EqualFold(got.Scheme, strings.TrimSuffix(want.Href[:strings.IndexByte(want.Href, ':')+1], ":")):
			t.Errorf("%q: scheme %q; want %s", want.Link, got.Scheme, want.Href)
		}
	}
}

// Where Chromium goes to although the standard says it should not, we must
// follow. (Chromium 156)
func TestReadFollowsChromium(t *testing.T) {
	for link, host := range map[string]string{
		"https://xn--a/":                   "xn--a",
		"https://amazon.xn--zz.x.example/": "amazon.xn--zz.x.example",
	} {
		if got, err := Read(link, ""); err != nil || got.Host != host {
			t.Errorf("%s: %q, %v; want %s", link, got.Host, err, host)
		}
	}
	if runtime.GOOS == "js" {
		return // under js the answer is the machine's own, and node checks no bidi rule
	}
	const bothDirections = "https://a\u05d0.example/"
	if got, err := Read(bothDirections, ""); err == nil {
		t.Errorf("%q: read as %s; Chromium refuses it", bothDirections, got)
	}
}

func TestReadOtherSchemes(t *testing.T) {
	for link, want := range map[string]string{
		"MailTo:a@b.example":          "mailto",
		"java\nscript:alert(1)":       "javascript",
		" \x01javascript:alert(1)":    "javascript",
		"data:text/html,<a>":          "data",
		"blob:https://amazon.co.jp/x": "blob",
		"tel:+81-3-0000-0000":         "tel",
		"x-custom+1.2:y":              "x-custom+1.2",
		"amazon.co.jp:443/x":          "amazon.co.jp",
	} {
		if got, err := Read(link, ""); err != nil || got.Scheme != want || got.Host != "" {
			t.Errorf("%q: %q, %v; want %s", link, got.Scheme, err, want)
		}
	}
}
