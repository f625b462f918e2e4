package detect

import (
	"strings"

	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// salted-words: words that filters look for are broken up by characters or
// elements that nobody sees. Honest mail hides preview lines, never syllables.
var SaltedWords = Detector{
	ID: "salted-words",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength == NoClaim {
			return
		}
		const several = 3 // one may be a slip of an editor's
		if m.Doc.Salted >= several {
			found(m.finding(wire.CautionSign, 0, ""))
			return
		}
		for _, hit := range m.Hits {
			if said := m.Words(hit); strings.ContainsFunc(strings.TrimSpace(said), words.Invisible) && !m.reported(hit) {
				found(m.saying(wire.CautionSign, hit))
				return
			}
		}
	},
}
