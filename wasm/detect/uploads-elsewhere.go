package detect

import "tashikame/wasm/wire"

// uploads-elsewhere: wants photos put into somebody's cloud, or a form filled
// in there.
var UploadsElsewhere = Detector{
	ID:   "uploads-elsewhere",
	Look: sellerSays("upload-elsewhere"),
}

// sellerSays looks for a phrase in a seller's mail.
func sellerSays(list string) func(*Mail, func(*wire.Finding)) {
	return func(m *Mail, found func(*wire.Finding)) {
		if !m.Claim.Seller {
			return
		}
		if hit, ok := m.Said(list); ok {
			found(m.saying(wire.CautionSign, hit))
		}
	}
}
