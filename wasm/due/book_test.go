package due

import (
	"testing"

	"tashikame/wasm/rules"
)

// A part that no phrase plays, or phrases whose part nobody reads, is a typing
// error in the book.
func TestBookAndReaderAgree(t *testing.T) {
	signs := rules.Baseline().Due.Signs
	for _, r := range roles {
		if len(signs[r.name]) == 0 {
			t.Errorf("due.yaml has no %s", r.name)
		}
	}
	for name := range signs {
		if roleOf(name) == 0 {
			t.Errorf("due.yaml has %s, which nothing reads", name)
		}
	}
}

func TestHolidays(t *testing.T) {
	r := NewReader(rules.Baseline())
	for _, c := range []struct {
		year, month, day int
		known, open      bool
	}{
		{2026, 11, 20, true, true},   // Friday
		{2026, 11, 21, true, false},  // Saturday
		{2026, 11, 23, true, false},  // Labour Thanksgiving Day
		{2026, 9, 22, true, false},   // a citizens' holiday between two others
		{2027, 3, 22, true, false},   // the day after an equinox on a Sunday
		{2027, 1, 1, true, false},    // New Year's Day
		{2026, 12, 31, true, true},   // no national holiday
		{2040, 11, 20, false, true},  // beyond the table
		{2040, 11, 24, false, false}, // but Saturdays are known
	} {
		known, open := r.calendar.open(civil(c.year, c.month, c.day))
		if known != c.known || open != c.open {
			t.Errorf("%d-%d-%d: known %v, open %v; want %v, %v", c.year, c.month, c.day, known, open, c.known, c.open)
		}
	}
}
