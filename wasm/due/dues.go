package due

import (
	"tashikame/wasm/clock"
	"tashikame/wasm/wire"
)

// Dues are the deadlines of a text as the core reports them, each once: a mail
// says the same thing at the top and at the bottom.
func (r *Reader) Dues(text, lang string, c Context) []wire.Due {
	var dues []wire.Due
	for _, f := range r.Read(text, c) {
		if !f.Deadline {
			continue
		}
		d := wire.Due{
			Kind: f.Kind, At: clock.RFC3339(f.At.In(JST)), Basis: f.Basis, Day: f.Day,
			Quote: text[f.Start:f.End], Reason: r.Explain(f, lang),
		}
		dues = addOnce(dues, d)
	}
	return dues
}

// addOnce adds a deadline, or what it says better than the same one found before:
// two that end together are one where only one of them says what it is.
func addOnce(dues []wire.Due, d wire.Due) []wire.Due {
	for i := range dues {
		known := &dues[i]
		if known.At != d.At {
			continue
		}
		switch {
		case known.Kind == d.Kind || d.Kind == wire.DueOther:
			return dues
		case known.Kind == wire.DueOther:
			known.Kind = d.Kind
			return dues
		}
	}
	return append(dues, d)
}
