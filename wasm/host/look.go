package host

import (
	"strings"

	"tashikame/wasm/wire"
)

// longest is the length above which no host or its encoding can be meant; the
// DNS ends at 253.
const longest = 4096

// Look says what a host is: a name or an address in any disguise a browser
// reads. It costs nothing but time for an ordinary host: no allocation.
func (t *Table) Look(host string) Identity { return t.look(host, "") }

// notReadable is the answer to what no browser would go to.
func notReadable(raw string) Identity {
	return Identity{Shown: raw[:min(len(raw), longest)], How: NotReadable}
}

// look is Look in a mail that speaks as the brand claimed.
func (t *Table) look(host, claimed string) Identity {
	if len(host) > longest {
		return notReadable(host)
	}
	name, address, err := canonical(host)
	if err != nil || len(name) > 253 {
		return notReadable(host)
	}
	id := Identity{Host: name, Shown: name}
	if address {
		id.How = IP
		return id
	}
	private := false
	id.Registrable, private = registrable(name)
	near := t.know(&id, name)
	id.Hosted = id.Hosted || private
	if strings.Contains(name, "xn--") {
		id.Shown = shown(name)
	} else if !t.screen.hit(name) {
		return id
	}
	if id.Owner != "" || near {
		return id
	}
	t.imitation(&id, private, claimed)
	return id
}

// know fills in what the book says of the host and of what it is part of;
// the nearest place decides. It reports whether the host is known not to play
// on any brand.
func (t *Table) know(id *Identity, name string) (innocent bool) {
	decided := false
	for rest := name; rest != ""; {
		if p := t.places[rest]; p != nil {
			if id.Seller == "" {
				id.Seller = p.seller
			}
			id.Hosted = id.Hosted || p.hosting
			innocent = innocent || p.innocent
			if !decided && (p.owner != "" || p.runBy != "" || p.companion != "") {
				id.Owner, id.RunBy, id.Companion = p.owner, p.runBy, p.companion
				decided = true
			}
		}
		_, after, ok := strings.Cut(rest, ".")
		if !ok {
			break
		}
		rest = after
	}
	return innocent || id.Companion != ""
}

// imitation judges the part of the name that its owner could choose.
func (t *Table) imitation(id *Identity, private bool, claimed string) {
	end := t.chosen(id)
	if end <= 0 {
		return
	}
	found := t.judge(id.Shown[:end], circumstances{
		hosted:  private || id.Hosted || id.RunBy != "",
		young:   t.young[id.Host[strings.LastIndexByte(id.Host, '.')+1:]],
		claimed: claimed,
	})
	if found.rank == nothing && !private {
		found = t.across(id.Shown, end)
	}
	if found.rank == nothing {
		return
	}
	id.Imitates, id.How, id.Differs = found.brand, found.how, found.differs
}

// chosen gives the end, in Shown, of the labels below the public suffix or
// below the place that a brand runs for others.
func (t *Table) chosen(id *Identity) int {
	suffix, _ := publicSuffix(id.Host)
	if id.RunBy != "" {
		for rest, at := id.Host, 0; ; {
			if p := t.places[rest]; p != nil && p.runBy != "" {
				suffix = min(suffix, at)
			}
			_, after, ok := strings.Cut(rest, ".")
			if !ok {
				break
			}
			at += len(rest) - len(after)
			rest = after
		}
	}
	if suffix == 0 {
		return 0
	}
	// The same number of labels from the right, in Shown.
	labels := strings.Count(id.Host[suffix:], ".") + 1
	end := len(id.Shown)
	for range labels {
		end = strings.LastIndexByte(id.Shown[:end], '.')
		if end < 0 {
			return 0
		}
	}
	return end
}

// shown turns punycode back; what is no punycode stays as it is.
func shown(name string) string {
	u, err := toUnicode(name)
	if err != nil && strings.Count(u, ".") != strings.Count(name, ".") || u == "" {
		return name
	}
	return u
}

// Deceives says whether what a person sees as the host plays on a brand. A
// brand's name in the path alone does not: half of all reviews and shop
// comparisons have one there.
func (id *Identity) Deceives() bool {
	return id.Imitates != "" && id.How != Path && id.How != IP
}

// RegistrableSpan is where the registrable part stands in Shown; nil for an
// address.
func (id *Identity) RegistrableSpan() *wire.Span {
	if id.Registrable == "" {
		return nil
	}
	start := len(id.Shown)
	for range strings.Count(id.Registrable, ".") + 1 {
		start = strings.LastIndexByte(id.Shown[:start], '.')
		if start < 0 {
			break
		}
	}
	return &wire.Span{Start: start + 1, End: len(id.Shown)}
}
