package detect

import "tashikame/wasm/wire"

// sender-imitates: the sender's domain plays on the brand's name.
var SenderImitates = Detector{
	ID: "sender-imitates",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if d := &m.From.Domain; d.Imitates != "" {
			f := m.hostFinding(d, wire.Danger)
			f.Quote = m.From.Address
			found(f)
		}
	},
}
