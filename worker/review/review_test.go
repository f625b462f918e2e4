package review

import (
	"reflect"
	"strings"
	"testing"

	"tashikame/wasm/rules"
	"tashikame/wasm/rules/book"
)

func shipped(t *testing.T) *rules.Book {
	t.Helper()
	b, err := book.Read(book.Files)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTheShippedBookIsClean(t *testing.T) {
	if err := Lint(shipped(t)); err != nil {
		t.Error(err)
	}
}

func TestLint(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*rules.Book)
		want   string
	}{
		{"a public suffix", func(b *rules.Book) { b.Brands[0].Owns = append(b.Brands[0].Owns, "co.jp") }, `owns "co.jp": is a public suffix`},
		{"a private suffix", func(b *rules.Book) { b.Brands[0].Owns = append(b.Brands[0].Owns, "github.io") }, `owns "github.io": is a public suffix`},
		{"a stranger's place", func(b *rules.Book) { b.Brands[0].Owns = append(b.Brands[0].Owns, "amazon.github.io") }, "under github.io, where anybody"},
		{"a host of one's own", func(b *rules.Book) { b.Brands[0].Owns = append(b.Brands[0].Owns, "www.amazon.co.jp") }, "name the registrable domain, amazon.co.jp"},
		{"no top-level domain", func(b *rules.Book) { b.Brands[0].Owns = append(b.Brands[0].Owns, ".amazon.example") }, "is no top-level domain"},
		{"a broken selector", func(b *rules.Book) { b.Sites[0].Message = "div[" }, "is no selector"},
		{"a broken field", func(b *rules.Book) { b.Sites[0].Fields = []rules.FieldPlace{{Field: "subject", At: "td:nonsense("}} }, "is no selector"},
		{"no source", func(b *rules.Book) { b.Sites[0].Sources = nil }, "names no source"},
		{"no day", func(b *rules.Book) { b.Brands[0].Since = "autumn" }, `since "autumn"`},
		{"an empty phrase", func(b *rules.Book) { b.Brands[0].Signs = append(b.Brands[0].Signs, " ") }, "found in every mail"},
		{"a phrase twice", func(b *rules.Book) { b.Brands[0].Names = append(b.Brands[0].Names, b.Brands[0].Names[0]) }, "stands twice"},
		{"a zero-width space", func(b *rules.Book) { b.Opaque = append(b.Opaque, "bit\u200b.ly") }, "U+200B"},
		{"a right-to-left override", func(b *rules.Book) { b.Brands[0].Home = "https://\u202emoc.example/" }, "U+202E"},
		{"what the book itself checks", func(b *rules.Book) { b.Brands[0].ID = "" }, "brand without an id"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := shipped(t)
			c.change(b)
			err := Lint(b)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v; want %q", err, c.want)
			}
		})
	}
}

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
