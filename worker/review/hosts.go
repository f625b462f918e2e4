package review

import (
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"tashikame/wasm/rules"
)

// owned refuses what a brand cannot own. To own a suffix under which anybody
// can register, or a stranger's place under one, would whitelist the strangers.
func (l *linter) owned(b rules.Brand, domain string) {
	what := "brand " + b.ID
	if strings.HasPrefix(domain, ".") {
		if !isTLD(domain[1:]) {
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

// closed are suffixes that only the state and its municipalities register under
// (JPRS, types of JP domain names): a rule about one is about nobody else.
var closed = []string{"go.jp", "lg.jp"}

// hosts refuses suffixes in a list of hosts: a rule about co.jp is one about
// everybody. Houses of many people (github.io) may be listed for what they are.
func (l *linter) hosts(what string, hosts []string) {
	for _, host := range hosts {
		name := strings.TrimPrefix(host, ".")
		suffix, icann := publicsuffix.PublicSuffix(name)
		switch {
		case name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "":
			l.bad("%s: %q is no host: write it in lower case, punycode, without scheme or path", what, host)
		case icann && suffix == name && !slices.Contains(closed, name):
			l.bad("%s: %q is a public suffix; name a registrable domain, or a host", what, host)
		}
	}
}

func (l *linter) lists(book *rules.Book) {
	l.hosts("opaque", book.Opaque)
	l.hosts("social", book.Social)
	l.hosts("hosting", book.Hosting)
	for _, tld := range book.Young {
		if !isTLD(tld) {
			l.bad("young: %q is no top-level domain", tld)
		}
	}
	for what, list := range map[string][]string{"opaque": book.Opaque, "social": book.Social, "hosting": book.Hosting, "young": book.Young} {
		l.phrases(what, list)
	}
}

func isTLD(name string) bool {
	suffix, icann := publicsuffix.PublicSuffix(name)
	return icann && suffix == name && !strings.Contains(name, ".")
}

// within tells whether a host lies on one of the domains.
func within(host string, domains []string) bool {
	return slices.ContainsFunc(domains, func(domain string) bool {
		return host == domain || strings.HasSuffix(host, "."+strings.TrimPrefix(domain, "."))
	})
}
