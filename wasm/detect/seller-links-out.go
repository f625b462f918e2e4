package detect

import "tashikame/wasm/wire"

// seller-links-out: a marketplace seller's mail leads off Amazon. Sellers may
// not; a buyer loses Amazon's protection there.
var SellerLinksOut = Detector{
	ID: "seller-links-out",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if !m.Claim.Seller {
			return
		}
		for i := range m.Links {
			l := &m.Links[i]
			if l.Action && !l.fits() {
				found(m.linkFinding(l, wire.CautionSign))
			}
		}
	},
}
