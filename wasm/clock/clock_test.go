package clock

import (
	"net/mail"
	"strings"
	"testing"
	"time"
)

func TestThereAndBack(t *testing.T) {
	for _, s := range []string{"2026-11-25T23:59:59+09:00", "2026-02-28T00:00:00Z", "0001-01-02T03:04:05-07:30", "9999-12-31T23:59:59+14:00"} {
		if got := RFC3339(Parse(s)); got != s {
			t.Errorf("%s came back as %s", s, got)
		}
	}
}

func TestMail(t *testing.T) {
	want := time.Date(2026, 11, 20, 1, 15, 0, 0, time.UTC)
	for _, s := range []string{
		"Fri, 20 Nov 2026 10:15:00 +0900", "20 Nov 2026 01:15:00 GMT", "Fri, 20 Nov 2026 01:15 +0000", "Fri, 20 Nov 2026 10:15:00 +0900 (JST)",
		"Thu, 19 Nov 2026 17:15:00 PST", "Fri,  20 nov 2026 01:15:00 -0000",
	} {
		if got := ParseMail(s); !got.Equal(want) {
			t.Errorf("%s: read as %v", s, got)
		}
	}
	for _, s := range []string{"", "31 Nov 2026 01:15:00 GMT", "20 Nov 2026", "20 Nov 2026 24:15:00 GMT", "20 11 2026 01:15:00 GMT", "2026-11-20T01:15:00Z"} {
		if got := ParseMail(s); !got.IsZero() {
			t.Errorf("%q: read as %v", s, got)
		}
	}
}

func TestMonths(t *testing.T) {
	november := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	if got := ParseMonth("2026-11"); !got.Equal(november) || Month(got) != "2026-11" {
		t.Errorf("read as %v", got)
	}
	if got := ParseMonth("2026-13"); !got.IsZero() {
		t.Errorf("month 13: read as %v", got)
	}
}

func TestShown(t *testing.T) {
	at := time.Date(2026, 1, 5, 9, 3, 0, 0, JST)
	for _, c := range []struct{ lang, want string }{{"ja", "2026年1月5日 09:03"}, {"en", "2026-01-05 09:03"}} {
		if got := Shown(at, c.lang, true); got != c.want {
			t.Errorf("%s: %s", c.lang, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-11-25T23:59:59+09:00", "2026-02-29T00:00:00Z", "2026-11-25T23:59:59.123456789Z", "2026-11-25T23:59:60Z", "2026-11-25T3:59:59Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Parse(s)
		want, err := time.Parse(time.RFC3339, s)
		if len(s) >= 11 && s[10] == 'T' && err == nil && strictOffset(s) && !got.Equal(want) {
			t.Errorf("%q: %v, package time: %v", s, got, want)
		}
		if !got.IsZero() && err != nil {
			t.Errorf("%q: %v, package time: %v", s, got, err)
		}
	})
}

// strictOffset tells what RFC 3339 allows from what package time takes besides:
// an hour of one digit, an offset of a day.
func strictOffset(s string) bool {
	return strings.HasSuffix(s, "Z") && len(s) > 18 && s[13] == ':' || len(s) > 24 && s[13] == ':' && s[len(s)-5:] < "24:00" && s[len(s)-2:] < "60"
}

func FuzzMail(f *testing.F) {
	f.Add("Fri, 20 Nov 2026 10:15:00 +0900")
	f.Add("1 Jan 2026 00:00 EST")
	f.Fuzz(func(t *testing.T, s string) {
		got := ParseMail(s)
		if want, err := mail.ParseDate(s); err == nil && !got.IsZero() && !hasLetters(s[max(0, len(s)-7):]) && !got.Equal(want) {
			t.Errorf("%q: %v, net/mail: %v", s, got, want)
		}
	})
}

// hasLetters tells a named zone: net/mail knows only those of this machine.
func hasLetters(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return 'A' <= r && r <= 'z' })
}
