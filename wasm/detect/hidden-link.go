package detect

import "tashikame/wasm/wire"

// hidden-link: a link that leads off the brand's sites and cannot be seen.
var HiddenLink = Detector{
	ID: "hidden-link",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength != Strong {
			return
		}
		for i := range m.Links {
			if l := &m.Links[i]; l.Hidden && l.Action && !l.fits() {
				found(m.linkFinding(l, wire.CautionSign))
				return
			}
		}
	},
}
