package host

import (
	"strings"
	"testing"

	"golang.org/x/net/idna"
)

func TestDecodePunycode(t *testing.T) {
	for _, name := range []string{"аmazon", "amаzоn", "アマゾン", "ａmazon", "確かめ", "a-b-ü", "ü", "bücher", "𠮷野家", "ünïcödé-ascii", "日本語-domain-名例"} {
		ascii, err := idna.Punycode.ToASCII(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := decodePunycode(ascii[len("xn--"):]); !ok || got != name {
			t.Errorf("%s: %q (%v), want %q", ascii, got, ok, name)
		}
	}
	for _, broken := range []string{"99999999", "a-é", "zzzzzzzzzzz", "-", "ls8h="} {
		if got, ok := decodePunycode(broken); ok && broken != "-" {
			t.Errorf("%s: read as %q", broken, got)
		}
	}
}

func FuzzDecodePunycode(f *testing.F) {
	f.Add("mazon-3ve")
	f.Add("bcher-kva")
	f.Fuzz(func(t *testing.T, coded string) {
		if strings.ToLower(coded) != coded || strings.Contains(coded, ".") {
			return // hosts are in lower case by then, and one label
		}
		got, ok := decodePunycode(coded)
		if !ok {
			return
		}
		want, err := idna.Punycode.ToUnicode("xn--" + coded)
		if err == nil && got != want {
			t.Errorf("%q: %q, x/net/idna says %q", coded, got, want)
		}
	})
}
