package due

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tashikame/wasm/rules"
)

func FuzzRead(f *testing.F) {
	r := NewReader(rules.Baseline())
	table, err := os.ReadFile("testdata/phrases.tsv")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		f.Add(line)
	}
	sent := time.Date(2026, 11, 20, 10, 15, 0, 0, JST)
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, found := range r.Read(text, Context{Sent: sent, Now: sent, Asked: len(text)%2 == 0}) {
			switch {
			case found.Start < 0 || found.End > len(text) || found.Start >= found.End:
				t.Fatalf("%q: range %d:%d", text, found.Start, found.End)
			case found.Deadline && found.Kind == "":
				t.Fatalf("%q: a deadline without a kind", text)
			case found.At.Year() < 1880 || found.At.Year() > 9999:
				t.Fatalf("%q: the year %d", text, found.At.Year())
			case utf8.ValidString(text) && !utf8.ValidString(text[found.Start:found.End]):
				t.Fatalf("%q: %d:%d cuts a character", text, found.Start, found.End)
			}
			last = max(last, found.End)
		}
		r.Read(text, Context{}) // nothing is known: nothing may break
	})
}

// Texts made to be slow. Work that grew with the square of the length would
// keep this test busy for hours; bench due prints the figures.
func TestHostileTextsAreRead(t *testing.T) {
	r := NewReader(rules.Baseline())
	sent := time.Date(2026, 11, 20, 10, 15, 0, 0, JST)
	for _, unit := range Hostile {
		r.Read(strings.Repeat(unit, (1<<20)/len(unit)), Context{Sent: sent, Now: sent, Asked: true})
	}
}
