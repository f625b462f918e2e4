package detect

import (
	"strings"

	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// attachment-runs: a file that comes with a mail that speaks as a brand, and
// runs when it is opened, or shows a sign-in page of its own. Neither Amazon
// nor a seller has a reason to send one.
var AttachmentRuns = Detector{
	ID: "attachment-runs",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if name := m.runs(); name != "" && m.Claim.Strength == Strong {
			found(m.finding(m.gravity(), 0, name))
		}
	},
}

// runs is the name of an attachment that runs, "" when there is none. A name
// with characters nobody sees hides its kind: "exe.fdp" shown from right to left.
func (m *Mail) runs() string {
	for _, name := range m.Region.Attachments {
		// Windows takes trailing dots and spaces off a name.
		folded := strings.TrimRight(words.Fold(name).Text, ".")
		for _, kind := range m.Index.Book.Running {
			if strings.HasSuffix(folded, "."+kind) || strings.ContainsFunc(name, words.Invisible) {
				return name
			}
		}
	}
	return ""
}
