package rules

import (
	"reflect"
	"strings"
	"testing"
)

// Read in parts, a pack says what it says in one.
func TestArrivingInParts(t *testing.T) {
	pack := string(arrived(t, func(*Book) {}))
	whole, err := Reread(pack)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{pack, " " + pack + "\n"} {
		a, err := Arrive(text)
		if err != nil {
			t.Fatal(err)
		}
		for steps := 1; ; steps++ {
			book, err := a.Step()
			if err != nil {
				t.Fatal(err)
			}
			if book == nil {
				continue
			}
			if !reflect.DeepEqual(book, whole) {
				t.Error("another book came out")
			}
			if steps < 15 {
				t.Errorf("read in %d steps", steps)
			}
			break
		}
	}
}

// Commas and brackets in texts end nothing.
func TestMemberEnd(t *testing.T) {
	for member, rest := range map[string]string{
		`"a":1`:                        `,"b":2`,
		`"a":[1,2,{"x":","}]`:          `,"b":2`,
		`"a":"\",}]"`:                  `,"b":2`,
		`"a":"\\"`:                     `,"b":2`,
		`"a,b":{"c":{"d":[[],[","]]}}`: ``,
	} {
		if got := memberEnd(member + rest); got != len(member) {
			t.Errorf("%s%s: ends after %q", member, rest, (member + rest)[:got])
		}
	}
}

func TestBrokenPacks(t *testing.T) {
	pack := string(arrived(t, func(*Book) {}))
	for _, text := range []string{
		pack[:len(pack)/2], pack[:len(pack)-1], pack[1:], pack + "}", pack + pack, strings.Replace(pack, ":", "", 1),
		strings.Replace(pack, `"brands":[`, `"brands":[[`, 1), strings.Replace(pack, `"`, "", 1),
	} {
		if _, err := Decode(text); err == nil {
			t.Errorf("%.40s…%s was read", text, text[len(text)-10:])
		}
	}
}
