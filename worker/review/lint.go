package review

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/publicsuffix"

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
		l.written("redirector "+r.ID, r.Sources, r.Since)
	}
	for _, id := range slices.Sorted(maps.Keys(book.Words)) {
		words := book.Words[id]
		l.written("words "+id, words.Sources, words.Since)
		l.phrases("words "+id, words.Phrases)
	}
	l.characters(book)
	return errors.Join(append(l.problems, book.Check())...)
}

type linter struct{ problems []error }

func (l *linter) bad(format string, args ...any) {
	l.problems = append(l.problems, fmt.Errorf(format, args...))
}

// written wants to know of every rule who says so and since when.
func (l *linter) written(what string, sources []string, since string) {
	if len(sources) == 0 {
		l.bad("%s: names no source", what)
	}
	if _, err := time.Parse(time.DateOnly, since); err != nil {
		l.bad("%s: since %q: write the day as 2006-01-02", what, since)
	}
}

func (l *linter) brand(b rules.Brand) {
	what := "brand " + b.ID
	l.written(what, b.Sources, b.Since)
	for _, domain := range b.Owns {
		l.owned(b, domain)
	}
	for _, list := range [][]string{b.Names, b.Labels, b.Short, b.Combine, b.Innocent, b.Signs} {
		l.phrases(what, list)
	}
}

// owned refuses what a brand cannot own. To own a suffix under which anybody
// can register, or a stranger's place under one, would whitelist the strangers.
func (l *linter) owned(b rules.Brand, domain string) {
	what := "brand " + b.ID
	if strings.HasPrefix(domain, ".") {
		if suffix, icann := publicsuffix.PublicSuffix(domain[1:]); suffix != domain[1:] || !icann {
			l.bad("%s: owns %q: is no top-level domain", what, domain)
		}
		return
	}
	suffix, icann := publicsuffix.PublicSuffix(domain)
	registrable, err := publicsuffix.EffectiveTLDPlusOne(domain)
	switch {
	case suffix == domain:
		l.bad("%s: owns %q: is a public suffix; name a registrable domain", what, domain)
	case !icann && strings.Contains(suffix, "."):
		l.bad("%s: owns %q: is a place under %s, where anybody can have one", what, domain, suffix)
	case err != nil:
		l.bad("%s: owns %q: %w", what, domain, err)
	// amazon.com.be lies under somebody's com.be, which is no brand's to own.
	case registrable != domain && speaksOf(registrable, b.Labels):
		l.bad("%s: owns %q: name the registrable domain, %s", what, domain, registrable)
	}
}

func speaksOf(domain string, labels []string) bool {
	return slices.ContainsFunc(labels, func(label string) bool { return strings.Contains(domain, label) })
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

func (l *linter) site(s rules.Site) {
	what := "site " + s.ID
	l.written(what, s.Sources, s.Since)
	l.selector(what, "present", s.Present)
	l.selector(what, "shows", s.Shows)
	l.selector(what, "message", s.Message)
	l.selector(what, "banner", s.Banner)
	for _, body := range s.Bodies {
		l.selector(what, "bodies", body)
	}
	for _, field := range s.Fields {
		l.selector(what, "field "+field.Field, field.At)
	}
}

func (l *linter) selector(what, where, selector string) {
	if selector == "" {
		return
	}
	if _, err := cascadia.ParseGroup(selector); err != nil {
		l.bad("%s: %s: %q is no selector: %w", what, where, selector, err)
	}
}

// characters refuses what nobody can see in a review: a host with a zero-width
// space in it looks like the host without.
func (l *linter) characters(book *rules.Book) {
	text, err := json.Marshal(book)
	if err != nil {
		l.bad("%w", err)
		return
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		l.bad("%w", err)
		return
	}
	l.walk("", tree)
}

func (l *linter) walk(path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			l.visible(path, key)
			l.walk(path+"."+key, v[key])
		}
	case []any:
		for i, member := range v {
			l.walk(fmt.Sprintf("%s[%d]", path, i), member)
		}
	case string:
		l.visible(path, v)
	}
}

func (l *linter) visible(path, text string) {
	for _, c := range text {
		if c == '\n' && (strings.HasSuffix(path, ".ja") || strings.HasSuffix(path, ".en")) {
			continue // what people are told, or send, may have lines
		}
		if unicode.In(c, unicode.Cf, unicode.Cc, unicode.Co, unicode.Zl, unicode.Zp) || c == unicode.ReplacementChar {
			l.bad("%s: %q holds the invisible character %U", strings.TrimPrefix(path, "."), text, c)
			return
		}
	}
}
