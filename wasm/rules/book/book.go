package book

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"tashikame/wasm/rules"
)

// Files is the book this version of the program was built with.
//
//go:embed brands sites redirectors words texts shop advice due.yaml kinds.yaml holidays.yaml lists.yaml replies.yaml shop.yaml sources.yaml
var Files embed.FS

// Lists is the shape of lists.yaml.
type Lists struct {
	// Version rises with every published book; publish counts on from here.
	Version int `yaml:"version"`
	// Opaque are registrable domains (or hosts) that hide where they lead.
	Opaque []string `yaml:"opaque"`
	// Social are domains that footers of honest mails link to.
	Social []string `yaml:"social"`
	// Hosting are suffixes under which anybody can put a page, besides those
	// the public suffix list names.
	Hosting []string `yaml:"hosting"`
	// Relays are mail hosts that hide their users' addresses.
	Relays []string `yaml:"relays"`
	// Running are how the names of files end that run when they are opened.
	Running []string `yaml:"running"`
	// Young are TLDs that cost next to nothing.
	Young []string `yaml:"young"`
	// Off are ids of detectors that are switched off.
	Off     []string `yaml:"off"`
	Sources []string `yaml:"sources"`
	Since   string   `yaml:"since"`
}

// Read reads a whole book and checks it. All problems are reported together,
// each with its file.
func Read(files fs.FS) (*rules.Book, error) {
	book := &rules.Book{
		Format: rules.Format,
		Words:  map[string]rules.Words{},
		Texts:  map[string]rules.Text{},
		Advice: map[string]rules.Advice{},
	}
	var top Lists
	problems := []error{
		decode(files, "lists.yaml", &top),
		decode(files, "due.yaml", &book.Due),
		decode(files, "kinds.yaml", &book.Kinds),
		decode(files, "replies.yaml", &book.Replies),
		decode(files, "holidays.yaml", &book.Due.Holidays),
		decode(files, "shop.yaml", &book.Shop),
		decode(files, "sources.yaml", &book.Sources),
		each(files, "shop", func(p rules.ShopPage) error { book.Shop.Pages = append(book.Shop.Pages, p); return nil }),
		each(files, "advice", merge(book.Advice)),
		each(files, "brands", func(b rules.Brand) error { book.Brands = append(book.Brands, b); return nil }),
		each(files, "sites", func(s rules.Site) error { book.Sites = append(book.Sites, s); return nil }),
		each(files, "redirectors", func(r []rules.Redirector) error { book.Redirectors = append(book.Redirectors, r...); return nil }),
		each(files, "words", merge(book.Words)),
		each(files, "texts", merge(book.Texts)),
	}
	book.Version, book.Off = top.Version, top.Off
	book.Opaque, book.Social, book.Hosting = top.Opaque, top.Social, top.Hosting
	book.Young, book.Running, book.Relays = top.Young, top.Running, top.Relays
	problems = append(problems, inherit(book.Shop.Pages))
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return book, book.Check()
}

// inherit fills the pages that are like another, which itself is like none.
func inherit(pages []rules.ShopPage) error {
	for i := range pages {
		page := &pages[i]
		if page.Like == "" {
			continue
		}
		n := slices.IndexFunc(pages, func(p rules.ShopPage) bool { return p.ID == page.Like && p.Like == "" })
		if n < 0 {
			return fmt.Errorf("shop/%s.yaml: like %q: name a page that is not itself like another", page.ID, page.Like)
		}
		page.Parts = with(page.Parts, pages[n].Parts)
		page.Words = with(page.Words, pages[n].Words)
		page.Advice = with(page.Advice, pages[n].Advice)
	}
	return nil
}

// with gives all lists of own, and those of others that own has not.
func with(own, others map[string][]string) map[string][]string {
	all := maps.Clone(others)
	maps.Copy(all, own)
	return all
}

// each decodes every YAML file of a folder, in name order.
func each[T any](files fs.FS, folder string, take func(T) error) error {
	names, err := fs.Glob(files, path.Join(folder, "*.yaml"))
	if err != nil {
		return err
	}
	var problems []error
	for _, name := range names {
		var v T
		err := decode(files, name, &v)
		if err == nil {
			err = take(v)
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", name, err))
		}
	}
	return errors.Join(problems...)
}

// merge adds the entries of one file to into; an id may stand in one file only.
func merge[T any](into map[string]T) func(map[string]T) error {
	return func(from map[string]T) error {
		var twice []string
		for id, v := range from {
			if _, there := into[id]; there {
				twice = append(twice, id)
			}
			into[id] = v
		}
		if twice != nil {
			return fmt.Errorf("already in another file: %s", strings.Join(twice, ", "))
		}
		return nil
	}
}

// decode reads one file strictly: an unknown field is a typing error, and a
// typing error in a rule is a hole.
func decode(files fs.FS, name string, into any) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	return yaml.UnmarshalWithOptions(text, into, yaml.Strict())
}
