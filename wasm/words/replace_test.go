package words

import (
	"strings"
	"testing"
)

func TestReplace(t *testing.T) {
	for _, c := range []struct {
		text  string
		pairs []string
	}{
		{"", []string{"a", "b"}},
		{"{when}まで、{when}以降", []string{"{when}", "11月25日", "{who}", "花子"}},
		{"a.b-c_d", []string{".", "", "-", "", "_", ""}},
		{"x--y-z", []string{"--", "-", "-", "."}},
		{"aaa", []string{"aa", "b"}},
		{"nothing", []string{"q", "r"}},
		{"gone", []string{"gone", ""}},
	} {
		want := strings.NewReplacer(c.pairs...).Replace(c.text)
		if got := Replace(c.text, c.pairs...); got != want {
			t.Errorf("%q %q: %q, want %q", c.text, c.pairs, got, want)
		}
	}
}
