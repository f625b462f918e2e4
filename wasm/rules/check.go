package rules

import (
	"errors"
	"fmt"
	"strings"
)

// Check reports what is wrong within a book, all of it at once.
func (b *Book) Check() error {
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }

	if b.Format != Format {
		bad("format %d: this program reads format %d", b.Format, Format)
	}
	seen := map[string]bool{}
	once := func(kind, id string) {
		if id == "" {
			bad("%s without an id", kind)
		}
		if seen[kind+id] {
			bad("%s %s: stands twice", kind, id)
		}
		seen[kind+id] = true
	}
	for _, brand := range b.Brands {
		once("brand", brand.ID)
		if len(brand.Names) == 0 || len(brand.Owns) == 0 {
			bad("brand %s: names and owns must not be empty", brand.ID)
		}
		for _, list := range [][]string{brand.Owns, brand.Companions, brand.HostsForOthers, brand.Sellers} {
			for _, host := range list {
				if err := hostName(host); err != nil {
					bad("brand %s: %w", brand.ID, err)
				}
			}
		}
	}
	for _, site := range b.Sites {
		once("site", site.ID)
		if err := site.check(); err != nil {
			problems = append(problems, err)
		}
	}
	for _, r := range b.Redirectors {
		once("redirector", r.ID)
		if len(r.Hosts) == 0 {
			bad("redirector %s: names no host", r.ID)
		}
	}
	for _, kind := range b.Kinds {
		once("kind", kind.ID)
		if kind.Guide.JA == "" || kind.Guide.EN == "" {
			bad("kind %s: needs a guide in ja and en", kind.ID)
		}
	}
	for id, text := range b.Texts {
		if text.JA == "" || text.EN == "" {
			bad("text %s: needs both ja and en", id)
		}
	}
	return errors.Join(problems...)
}

// hostName refuses what cannot be a domain of a list: an address with scheme
// or path, upper case, spaces, characters outside LDH. A leading dot (".amazon")
// names a TLD.
func hostName(s string) error {
	rest := strings.TrimPrefix(s, ".")
	if rest == "" || strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" ||
		strings.Contains(rest, "..") || strings.HasSuffix(rest, ".") {
		return fmt.Errorf("%q is no domain: write it in lower case, punycode, without scheme or path", s)
	}
	if rest == s && !strings.Contains(s, ".") {
		return fmt.Errorf("%q is a public suffix: name a registrable domain", s)
	}
	return nil
}
