package detect

import "tashikame/wasm/wire"

// only-pictures: everything the mail says is in pictures, and it asks to be
// clicked. We cannot read pictures; honest shops send words too.
var OnlyPictures = Detector{
	ID: "only-pictures",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if !m.Doc.OnlyPictures() {
			return
		}
		for i := range m.Links {
			l := &m.Links[i]
			if l.Action && !l.fits() {
				found(m.linkFinding(l, wire.CautionSign))
				return
			}
		}
	},
}
