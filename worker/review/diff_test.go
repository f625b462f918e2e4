package review

import (
	"reflect"
	"strings"
	"testing"

	"tashikame/wasm/rules"
)

func TestDiff(t *testing.T) {
	older, newer := shipped(t), shipped(t)
	same, err := Diff(older, newer)
	if err != nil || len(same) != 0 {
		t.Errorf("the same book: %v, %v", same, err)
	}
	newer.Version, newer.Made = 99, "later"
	newer.Brands[0].Owns = append(newer.Brands[0].Owns[1:], "new.example")
	gone := older.Brands[0].Owns[0]
	newer.Brands = append(newer.Brands, rules.Brand{ID: "other", Names: []string{"Other"}})
	newer.Sites[0].Message = "article"
	newer.Off = []string{"link-imitates"}
	newer.Texts["a-new-text"] = rules.Text{JA: "新しい", EN: "new"}
	lines, err := Diff(older, newer)
	if err != nil {
		t.Fatal(err)
	}
	site := "sites." + older.Sites[0].ID
	want := []string{
		`- brands.amazon.owns: "` + gone + `"`,
		`+ brands.amazon.owns: "new.example"`,
		`+ brands.other: `,
		`+ off: "link-imitates"`,
		`~ ` + site + `.message: ` + short(older.Sites[0].Message) + ` → "article"`,
		`+ texts.a-new-text: {"en":"new","ja":"新しい"}`,
	}
	for i := range lines {
		if strings.HasPrefix(lines[i], "+ brands.other: ") {
			lines[i] = "+ brands.other: "
		}
	}
	if !reflect.DeepEqual(lines, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

// What went must show as clearly as what came.
func TestDiffTheOtherWay(t *testing.T) {
	older, newer := shipped(t), shipped(t)
	older.Off = []string{"link-imitates"}
	older.Opaque = append(older.Opaque, "gone.example", "gone.example")
	lines, err := Diff(older, newer)
	want := []string{`- off: "link-imitates"`, `- opaque: "gone.example"`, `- opaque: "gone.example"`}
	if err != nil || !reflect.DeepEqual(lines, want) {
		t.Errorf("%v %v", lines, err)
	}
}
