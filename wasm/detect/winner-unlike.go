package detect

import "tashikame/wasm/wire"

// winner-unlike: says you have won and asks what a real invitation never asks:
// card, postage, a questionnaire. The real one leads to the product page and
// states a window of two or three days. News of a prize that only mentions the
// brand, and leads to a host that plays on its name, asks enough by that.
var WinnerUnlike = Detector{
	ID: "winner-unlike",
	Look: func(m *Mail, found func(*wire.Finding)) {
		severity := wire.CautionSign
		if m.Claim.Strength != Strong {
			severity = wire.Danger
		}
		if m.Claim.Seller || severity == wire.Danger && !m.Deceives() {
			return
		}
		win, won := m.Said("winner")
		if _, demands := m.Said("winner-demand"); won && (demands || severity == wire.Danger) {
			found(m.saying(severity, win))
		}
	},
}
