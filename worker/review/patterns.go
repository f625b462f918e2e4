package review

import (
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"

	"tashikame/wasm/page"
	"tashikame/wasm/rules"
)

// Every pattern of the book is tried on pages of any size, by anybody. Those
// with * are matched in one pass whatever they say; a selector costs what it
// says, so it must say little.
const (
	maxSelector = 300 // characters
	maxNested   = 1   // :has() and the like, one inside another
	maxStars    = 8
)

func (l *linter) site(s rules.Site) {
	what := "site " + s.ID
	l.written(what, s.Sources, s.Since)
	l.hosts(what, s.Hosts)
	for where, selector := range map[string]string{"present": s.Present, "shows": s.Shows, "message": s.Message, "banner": s.Banner} {
		if selector != "" {
			l.selector(what, where, selector)
		}
	}
	l.selectors(what, "bodies", s.Bodies)
	for _, field := range s.Fields {
		if field.At != "" {
			l.selector(what, "field "+field.Field, field.At)
		}
	}
	for _, pattern := range s.Opens {
		l.address(what, s, pattern)
	}
}

func (l *linter) selectors(what, where string, selectors []string) {
	for _, selector := range selectors {
		l.selector(what, where, selector)
	}
}

func (l *linter) selector(what, where, selector string) {
	switch _, err := cascadia.ParseGroup(selector); {
	case err != nil:
		l.bad("%s: %s: %q is no selector: %w", what, where, selector, err)
	case len(selector) > maxSelector:
		l.bad("%s: %s: %q is longer than %d characters", what, where, selector, maxSelector)
	case depth(selector) > maxNested+1:
		l.bad("%s: %s: %q nests its conditions: the browser would look through a page over and over", what, where, selector)
	case matchesAll(selector):
		l.bad("%s: %s: %q matches every element", what, where, selector)
	}
}

// depth is how deep a selector's parentheses go.
func depth(selector string) (deepest int) {
	now := 0
	for _, c := range selector {
		switch c {
		case '(':
			now++
			deepest = max(deepest, now)
		case ')':
			now--
		}
	}
	return deepest
}

// matchesAll tells of a selector that ends, in one of its alternatives, on any
// element whatever.
func matchesAll(selector string) bool {
	return slices.ContainsFunc(strings.Split(selector, ","), func(one string) bool {
		return strings.HasSuffix(strings.TrimSpace(one), "*")
	})
}

// parts are selectors that the core itself looks for; it knows fewer.
func (l *linter) parts(what string, parts map[string][]string) {
	_, unreadable := page.NewSelectors(parts)
	for _, selector := range unreadable {
		l.bad("%s: parts: %q is no selector that the core knows (wasm/page/select.go)", what, selector)
	}
}

// address holds a pattern of addresses to what it is for. Where a page's words
// are believed to be the mail host's own, the pattern must name the host.
func (l *linter) address(what string, s rules.Site, pattern string) {
	said := strings.ReplaceAll(pattern, "*", "")
	host, _, _ := strings.Cut(strings.TrimPrefix(pattern, "https://"), "/")
	switch {
	case len(strings.TrimPrefix(said, "https://")) < len("/mail"):
		l.bad("%s: opens: %q says too little: it would match pages that hold no mail", what, pattern)
	case strings.Count(pattern, "*") > maxStars || len(pattern) > maxSelector:
		l.bad("%s: opens: %q is too long, or has more than %d stars", what, pattern, maxStars)
	case s.Source && (!strings.HasPrefix(pattern, "https://") || !slices.Contains(s.Hosts, host)):
		l.bad("%s: opens: %q must begin with https:// and one of the hosts, since what stands there is believed", what, pattern)
	}
}

// path holds a redirector's path to what the core matches: a prefix in which a
// * stands for one segment.
func (l *linter) path(what, path string) {
	switch {
	case path == "":
	case !strings.HasPrefix(path, "/"):
		l.bad("%s: path %q does not begin with /", what, path)
	case strings.Contains(path, "**") || strings.Count(path, "*") > maxStars:
		l.bad("%s: path %q: a * stands for one segment; it has too many", what, path)
	case strings.ContainsAny(path, "?# "):
		l.bad("%s: path %q is more than a path: parameters stand in params", what, path)
	}
}
