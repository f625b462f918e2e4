package due

import (
	"time"

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
			Kind: f.Kind, At: f.At.In(JST).Format(time.RFC3339), Basis: f.Basis, Day: f.Day,
			Quote: text[f.Start:f.End], Reason: r.Explain(f, lang),
		}
		if !stands(dues, d) {
			dues = append(dues, d)
		}
	}
	return dues
}

// stands says whether a deadline is among those found already.
func stands(dues []wire.Due, d wire.Due) bool {
	for _, other := range dues {
		if other.Kind == d.Kind && other.At == d.At {
			return true
		}
	}
	return false
}
