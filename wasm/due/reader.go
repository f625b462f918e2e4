package due

import (
	"strings"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// Reader reads deadlines by one rule book. It is safe for concurrent use.
type Reader struct{ *knowledge }

// knowledge is what all reading shares.
type knowledge struct {
	lexicon  lexicon
	calendar calendar
	eras     []era
	kinds    []wire.DueKind
	defaults []rules.DueDefault
	texts    map[string]rules.Text
}

// NewReader makes a book ready.
func NewReader(book *rules.Book) *Reader {
	k := &knowledge{calendar: newCalendar(&book.Due), defaults: book.Due.Defaults, texts: book.Texts}
	for _, e := range book.Due.Eras {
		from := clock.ParseDay(e.From)
		if !from.IsZero() && e.Letter != "" {
			k.eras = append(k.eras, era{name: e.Name, square: e.Square, letter: e.Letter[0], from: dayOf(from, 0)})
		}
	}
	k.learnSigns(book.Due.Signs)
	for _, kind := range book.Due.Kinds {
		k.kinds = append(k.kinds, wire.DueKind(kind.Kind))
		k.learn(kind.Sure, sureWeight)
		k.learn(kind.Weak, weakWeight)
	}
	return &Reader{knowledge: k}
}

// learnSigns files every phrase once, with all the parts it plays.
func (k *knowledge) learnSigns(signs map[string][]string) {
	parts := map[string]role{}
	for name, phrases := range signs {
		role := roleOf(name)
		for _, phrase := range phrases {
			if phrase != "" {
				parts[strings.ToLower(phrase)] |= role
			}
		}
	}
	for phrase, roles := range parts {
		k.lexicon.put(sign{text: phrase, roles: roles})
	}
}

func (k *knowledge) learn(phrases []string, weight uint8) {
	for _, phrase := range phrases {
		if phrase != "" {
			k.lexicon.put(sign{text: strings.ToLower(phrase), roles: kindWord, kind: uint8(len(k.kinds) - 1), weight: weight})
		}
	}
}

// Context is what is known beside the text.
type Context struct {
	// Sent is when the mail was sent; zero when unknown. Nothing is counted
	// without it.
	Sent time.Time
	// Now settles years where Sent is zero.
	Now time.Time
	// Kind is what the mail or page is about, "" when unknown.
	Kind wire.DueKind
	// Asked is true where the text was handed in as the answer to "by when?":
	// a date or duration that is all there is then needs no word that ties it.
	Asked bool
}

// Found is one date, time or duration of a text.
type Found struct {
	// Start and End are the words it stands on.
	Start, End int
	At         time.Time
	// Day is true when only a day was given; At is then its last second.
	Day bool
	// Deadline is true where something ends then that is the reader's business.
	Deadline bool
	Kind     wire.DueKind
	Basis    wire.Basis
	// Anchor are the words a duration is counted from, as they stand: 発行日,
	// "receipt"; "" where it is counted from the sending, or not counted.
	Anchor string
	// From is what a duration was counted from.
	From time.Time
	// Contradicts is true where the weekday is not that of the date.
	Contradicts bool
	// About is true where the calendar of holidays does not reach so far.
	About bool
}

// Read finds the dates, times and durations of a text, by place. Dates that do
// not exist are not results.
func (r *Reader) Read(text string, c Context) []Found {
	one := &reading{knowledge: r.knowledge, text: text, context: c}
	return one.read()
}
