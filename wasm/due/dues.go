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
		dues = AddOnce(dues, d)
	}
	return dues
}

// AddOnce adds a deadline, or puts it in the place of the same one found before
// where it says more: two that end together are one where only one of them says
// what it is.
func AddOnce(dues []wire.Due, d wire.Due) []wire.Due {
	for i := range dues {
		known := &dues[i]
		if known.At != d.At {
			if !alike(known, &d) {
				continue
			}
			if !d.Day {
				*known = d
			}
			return dues
		}
		switch {
		case known.Kind == d.Kind && known.Basis == wire.Counted && d.Basis == wire.Stated:
			*known = d
			return dues
		case known.Kind == d.Kind || d.Kind == wire.DueOther:
			return dues
		case known.Kind == wire.DueOther:
			*known = d // its key and its page go with its kind
			return dues
		}
	}
	return append(dues, d)
}

// alike says whether one of two names, or counts to, only the day of what the
// other states to the hour: 【あと2日】22日（日）23:59まで.
func alike(a, b *wire.Due) bool {
	if b.Day {
		a, b = b, a
	}
	const date = len("2026-11-25")
	return a.Day && !b.Day && b.Basis == wire.Stated && a.Kind == b.Kind && a.At[:date] == b.At[:date]
}
