package auth

import (
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/authres"
)

const google = "mx.google.com"

func TestReadDMARC(t *testing.T) {
	const from = "\nFrom: Amazon.co.jp <no-reply@amazon.co.jp>\nSubject: x\n\nbody"
	const ar = "Authentication-Results: mx.google.com;\r\n       dkim=pass header.i=@amazon.co.jp header.s=k header.b=x;\r\n       spf=pass (google.com: domain of 1@bounces.amazon.co.jp designates 54.0.0.1) smtp.mailfrom=1@bounces.amazon.co.jp;\r\n       dmarc=pass (p=QUARANTINE sp=QUARANTINE dis=NONE) header.from=amazon.co.jp"
	for _, c := range []struct {
		name, raw    string
		stated, pass bool
	}{
		{"as Gmail writes it", "Delivered-To: a@b.example\nReceived: by x\n" + ar + from, true, true},
		{"failed", "Authentication-Results: mx.google.com; dmarc=fail header.from=amazon.co.jp" + from, true, false},
		{"another host's", "Authentication-Results: mx.evil.example; dmarc=pass header.from=amazon.co.jp" + from, false, false},
		{"another host's, the name in a comment", "Authentication-Results: mx.evil.example (mx.google.com); dmarc=pass header.from=amazon.co.jp" + from, false, false},
		{"typed among the sender's fields", "From: a\nAuthentication-Results: mx.google.com; dmarc=pass header.from=amazon.co.jp\nSubject: x\n\n", false, false},
		{"typed by the sender besides the host's own", ar + "\nAuthentication-Results: mx.google.com; dmarc=fail header.from=amazon.co.jp" + from, false, false},
		{"typed above the host's own", "Authentication-Results: mx.google.com; dmarc=pass header.from=amazon.co.jp\nReceived: by x\n" + ar + from, false, false},
		{"the id on a line of its own", "Authentication-Results:\n\tmx.google.com;\n dmarc=pass\n header.from=amazon.co.jp" + from, true, true},
		{"a space before the colon", "Authentication-Results : mx.google.com; dmarc=pass header.from=amazon.co.jp" + from, false, false},
		{"a version behind the id, as RFC 8601 allows", "Authentication-Results: mx.google.com 1; dmarc=pass header.from=amazon.co.jp" + from, true, true},
		{"the id begins another", "Authentication-Results: mx.google.com.evil.example; dmarc=pass header.from=amazon.co.jp" + from, false, false},
		{"below a From that is folded", "From:\n\tx\nAuthentication-Results: mx.google.com; dmarc=pass header.from=amazon.co.jp" + from, false, false},
		{"in a chain of custody", "ARC-Authentication-Results: i=1; mx.google.com; dmarc=pass header.from=amazon.co.jp" + from, false, false},
		{"typed into the body", "From: a\nSubject: x\n\n" + ar, false, false},
		{"smuggled in a quoted local part", `Authentication-Results: mx.google.com; spf=pass smtp.mailfrom="a; dmarc=pass header.from=amazon.co.jp; b"@evil.example` + from, false, false},
		{"smuggled in a comment", "Authentication-Results: mx.google.com; spf=pass (domain of a; dmarc=pass header.from=amazon.co.jp) smtp.mailfrom=a@evil.example" + from, false, false},
		{"smuggled in an unclosed comment", "Authentication-Results: mx.google.com; spf=pass (domain of ( dmarc=pass; dmarc=pass header.from=amazon.co.jp" + from, false, false},
		{"two answers", "Authentication-Results: mx.google.com; dmarc=fail header.from=evil.example; dmarc=pass header.from=amazon.co.jp" + from, false, false},
		{"nothing said of DMARC", "Authentication-Results: mx.google.com; dkim=pass header.i=@amazon.co.jp" + from, false, false},
		{"no header at all", "こんにちは", false, false},
	} {
		got := ReadDMARC(Header(c.raw), google)
		if got.Stated != c.stated || got.Pass != c.pass {
			t.Errorf("%s: %+v", c.name, got)
		}
		if c.pass && got.From != "amazon.co.jp" {
			t.Errorf("%s: from %q", c.name, got.From)
		}
		if ReadDMARC(Header(c.raw), "").Stated {
			t.Errorf("%s: believed for a site that names no host", c.name)
		}
	}
}

// What we believe, authres must read in the same words too.
func FuzzReadDMARC(f *testing.F) {
	f.Add("mx.google.com; dmarc=pass header.from=a.example")
	f.Add("mx.google.com; spf=pass (x;(y)) smtp.mailfrom=a; dmarc=fail (p=NONE) header.from=b.example; dkim=none")
	f.Fuzz(func(t *testing.T, value string) {
		got := Parse(value)
		_, results, err := authres.Parse(uncomment(value))
		if !got.Pass || err != nil {
			return // believing less is safe
		}
		for _, r := range results {
			if d, ok := r.(*authres.DMARCResult); ok && d.Value == authres.ResultPass && strings.EqualFold(d.From, got.From) {
				return
			}
		}
		t.Errorf("%q: read as %+v; authres finds no such pass", value, got)
	})
}
