package detect

import (
	"strings"

	"tashikame/wasm/rules"
	"tashikame/wasm/words"
)

// Kind says what sort of mail it is, nil when the book knows none that fits
// or nothing claims to be a brand's.
func (m *Mail) Kind() *rules.MailKind {
	if m.Claim.Strength != Strong {
		return nil
	}
	kinds := m.Index.kinds
	subject := words.Fold(m.Subject).Text
	for i := range kinds {
		if k := &kinds[i]; k.Seller == m.Claim.Seller && holdsAny(subject, k.subjects) {
			return k.MailKind
		}
	}
	for i := range kinds {
		if k := &kinds[i]; k.Seller == m.Claim.Seller && holdsAny(m.Text.Text, k.bodies) {
			return k.MailKind
		}
	}
	return m.Index.anyKind(m.Claim.Seller)
}

// kind is a rules.MailKind with its phrases folded.
type kind struct {
	*rules.MailKind
	subjects, bodies []string
}

func newKinds(book *rules.Book) []kind {
	kinds := make([]kind, len(book.Kinds))
	for i := range book.Kinds {
		k := &book.Kinds[i]
		kinds[i] = kind{k, foldAll(k.Subjects), foldAll(k.Bodies)}
	}
	return kinds
}

// anyKind is the kind for mails no other fits: the one without subjects.
func (x *Index) anyKind(seller bool) *rules.MailKind {
	for i := range x.kinds {
		if k := &x.kinds[i]; k.Seller == seller && len(k.subjects) == 0 {
			return k.MailKind
		}
	}
	return nil
}

// foldAll folds phrases; the empty one, which would be found everywhere, is
// left out.
func foldAll(phrases []string) []string {
	var out []string
	for _, phrase := range phrases {
		if p := words.Fold(phrase).Text; p != "" {
			out = append(out, p)
		}
	}
	return out
}

func holdsAny(text string, phrases []string) bool {
	for _, phrase := range phrases {
		if strings.Contains(text, phrase) {
			return true
		}
	}
	return false
}
