package host

import (
	"bufio"
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/publicsuffix"
)

// The oracle's list is of another day than ours. These are the rules that one
// has and the other has not; everything else must be the same.
//
//go:embed testdata/suffix-differences.txt
var suffixDifferences []byte

func TestRegistrable(t *testing.T) {
	for host, want := range map[string]string{
		"amazon.co.jp":                          "amazon.co.jp",
		"www.amazon.co.jp.":                     "amazon.co.jp",
		"WWW.Amazon.CO.JP":                      "amazon.co.jp",
		"amazon.co.jp.x.example":                "x.example",
		"a.b.workers.dev":                       "b.workers.dev",
		"a.b.web.app":                           "b.web.app",
		"x.s3.ap-northeast-1.amazonaws.com":     "x.s3.ap-northeast-1.amazonaws.com",
		"x.s3-website.eu-north-1.amazonaws.com": "x.s3-website.eu-north-1.amazonaws.com",
		"a.x.city.kawasaki.jp":                  "city.kawasaki.jp", // an exception
		"a.b.x.kawasaki.jp":                     "b.x.kawasaki.jp",  // a wildcard
		"a.xn--mgbai9azgqp6j":                   "a.xn--mgbai9azgqp6j",
		"アマゾン.コム":                               "xn--cckwcxetd.xn--tckwe",
		"co.jp":                                 "",
		"workers.dev":                           "",
		"com":                                   "",
		"a.b.c.no-such-tld":                     "c.no-such-tld",
		"192.0.2.1":                             "",
		"0x7f.1":                                "",
		"[::1]":                                 "",
		"":                                      "",
		"..":                                    "",
	} {
		if got := Registrable(host); got != want {
			t.Errorf("Registrable(%q) = %q; want %q", host, got, want)
		}
	}
}

// TestSuffixesAgree walks every rule of our list and holds each against
// x/net/publicsuffix, at the rule itself and one and two labels below it.
func TestSuffixesAgree(t *testing.T) {
	known := knownDifferences()
	checked := 0
	for _, rule := range allRules() {
		base := strings.NewReplacer("*", "wild", "!", "").Replace(rule)
		for _, host := range []string{base, "a." + base, "b.a." + base} {
			checked++
			got, private := Registrable(host), false
			if start, p := publicSuffix(host); start >= 0 {
				private = p
			}
			want, err := publicsuffix.EffectiveTLDPlusOne(host)
			if err != nil {
				want = ""
			}
			suffix, icann := publicsuffix.PublicSuffix(host)
			wantPrivate := !icann && strings.Contains(suffix, ".")
			if (got != want || private != wantPrivate) && !known[rule] {
				t.Errorf("%s (rule %s): registrable %q, private %v; want %q, %v", host, rule, got, private, want, wantPrivate)
			}
		}
	}
	if checked < 25000 {
		t.Errorf("only %d names checked", checked)
	}
}

// allRules spells the packed trie out.
func allRules() []string {
	s := suffixes()
	var rules []string
	var walk func(node int, name string)
	walk = func(node int, name string) {
		for c := int(s.kids[node]); c < int(s.kids[node+1]); c++ {
			label := s.text[s.labels[c]:s.labels[c+1]]
			below := label
			if name != "" {
				below = label + "." + name
			}
			if s.flags[c] != 0 {
				rules = append(rules, below)
			}
			walk(c, below)
		}
	}
	walk(0, "")
	slices.Sort(rules)
	return rules
}

func knownDifferences() map[string]bool {
	known := map[string]bool{}
	lines := bufio.NewScanner(bytes.NewReader(suffixDifferences))
	for lines.Scan() {
		if rule := strings.TrimSpace(lines.Text()); rule != "" && rule[0] != '#' {
			known[rule] = true
		}
	}
	return known
}
