package detect

import (
	"strings"

	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// link-text-differs: a link shows an address of the brand and leads elsewhere.
//
// Redirectors are taken off first and registrable domains compared, so that
// click tracking, which honest newsletters use too, is no difference unless it
// hides where it ends.
var LinkTextDiffers = Detector{
	ID: "link-text-differs",
	Look: func(m *Mail, found func(*wire.Finding)) {
		for i := range m.Links {
			l := &m.Links[i]
			shown := m.ownedHostIn(l.Words)
			if shown == "" || !leadsAway(l.To) {
				continue
			}
			severity := wire.CautionSign // newsletters count clicks so, too
			if m.Claim.Strength == Strong || m.Demands() {
				severity = wire.Danger
			}
			f := m.linkFinding(l, severity)
			f.Params["shown"] = shown
			found(f)
		}
	},
}

// leadsAway says whether a destination is known not to be the brand's.
func leadsAway(to host.Destination) bool {
	switch to.Kind {
	case host.Foreign, host.Imitating, host.CustomerHosted, host.Unreadable:
		return true
	}
	return false
}

// ownedHostIn finds a host that a brand owns among the words of a link.
func (m *Mail) ownedHostIn(words string) string {
	if !strings.Contains(words, ".") {
		return ""
	}
	for _, word := range strings.FieldsFunc(words, notInAddress) {
		if !strings.Contains(word, ".") {
			continue
		}
		word = strings.Trim(word, ".")
		// The name "Amazon.co.jp" is written like a host and is none.
		if !strings.Contains(word, "/") && !strings.HasPrefix(strings.ToLower(word), "www.") {
			continue
		}
		if to := m.Index.Hosts.Follow(withScheme(word), "", ""); to.Owner != "" {
			return to.Shown
		}
	}
	return ""
}

func withScheme(address string) string {
	if strings.Contains(address, "://") {
		return address
	}
	return "https://" + address
}

// notInAddress ends a word: white space, brackets, anything outside ASCII.
func notInAddress(r rune) bool {
	return r <= ' ' || r > '~' || strings.ContainsRune(`"<>()[]{}|\^`+"`", r)
}
