package detect

import (
	"strings"

	"tashikame/wasm/wire"
)

// name-shows-other-address: the display name holds a brand's address, and the
// mail was sent from another. Most mail programs show the name alone.
var NameShowsOtherAddress = Detector{
	ID: "name-shows-other-address",
	Look: func(m *Mail, found func(*wire.Finding)) {
		at := strings.LastIndexByte(m.From.Name, '@')
		if at < 0 || m.SenderClass() == SenderNone {
			return
		}
		domain := strings.FieldsFunc(m.From.Name[at+1:], notInAddress)
		if len(domain) == 0 {
			return
		}
		shown := m.Index.Hosts.Look(domain[0])
		if shown.Owner == "" || shown.Owner == m.From.Domain.Owner {
			return
		}
		f := m.ofSender(wire.Danger, "name", m.From.Name)
		f.Quote = m.From.Name
		found(f)
	},
}
