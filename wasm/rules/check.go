package rules

import (
	"errors"
	"strconv"
	"strings"
)

// Check reports what is wrong within a book, all of it at once.
func (b *Book) Check() error {
	var f faults
	if b.Format != Format {
		f.add("format ", strconv.Itoa(b.Format), ": this program reads format ", strconv.Itoa(Format))
	}
	for _, brand := range b.Brands {
		f.once("brand", brand.ID)
		brand.check(&f)
	}
	for _, site := range b.Sites {
		f.once("site", site.ID)
		site.check(&f)
	}
	for _, r := range b.Redirectors {
		f.once("redirector", r.ID)
		if len(r.Hosts) == 0 {
			f.add("redirector ", r.ID, ": names no host")
		}
	}
	for _, kind := range b.Kinds {
		f.once("kind", kind.ID)
		if kind.Guide.JA == "" || kind.Guide.EN == "" {
			f.add("kind ", kind.ID, ": needs a guide in ja and en")
		}
	}
	b.checkShop(&f)
	b.Due.check(&f)
	for i := range b.Replies {
		f.once("reply", b.Replies[i].ID)
		b.Replies[i].check(b, &f)
	}
	for id, text := range b.Texts {
		if text.JA == "" || text.EN == "" {
			f.add("text ", id, ": needs both ja and en")
		}
	}
	return errors.Join(f.found...)
}

func (b *Brand) check(f *faults) {
	if len(b.Names) == 0 || len(b.Owns) == 0 {
		f.add("brand ", b.ID, ": names and owns must not be empty")
	}
	for _, list := range [][]string{b.Owns, b.Companions, b.HostsForOthers, b.Sellers} {
		for _, host := range list {
			if wrong := wrongHost(host); wrong != "" {
				f.add("brand ", b.ID, ": ", wrong)
			}
		}
	}
	b.checkOwn(f)
}

// checkOwn holds the places people are sent to against what the brand owns: a
// book must not be able to send them elsewhere.
func (b *Brand) checkOwn(f *faults) {
	if b.Home != "" {
		b.checkPage(f, "home", b.Home)
	}
	if b.Messages != "" {
		b.checkPage(f, "messages", b.Messages)
	}
	for kind, page := range b.Pages {
		b.checkPage(f, "pages, "+kind, page)
	}
	if b.Report != "" {
		if _, host, ok := strings.Cut(b.Report, "@"); !ok || !b.owns(host) {
			f.add("brand ", b.ID, ": report ", b.Report, " is not on a domain of the brand's")
		}
	}
}

func (b *Brand) checkPage(f *faults, name, page string) {
	rest, secure := strings.CutPrefix(page, "https://")
	if host, _, _ := strings.Cut(rest, "/"); !secure || !b.owns(host) {
		f.add("brand ", b.ID, ": ", name, " ", page, " is not on a domain of the brand's")
	}
}

func (b *Brand) owns(host string) bool {
	for _, domain := range b.Owns {
		if host == domain || strings.HasSuffix(host, "."+domain) {
			return true
		}
	}
	return false
}

// faults collects what is wrong. Its words are put together by hand: package
// fmt would be a twentieth of the core.
type faults struct {
	found []error
	seen  map[string]bool
}

func (f *faults) add(words ...string) {
	f.found = append(f.found, errors.New(strings.Join(words, "")))
}

// once notes an id and finds fault with one that is missing or stands twice.
func (f *faults) once(kind, id string) {
	if id == "" {
		f.add(kind, " without an id")
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	if f.seen[kind+" "+id] {
		f.add(kind, " ", id, ": stands twice")
	}
	f.seen[kind+" "+id] = true
}

// wrongHost says why a text cannot be a domain of a list: an address with
// scheme or path, upper case, spaces, characters outside LDH. A leading dot
// (".amazon") names a TLD. "" is nothing wrong.
func wrongHost(s string) string {
	rest := strings.TrimPrefix(s, ".")
	switch {
	case rest == "" || strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" ||
		strings.Contains(rest, "..") || strings.HasSuffix(rest, "."):
		return `"` + s + `" is no domain: write it in lower case, punycode, without scheme or path`
	case rest == s && !strings.Contains(s, "."):
		return `"` + s + `" is a public suffix: name a registrable domain`
	}
	return ""
}
