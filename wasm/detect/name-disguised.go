package detect

import "tashikame/wasm/wire"

// name-disguised: the sender's name is written so that it only looks like the
// brand's: other scripts' letters, or one letter changed.
var NameDisguised = Detector{
	ID: "name-disguised",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Disguised {
			found(m.finding(wire.Danger, 0, m.From.Name, "name", m.From.Name))
		}
	},
}
