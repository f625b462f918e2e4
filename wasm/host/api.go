package host

import "tashikame/wasm/wire"

// How is the way in which a host or a URL imitates, hides or cannot be read.
type How string

const (
	Homograph   How = "homograph"   // looks the same, other characters (UTS #39)
	Typo        How = "typo"        // one slip away
	Separator   How = "separator"   // a-m-a-z-o-n
	OtherTLD    How = "other-tld"   // amazon.xyz
	Embedded    How = "embedded"    // amazon.co.jp.x.example, amazon-co-jp.x.example
	Combination How = "combination" // amazon-login.example
	Path        How = "path"        // x.example/amazon.co.jp
	Userinfo    How = "userinfo"    // https://amazon.co.jp@x.example
	IP          How = "ip"          // an address instead of a name
	NotReadable How = "unreadable"  // a browser would not go there, or we cannot tell where
)

// Identity is what a host is. The zero value is a host nobody knows.
type Identity struct {
	// Host is the name as browsers put it into the address bar's ASCII form:
	// lower case, punycode, IPv4 in four decimals, IPv6 in brackets; "" when it
	// cannot be read. A trailing dot is dropped.
	Host string
	// Shown is the name as a person may be shown it (Unicode); as it was given
	// when it cannot be read.
	Shown string
	// Registrable is the part somebody registered (eTLD+1); "" for IPs.
	Registrable string
	// Owner is the brand the host belongs to; exact, never by likeness.
	Owner string
	// Companion is the brand that lists the host as one its mails lead to.
	Companion string
	// RunBy is the brand that runs the host for anyone to fill.
	RunBy string
	// Seller is the brand whose marketplace sellers write from here.
	Seller string
	// Imitates is the brand the host plays on, How the way it does.
	Imitates string
	How      How
	// Differs are the bytes of Shown to point at: those that differ from the
	// imitated name, or those that hold it.
	Differs []wire.Span
	// Hosted is true where the registrable domain is a customer's corner of
	// somebody's house (a private public suffix, or the book's hosting list).
	Hosted bool
}

// Kind is what a link leads to.
type Kind string

const (
	Owned          Kind = "owned"
	Companion      Kind = "companion"
	CustomerHosted Kind = "customer-hosted"
	Opaque         Kind = "opaque"
	Foreign        Kind = "foreign"
	Imitating      Kind = "imitating"
	Unreadable     Kind = "unreadable"
	// Elsewhere is no web page: mailto:, tel:, an anchor within the mail.
	Elsewhere Kind = "elsewhere"
)

// Destination is where a link leads after everything that wraps it is taken off.
type Destination struct {
	Identity
	// Kind is seen from brand's side: see Table.Follow.
	Kind Kind
	// Scheme is in lower case: "https", "mailto", "tel", …
	Scheme string
	// URL is the unwrapped address.
	URL string
	// Via are the redirectors taken off, outermost first (their ids).
	Via []string
}
