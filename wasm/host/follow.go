package host

import (
	"slices"
	"strings"

	"tashikame/wasm/words"
)

// elsewhere are the schemes of links that lead to no web page and that honest
// mails and mail programs use.
var elsewhere = []string{
	"mailto", "tel", "sms", "cid", "mid", "geo", "callto", "fax", "facetime", "maps", "webcal",
	"x-apple-data-detectors", "about",
}

// maxLayers bounds how many redirectors are taken off, and maxSteps how many
// targets are looked at in all: a link may name several.
const (
	maxLayers = 8
	maxSteps  = 32
)

// Follow says where a link leads. rawURL is the link as it stands in a mail,
// base the mail's <base href> ("" when it has none), claimed the brand the
// mail speaks as: Owned, Companion and CustomerHosted are meant of that brand,
// or of any brand when claimed is "".
//
// Redirectors of the book are taken off, one in another too. A link that
// several targets can be read from leads to the worst of them.
func (t *Table) Follow(rawURL, base, claimed string) Destination {
	f := following{t: t, claimed: claimed}
	if d, ok := notAPage(rawURL, base); ok {
		return d
	}
	u, err := readLink(rawURL, base)
	if err != nil {
		return unreadable(rawURL)
	}
	return f.follow(u, nil)
}

func unreadable(raw string) Destination {
	return Destination{Identity: notReadable(raw), Kind: Unreadable, URL: raw}
}

// notAPage recognises links that stay within the mail.
func notAPage(raw, base string) (Destination, bool) {
	trimmed := strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' })
	if base == "" && (trimmed == "" || trimmed[0] == '#') {
		return Destination{Kind: Elsewhere, URL: trimmed}, true
	}
	return Destination{}, false
}

// readLink reads a link. Mail programs complete a link that begins with a host
// name (www.amazon.co.jp/…) when there is nothing it could be relative to.
func readLink(raw, base string) (URL, error) {
	u, err := Read(raw, base)
	if err == errNoBase || err == nil && strings.Contains(u.Scheme, ".") {
		if bare, ok := bareHost(raw); ok {
			return read("http://"+bare, nil)
		}
		if strings.HasPrefix(strings.TrimSpace(raw), "//") {
			return read("https:"+strings.TrimSpace(raw), nil)
		}
	}
	return u, err
}

// bareHost tells text that begins with a host name under a known suffix.
func bareHost(raw string) (string, bool) {
	raw = strings.TrimSpace(raw)
	end := strings.IndexAny(raw, `/\?#`)
	if end < 0 {
		end = len(raw)
	}
	authority := raw[:end]
	authority = authority[strings.LastIndexByte(authority, '@')+1:]
	name, _, err := cutPort(authority, "")
	if err != nil || len(name) > longest || !strings.ContainsAny(name, ".。．｡") {
		return "", false
	}
	host, address, err := canonical(name)
	if err != nil {
		return "", false
	}
	return raw, address || knownSuffix(host)
}

type following struct {
	t       *Table
	claimed string
	steps   int
}

func (f *following) follow(u URL, via []string) Destination {
	here := f.judge(u)
	here.Via = via
	f.steps++
	if here.Kind == Elsewhere || here.Kind == Unreadable {
		return here
	}
	r, targets := f.t.unwrap(u)
	if r == nil {
		return here
	}
	if len(via) == maxLayers || f.steps > maxSteps {
		here.Kind = Opaque
		return here
	}
	var worst *Destination
	for _, target := range targets {
		var d Destination
		if next, err := readTarget(target, u); err != nil {
			d = unreadable(target)
		} else if next.String() == u.String() {
			continue
		} else {
			d = f.follow(next, append(slices.Clone(via), r.ID))
		}
		if worst == nil || slices.Index(gravity[:], d.Kind) > slices.Index(gravity[:], worst.Kind) {
			worst = &d
		}
	}
	if worst == nil {
		return here
	}
	return *worst
}

// gravity orders what a link with several readable targets may lead to.
var gravity = [...]Kind{Owned, Companion, Elsewhere, CustomerHosted, Opaque, Foreign, Unreadable, Imitating}

