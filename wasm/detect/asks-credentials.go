package detect

import "tashikame/wasm/wire"

// asks-credentials: asks to sign in or to give a password again. Amazon's own
// mails do so too, on Amazon's own pages: only a seller's is a trap by itself.
var AsksCredentials = Detector{
	ID: "asks-credentials",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Doc.AsksPassword && m.Claim.Strength == Strong {
			found(m.finding(wire.Danger, 0, "password"))
			return
		}
		trap("told-secret", "send-back")(m, found) // nobody wants one by answer but a thief
		asks("asks-credentials")(m, found)
	},
}

// asks looks for a demand in a mail that speaks as a brand, or deceives about
// one. It weighs on a seller's mail, and on a mail whose sender or links are
// already foreign; in a mail where all fits it is what such mails are about.
func asks(list string) func(*Mail, func(*wire.Finding)) {
	return func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength != Strong && !m.Deceives() {
			return
		}
		severity := wire.Info
		if m.Claim.Seller {
			severity = wire.CautionSign
		} else if m.Contradicted() || m.Claim.Strength != Strong {
			severity = wire.Danger
		}
		if hit, ok := m.asked(list); ok {
			found(m.saying(severity, hit))
		} else if severity == wire.Danger && m.Index.saysAny(m.Subject, list) {
			found(m.finding(severity, 0, m.Subject)) // a false mail often asks there, and by its button
		}
	}
}
