package due_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"tashikame/wasm/due"
	"tashikame/wasm/rules"
)

// TestForms puts every way to write a date or a duration into every sentence
// of its block.
func TestForms(t *testing.T) {
	text, err := os.ReadFile("testdata/forms.tsv")
	if err != nil {
		t.Fatal(err)
	}
	r := due.NewReader(rules.Baseline())
	var sent time.Time
	var forms [][2]string
	inSentences, read := false, 0
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case cells[0] == "" || strings.HasPrefix(line, "#"):
		case cells[0] == "sent":
			if sent, err = time.Parse(time.RFC3339, cells[1]); err != nil {
				t.Fatal(err)
			}
		case cells[0] == "forms":
			forms, inSentences = nil, false
		case cells[0] == "sentences":
			inSentences = true
		case !inSentences:
			forms = append(forms, [2]string{cells[0], cells[1]})
		default:
			for _, form := range forms {
				phrase, want := strings.Replace(cells[0], "{}", form[0], 1), "[]"
				if len(cells) == 3 {
					want = fmt.Sprintf("[%s %s %s]", form[1], cells[1], cells[2])
				}
				read++
				if got := fmt.Sprint(wants(r.Dues(phrase, "ja", due.Context{Sent: sent, Now: sent, Asked: true}))); got != want {
					t.Errorf("%s\n  got  %s\n  want %s", phrase, got, want)
				}
			}
		}
	}
	if read < 1000 {
		t.Errorf("only %d sentences were read", read)
	}
}