// judge says what one address is, nothing taken off.
func (f *following) judge(u URL) Destination {
	d := Destination{Scheme: u.Scheme, URL: u.String()}
	if _, web := special[u.Scheme]; !web {
		d.Kind, d.How = Unreadable, NotReadable
		if slices.Contains(elsewhere, u.Scheme) {
			d.Kind, d.How = Elsewhere, ""
		}
		return d
	}
	d.Identity = f.t.lookURL(u, f.claimed)
	d.Kind = f.kind(&d.Identity)
	return d
}

func (f *following) kind(id *Identity) Kind {
	mine := func(brand string) bool { return brand != "" && (f.claimed == "" || brand == f.claimed) }
	switch {
	case mine(id.Owner):
		return Owned
	case id.How == NotReadable:
		return Unreadable
	case id.Deceives():
		return Imitating
	case mine(id.Companion):
		return Companion
	case f.t.opaque(id.Host):
		return Opaque
	case mine(id.RunBy):
		return CustomerHosted
	}
	return Foreign
}

// opaque looks the host and what it is part of up in the book's list.
func (t *Table) opaque(host string) bool {
	for rest, ok := host, true; ok; _, rest, ok = strings.Cut(rest, ".") {
		if p := t.places[rest]; p != nil && p.opaque {
			return true
		}
	}
	return false
}

// LookURL says what a host name or an address is, for people who ask by hand.
func (t *Table) LookURL(hostOrURL string) Identity {
	raw := strings.TrimFunc(hostOrURL, func(r rune) bool { return r <= ' ' })
	if !strings.ContainsAny(raw, `/\@?#`) && !hasScheme(raw) {
		host, _, err := cutPort(raw, "")
		if err != nil {
			host = raw
		}
		return t.Look(host)
	}
	if !hasScheme(raw) {
		raw = "http://" + strings.TrimLeft(raw, `/\`)
	}
	u, err := read(raw, nil)
	if err != nil {
		return notReadable(raw)
	}
	if u.Scheme == "mailto" {
		address, _, _ := strings.Cut(u.Path, "?")
		return t.Look(address[strings.LastIndexByte(address, '@')+1:])
	}
	if u.Host == "" {
		return notReadable(raw)
	}
	return t.lookURL(u, "")
}

// hasScheme tells "https:…" from "amazon.co.jp:443".
func hasScheme(raw string) bool {
	scheme, rest, ok := cutScheme(raw)
	if !ok {
		return false
	}
	if _, web := special[scheme]; web || strings.HasPrefix(rest, "//") {
		return true
	}
	port, _, _ := strings.Cut(rest, "/")
	return !strings.Contains(scheme, ".") && strings.Trim(port, "0123456789") != ""
}

// lookURL is look with what the rest of an address can do to deceive.
func (t *Table) lookURL(u URL, claimed string) Identity {
	id := t.look(u.Host, claimed)
	if id.Owner != "" {
		return id
	}
	if u.Username != "" {
		if brand := t.poses(percentDecode(u.Username+":"+u.Password), false); brand != "" {
			id.Imitates, id.How, id.Differs = brand, Userinfo, nil
			return id
		}
	}
	if id.Imitates != "" || id.Companion != "" || id.How == NotReadable {
		return id
	}
	if brand := t.poses(percentDecode(u.Path), true); brand != "" {
		id.Imitates = brand
		if id.How == "" {
			id.How = Path
		}
	}
	return id
}

// poses finds a brand shown off in a part of an address that decides nothing:
// one of its domains, or its label as a word of its own.
func (t *Table) poses(s string, path bool) string {
	if s == "" || s == "/" {
		return ""
	}
	s = strings.ToLower(s)
	if len(s) > longest {
		s = s[:longest]
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/:@\\?&=;, ", r) }) {
		folded := Skeleton(part)
		for _, b := range t.brands {
			for _, label := range b.labels {
				if rest, ok := strings.CutPrefix(strings.TrimPrefix(folded, "www."), label.folded); ok &&
					(rest == "" || b.begins(rest) || !path && (rest[0] == '.' || rest[0] == '-')) {
					return b.id
				}
			}
		}
	}
	return ""
}

// begins tells whether what follows the label is one of the brand's suffixes.
func (b *brand) begins(rest string) bool {
	flat := words.Replace(rest, ".", "", "-", "", "_", "")
	return slices.Contains(b.suffixes, flat) && (rest[0] == '.' || rest[0] == '-' || rest[0] == '_')
}
