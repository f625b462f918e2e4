//go:build !js

package host

import (
	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// The browser has these tables already; uts46_js.go uses its copy and spares
// the core a tenth of its weight. The tests run both ways over one table.

// browsers is UTS #46 as WHATWG URL's "domain to ASCII" runs it, not strict:
// mapped, non-transitional, hyphens and lengths not checked.
var browsers = idna.New(
	idna.MapForLookup(),
	idna.Transitional(false),
	idna.StrictDomainName(false),
	idna.CheckHyphens(false),
	idna.CheckJoiners(true),
	idna.BidiRule(),
	idna.VerifyDNSLength(false),
)

// forReading turns punycode back. It does not refuse what is not allowed in a
// registration: a name that was registered all the same must be looked at.
var forReading = idna.New(idna.StrictDomainName(false), idna.CheckHyphens(false))

// toUnicode turns the punycode of a name back; with an error where some of it
// stays as it is.
func toUnicode(name string) (string, error) { return forReading.ToUnicode(name) }

// mapToASCII is "domain to ASCII" for a name that is not ASCII.
func mapToASCII(name string) (string, error) { return browsers.ToASCII(name) }

// decompose gives the characters one is made of (NFKD).
func decompose(r rune) string { return norm.NFKD.String(string(r)) }
