package detect

import "tashikame/wasm/wire"

// uploads-elsewhere: wants photos put into somebody's cloud, or a form filled
// in there.
var UploadsElsewhere = Detector{
	ID:   "uploads-elsewhere",
	Look: sellerSays("upload-elsewhere"),
}

// sellerSays looks for a phrase that the brand itself may use, in a seller's
// mail or one that is not the brand's.
func sellerSays(list string) func(*Mail, func(*wire.Finding)) {
	return func(m *Mail, found func(*wire.Finding)) {
		if !m.Claim.Seller && !m.Contradicted() {
			return
		}
		if hit, ok := m.Said(list); ok {
			found(m.saying(wire.CautionSign, hit))
		}
	}
}
