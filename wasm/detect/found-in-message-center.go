package detect

import "tashikame/wasm/wire"

// found-in-message-center: the account's own Message Center lists this mail,
// sent by the brand. Whatever contradicts the mail is other detectors' to see;
// a name that is disguised and a mail that quotes another are no brand's.
var FoundInMessageCenter = Detector{
	ID: "found-in-message-center",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Listed.Proves && m.Claim.Strength == Strong && !m.Claim.Disguised && m.Quote.Strength != Strong &&
			m.SenderClass() == SenderOwned && m.From.Domain.Seller == "" {
			found(m.finding(wire.Info, 0, m.Subject, "when", m.Listed.AsOf))
		}
	},
}
