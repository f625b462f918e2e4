package detect

import "tashikame/wasm/wire"

// winner-unlike: says you have won and asks what a real invitation never asks:
// card, postage, a questionnaire. The real one leads to the product page and
// states a window of two or three days.
var WinnerUnlike = Detector{
	ID: "winner-unlike",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength != Strong || m.Claim.Seller {
			return
		}
		win, won := m.Said("winner")
		if _, demands := m.Said("winner-demand"); won && demands {
			found(m.saying(wire.CautionSign, win))
		}
	},
}
