package detect

import "tashikame/wasm/wire"

// link-imitates: a link leads to a host that plays on a brand's name. Said
// without any claim too: the mark on the link is all that follows then.
var LinkImitates = Detector{
	ID: "link-imitates",
	Look: func(m *Mail, found func(*wire.Finding)) {
		for i := range m.Links {
			l := &m.Links[i]
			if !l.To.Deceives() {
				continue
			}
			severity := wire.CautionSign
			if m.Claim.Strength == Strong {
				severity = wire.Danger
			}
			found(m.linkFinding(l, severity))
		}
	},
}
