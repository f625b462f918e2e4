package detect

import "tashikame/wasm/wire"

// quotes-imitation: the mail quotes or forwards another that presents itself
// as a brand's and leads elsewhere. The sender may mean well; the links are
// as dangerous as they were.
var QuotesImitation = Detector{
	ID: "quotes-imitation",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength == Strong || m.Quote.Strength != Strong {
			return
		}
		for i := range m.Links {
			l := &m.Links[i]
			if !l.Quoted || !l.Action || l.fits() {
				continue
			}
			f := m.linkFinding(l, wire.CautionSign)
			f.Params["brand"] = m.brandName(m.Quote.Brand)
			found(f)
		}
	},
}
