package detect

import "tashikame/wasm/wire"

// absent-from-message-center: a mail of a kind that the Message Center always
// lists, and it lists none. Other kinds may be missing there, and a mail that
// its host has authenticated needs no list.
var AbsentFromMessageCenter = Detector{
	ID: "absent-from-message-center",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if !m.Listed.Absent || m.Claim.Seller || m.Claim.Strength != Strong || m.signer() != "" {
			return
		}
		if kind := m.Kind(); kind != nil && kind.Listed {
			found(m.finding(wire.CautionSign, 0, m.Subject, "when", m.Listed.AsOf))
		}
	},
}
