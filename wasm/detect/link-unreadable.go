package detect

import (
	"tashikame/wasm/host"
	"tashikame/wasm/page"
	"tashikame/wasm/wire"
)

// link-unreadable: nobody can tell where an action link of a mail that speaks
// as a brand leads. Never fine: what we cannot read, we cannot clear.
var LinkUnreadable = Detector{
	ID: "link-unreadable",
	Look: func(m *Mail, found func(*wire.Finding)) {
		m.eachAction(host.Unreadable, func(l *Link) { found(m.linkFinding(l, wire.Danger)) })
		if m.Claim.Strength == Strong && m.formLeadsNowhere() {
			found(m.finding(m.gravity(), 0, ""))
		}
	},
}

// formLeadsNowhere says whether there is something to type into, or to press,
// and no place it is sent to: webmails take a form's destination away, and some
// leave but its button.
func (m *Mail) formLeadsNowhere() bool {
	for i := range m.Links {
		if m.Links[i].Kind == page.Form {
			return false
		}
	}
	return !m.Guessed && (m.Doc.Asks || m.Doc.Presses)
}
