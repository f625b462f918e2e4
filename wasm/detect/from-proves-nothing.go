package detect

import "tashikame/wasm/wire"

// from-proves-nothing: the address shown is the brand's, which anybody can
// write there. About a quarter of the phishing mails reported in January 2026
// used the true address.
var FromProvesNothing = Detector{
	ID: "from-proves-nothing",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength == Strong && m.SenderClass() == SenderOwned && m.signer() == "" && !m.Listed.Proves {
			found(m.ofSender(wire.Info))
		}
	},
}
