package review

import (
	"bytes"
	"encoding/gob"
	"strings"
	"sync"
	"testing"

	"tashikame/wasm/rules"
	"tashikame/wasm/rules/book"
)

var read = sync.OnceValues(func() (*rules.Book, error) { return book.Read(book.Files) })

// shipped is a copy of the book in the tree, to be changed.
func shipped(t *testing.T) *rules.Book {
	t.Helper()
	b, err := read()
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	var out rules.Book
	if err := gob.NewEncoder(&text).Encode(b); err != nil {
		t.Fatal(err)
	}
	if err := gob.NewDecoder(&text).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return &out
}

func TestTheShippedBookIsClean(t *testing.T) {
	if err := Lint(shipped(t)); err != nil {
		t.Error(err)
	}
}

// Each row makes one mistake in a book that has none.
func TestLint(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*rules.Book)
		want   string
	}{
		{"owns a public suffix", func(b *rules.Book) { add(&b.Brands[0].Owns, "co.jp") }, `owns "co.jp": is a public suffix`},
		{"owns a private suffix", func(b *rules.Book) { add(&b.Brands[0].Owns, "github.io") }, `owns "github.io": is a public suffix`},
		{"owns a stranger's place", func(b *rules.Book) { add(&b.Brands[0].Owns, "amazon.github.io") }, "under github.io, where anybody"},
		{"owns a host of its own", func(b *rules.Book) { add(&b.Brands[0].Owns, "www.amazon.co.jp") }, "name the registrable domain, amazon.co.jp"},
		{"owns no top-level domain", func(b *rules.Book) { add(&b.Brands[0].Owns, ".amazon.example") }, "is no top-level domain"},
		{"owns an address", func(b *rules.Book) { add(&b.Brands[0].Owns, "https://amazon.co.jp/") }, "without scheme or path"},
		{"a suffix for a companion", func(b *rules.Book) { add(&b.Brands[0].Companions, "co.jp") }, `companions: "co.jp" is a public suffix`},
		{"a suffix for a house of others", func(b *rules.Book) { add(&b.Brands[0].HostsForOthers, "com") }, `"com"`},
		{"sellers elsewhere", func(b *rules.Book) { add(&b.Brands[0].Sellers, "sellers.example") }, "sellers.example\" is on no domain of the brand's"},
		{"sellers on what only ends alike", func(b *rules.Book) { add(&b.Brands[0].Sellers, "notamazon.co.jp") }, "on no domain of the brand's"},
		{"a home elsewhere", func(b *rules.Book) { b.Brands[0].Home = "https://amazon.example/" }, "home https://amazon.example/ is not on a domain of the brand's"},
		{"a home without TLS", func(b *rules.Book) { b.Brands[0].Home = "http://www.amazon.co.jp/" }, "is not on a domain of the brand's"},
		{"a page of help elsewhere", func(b *rules.Book) { b.Brands[0].Messages = "https://amazon.example/inbox" }, "is not on a domain of the brand's"},

		{"an opaque suffix", func(b *rules.Book) { add(&b.Opaque, "co.jp") }, `opaque: "co.jp" is a public suffix`},
		{"a social suffix", func(b *rules.Book) { add(&b.Social, "com") }, `social: "com" is a public suffix`},
		{"all of a suffix for hosting", func(b *rules.Book) { add(&b.Hosting, "ne.jp") }, `hosting: "ne.jp" is a public suffix`},
		{"a host in other letters", func(b *rules.Book) { add(&b.Opaque, "bıt.ly") }, "is no host"},
		{"a host in upper case", func(b *rules.Book) { add(&b.Hosting, "Pages.example") }, "is no host"},
		{"a host twice", func(b *rules.Book) { add(&b.Opaque, b.Opaque[0]) }, "stands twice"},
		{"a young domain", func(b *rules.Book) { add(&b.Young, "co.jp") }, `young: "co.jp" is no top-level domain`},
		{"a suffix for resale", func(b *rules.Book) { add(&b.Shop.Resale, "or.jp") }, `resale: "or.jp" is a public suffix`},

		{"a redirector on a suffix", func(b *rules.Book) { add(&b.Redirectors[0].Hosts, ".com") }, "is a public suffix"},
		{"a redirector of nobody", func(b *rules.Book) { b.Redirectors[0].Owner = "nobody" }, `owner "nobody" is no brand`},
		{"a brand's redirector elsewhere", func(b *rules.Book) { add(&b.Redirectors[0].Hosts, "go.example") }, `"go.example" is on no domain of amazon`},
		{"a path that is none", func(b *rules.Book) { b.Redirectors[0].Path = "gp/r.html" }, "does not begin with /"},
		{"a path with parameters", func(b *rules.Book) { b.Redirectors[0].Path = "/gp/r.html?U=" }, "more than a path"},
		{"a path of stars", func(b *rules.Book) { b.Redirectors[0].Path = "/**/x" }, "too many"},

		{"a broken selector", func(b *rules.Book) { b.Sites[0].Message = "div[" }, "is no selector"},
		{"a broken field", func(b *rules.Book) { b.Sites[0].Fields = []rules.FieldPlace{{Field: "subject", At: "td:nonsense("}} }, "is no selector"},
		{"a selector that blows up", func(b *rules.Book) { b.Sites[0].Shows = "div:has(div:not(:has(div p)))" }, "nests its conditions"},
		{"an endless selector", func(b *rules.Book) { b.Sites[0].Shows = strings.Repeat("div ", 100) + "p" }, "longer than 300"},
		{"a selector for everything", func(b *rules.Book) { add(&b.Sites[0].Bodies, "main > *") }, "matches every element"},
		{"a region that is no selector", func(b *rules.Book) { add(&b.Shop.Pages[0].Regions, "#a >> b") }, "regions: \"#a >> b\" is no selector"},
		{"a part the core cannot look for", func(b *rules.Book) { b.Shop.Pages[0].Parts = map[string][]string{"x": {"tr:first-child"}} }, "no selector that the core knows"},
		{"an address that is any", func(b *rules.Book) { b.Sites[0].Opens = []string{"https://*"} }, "says too little"},
		{"an address of stars", func(b *rules.Book) { b.Sites[0].Opens = []string{"https://mail.google.com/*a*b*c*d*e*f*g*h*i"} }, "more than 8 stars"},
		{"a source on any host", func(b *rules.Book) { source(b).Opens = []string{"https://*/mail/?view=om"} }, "one of the hosts"},
		{"a source without TLS", func(b *rules.Book) { source(b).Opens = []string{"http://mail.google.com/mail/?view=om"} }, "must begin with https://"},

		{"a brand without a source", func(b *rules.Book) { b.Brands[0].Sources = nil }, "brand amazon: names no source"},
		{"a brand without a day", func(b *rules.Book) { b.Brands[0].Since = "autumn" }, `since "autumn"`},
		{"a site without a source", func(b *rules.Book) { b.Sites[0].Sources = nil }, "names no source"},
		{"a redirector without a day", func(b *rules.Book) { b.Redirectors[0].Since = "" }, `since ""`},
		{"a kind without a source", func(b *rules.Book) { b.Kinds[0].Sources = nil }, "names no source"},
		{"a reply without a day", func(b *rules.Book) { b.Replies[0].Since = "" }, `since ""`},
		{"a page without a source", func(b *rules.Book) { b.Shop.Pages[0].Sources = nil }, "names no source"},
		{"a shop without a source", func(b *rules.Book) { b.Shop.Sources = nil }, "shop: names no source"},
		{"deadlines without a source", func(b *rules.Book) { b.Due.Sources = nil }, "due: names no source"},
		{"a default without a source", func(b *rules.Book) { b.Due.Defaults[0].Sources = nil }, "names no source"},
		{"words without a source", func(b *rules.Book) { b.Words["x"] = rules.Words{Phrases: []string{"x"}, Since: "2026-11-22"} }, "words x: names no source"},
		{"advice without a source", func(b *rules.Book) { b.Advice["x"] = rules.Advice{JA: "x", EN: "x"} }, "advice x: needs ja, en and a source"},
		{"a source without a day", func(b *rules.Book) { b.Sources["x"] = rules.Source{JA: "x", EN: "x"} }, "source x: needs ja, en and a date"},

		{"a text without English", func(b *rules.Book) { b.Texts["x"] = rules.Text{JA: "新しい"} }, "text x: needs both ja and en"},
		{"a text without Japanese", func(b *rules.Book) { b.Texts["x"] = rules.Text{EN: "new"} }, "text x: needs both ja and en"},
		{"a kind without English", func(b *rules.Book) { b.Kinds[0].Guide.EN = "" }, "needs a guide in ja and en"},
		{"a reply without Japanese", func(b *rules.Book) { b.Replies[0].Text.JA = "" }, "needs title and text in ja and en"},

		{"a brand twice", func(b *rules.Book) { add(&b.Brands, b.Brands[0]) }, "brand amazon: stands twice"},
		{"a site twice", func(b *rules.Book) { add(&b.Sites, b.Sites[0]) }, "stands twice"},
		{"a redirector twice", func(b *rules.Book) { add(&b.Redirectors, b.Redirectors[0]) }, "stands twice"},
		{"a kind twice", func(b *rules.Book) { add(&b.Kinds, b.Kinds[0]) }, "stands twice"},
		{"a reply twice", func(b *rules.Book) { add(&b.Replies, b.Replies[0]) }, "stands twice"},
		{"a page twice", func(b *rules.Book) { add(&b.Shop.Pages, b.Shop.Pages[0]) }, "stands twice"},
		{"a brand without an id", func(b *rules.Book) { b.Brands[0].ID = "" }, "brand without an id"},

		{"an empty phrase", func(b *rules.Book) { add(&b.Brands[0].Signs, " ") }, "found in every mail"},
		{"an empty subject", func(b *rules.Book) { add(&b.Kinds[0].Subjects, "") }, "found in every mail"},
		{"an empty sign of a deadline", func(b *rules.Book) { b.Due.Signs["until"] = []string{"　"} }, "found in every mail"},
		{"a phrase twice", func(b *rules.Book) { add(&b.Brands[0].Names, b.Brands[0].Names[0]) }, "stands twice"},
		{"a switch that moves nothing", func(b *rules.Book) { add(&b.Off, "link-imitatse") }, `there is no detector "link-imitatse"`},

		{"a zero-width space", func(b *rules.Book) { add(&b.Brands[0].Names, "Ama\u200bzon") }, "U+200B"},
		{"a right-to-left override", func(b *rules.Book) { b.Brands[0].Home = "https://\u202emoc.example/" }, "U+202E"},
		{"a soft hyphen", func(b *rules.Book) { add(&b.Brands[0].Signs, "Ama\u00adzon") }, "U+00AD"},
		{"a Hangul filler", func(b *rules.Book) { add(&b.Brands[0].Signs, "Ama\u3164zon") }, "U+3164"},
		{"a space that does not break", func(b *rules.Book) { add(&b.Brands[0].Signs, "Amazon\u00a0Prime") }, "U+00A0"},
		{"a blank in Braille", func(b *rules.Book) { add(&b.Brands[0].Signs, "Amazon\u2800") }, "U+2800"},
		{"an invisible id", func(b *rules.Book) { b.Words["x\ufeff"] = rules.Words{} }, "U+FEFF"},
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

func add[T any](list *[]T, one T) { *list = append((*list)[:len(*list):len(*list)], one) }

// source is a site whose pages are believed.
func source(b *rules.Book) *rules.Site {
	for i := range b.Sites {
		if b.Sites[i].Source {
			return &b.Sites[i]
		}
	}
	panic("the book has no site with mails' sources")
}

// All mistakes are told at once.
func TestLintTellsAll(t *testing.T) {
	b := shipped(t)
	b.Brands[0].Sources, b.Sites[0].Message, b.Off = nil, "div[", []string{"nothing"}
	err := Lint(b)
	for _, want := range []string{"names no source", "is no selector", "there is no detector"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want also %q", err, want)
		}
	}
}
