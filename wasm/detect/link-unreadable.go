package detect

import (
	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// link-unreadable: nobody can tell where an action link of a mail that speaks
// as a brand leads. Never fine: what we cannot read, we cannot clear.
var LinkUnreadable = Detector{
	ID: "link-unreadable",
	Look: func(m *Mail, found func(wire.Finding)) {
		m.eachAction(host.Unreadable, func(l *Link) {
			const much = 120 // bytes of an address that a person can take in
			target := l.Target
			if len(target) > much {
				target = target[:much] + "…"
			}
			found(wire.Finding{
				Severity: wire.Danger, Ref: l.Ref, Quote: l.Words, Host: l.To.Shown,
				Params: m.params("target", target),
			})
		})
	},
}
