package detect

import (
	"os"
	"testing"
)

// A detector is whole when it has a file of its name, a test beside it, and
// words for what it says.
func TestEveryDetectorIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range All {
		if seen[d.ID] {
			t.Errorf("%s stands twice in All", d.ID)
		}
		seen[d.ID] = true
		for _, file := range []string{d.ID + ".go", d.ID + "_test.go"} {
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s: %v", d.ID, err)
			}
		}
		text := baseline.Book.Texts["finding-"+d.ID]
		if text.JA == "" || text.EN == "" {
			t.Errorf("%s: no text finding-%s in the rule book", d.ID, d.ID)
		}
	}
}
