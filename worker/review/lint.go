package review

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tashikame/wasm/detect"
	"tashikame/wasm/rules"
)

// Lint reports everything in a book that its author would want to know before
// it is signed, all of it at once.
func Lint(book *rules.Book) error {
	var l linter
	for _, brand := range book.Brands {
		l.brand(brand)
	}
	for _, site := range book.Sites {
		l.site(site)
	}
	for _, r := range book.Redirectors {
		l.redirector(book, r)
	}
	l.lists(book)
	l.words(book)
	l.shop(book.Shop)
	for _, kind := range book.Kinds {
		what := "kind " + kind.ID
		l.written(what, kind.Sources, kind.Since)
		l.phrases(what+": subjects", kind.Subjects)
		l.phrases(what+": bodies", kind.Bodies)
	}
	for _, reply := range book.Replies {
		l.written("reply "+reply.ID, reply.Sources, reply.Since)
	}
	l.detectors("off", book.Off)
	l.characters(book)
	return errors.Join(append(l.problems, book.Check())...)
}

type linter struct{ problems []error }

func (l *linter) bad(format string, args ...any) {
	l.problems = append(l.problems, fmt.Errorf(format, args...))
}

// written wants to know of every rule who says so and since when.
func (l *linter) written(what string, sources []string, since string) {
	l.sourced(what, sources)
	if _, err := time.Parse(time.DateOnly, since); err != nil {
		l.bad("%s: since %q: write the day as 2006-01-02", what, since)
	}
}

func (l *linter) sourced(what string, sources []string) {
	if len(sources) == 0 {
		l.bad("%s: names no source", what)
	}
}

func (l *linter) brand(b rules.Brand) {
	what := "brand " + b.ID
	l.written(what, b.Sources, b.Since)
	for _, domain := range b.Owns {
		l.owned(b, domain)
	}
	l.hosts(what+": companions", b.Companions)
	l.hosts(what+": hosts-for-others", b.HostsForOthers)
	for _, domain := range b.Sellers {
		if !within(domain, b.Owns) {
			l.bad("%s: sellers: %q is on no domain of the brand's", what, domain)
		}
	}
	for _, list := range [][]string{b.Names, b.Labels, b.Short, b.Combine, b.Innocent, b.Signs} {
		l.phrases(what, list)
	}
}

func (l *linter) redirector(book *rules.Book, r rules.Redirector) {
	what := "redirector " + r.ID
	l.written(what, r.Sources, r.Since)
	l.hosts(what, r.Hosts)
	l.path(what, r.Path)
	if r.Owner == "" {
		return
	}
	i := slices.IndexFunc(book.Brands, func(b rules.Brand) bool { return b.ID == r.Owner })
	if i < 0 {
		l.bad("%s: owner %q is no brand of the book's", what, r.Owner)
		return
	}
	for _, host := range r.Hosts {
		if !within(strings.TrimPrefix(host, "."), book.Brands[i].Owns) {
			l.bad("%s: %q is on no domain of %s", what, host, r.Owner)
		}
	}
}

func (l *linter) words(book *rules.Book) {
	l.written("due", book.Due.Sources, book.Due.Since)
	for _, id := range slices.Sorted(maps.Keys(book.Words)) {
		words := book.Words[id]
		l.written("words "+id, words.Sources, words.Since)
		l.phrases("words "+id, words.Phrases)
	}
	for _, id := range slices.Sorted(maps.Keys(book.Due.Signs)) {
		l.phrases("due: signs "+id, book.Due.Signs[id])
	}
	for _, kind := range book.Due.Kinds {
		l.phrases("due: kind "+kind.Kind, slices.Concat(kind.Sure, kind.Weak))
	}
	for _, d := range book.Due.Defaults {
		l.sourced("due: default "+d.Kind, d.Sources)
	}
}

// phrases refuses what would match everywhere, or twice.
func (l *linter) phrases(what string, phrases []string) {
	seen := map[string]bool{}
	for _, phrase := range phrases {
		if strings.TrimSpace(phrase) == "" {
			l.bad("%s: an empty phrase is found in every mail", what)
		}
		if seen[phrase] {
			l.bad("%s: %q stands twice", what, phrase)
		}
		seen[phrase] = true
	}
}

func (l *linter) shop(s rules.Shop) {
	l.written("shop", s.Sources, s.Since)
	l.hosts("shop: resale", s.Resale)
	for _, p := range s.Pages {
		what := "page " + p.ID
		l.written(what, p.Sources, p.Since)
		l.selectors(what, "regions", p.Regions)
		l.selectors(what, "mark", p.Mark)
		l.parts(what, p.Parts)
		for _, id := range slices.Sorted(maps.Keys(p.Words)) {
			l.phrases(what+": words "+id, p.Words[id])
		}
	}
}

// detectors refuses ids that name none: a switch that moves nothing.
func (l *linter) detectors(where string, ids []string) {
	for _, id := range ids {
		if !slices.ContainsFunc(detect.All, func(d *detect.Detector) bool { return d.ID == id }) {
			l.bad("%s: there is no detector %q", where, id)
		}
	}
}
