package due

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// phrase is one line of testdata/phrases.tsv.
type phrase struct {
	line int
	sent time.Time
	text string
	want []string // "2026-11-25 23:59:59 konbini stated"
}

// readPhrases reads the table. Its form is explained at its top.
func readPhrases(t testing.TB) []phrase {
	t.Helper()
	table, err := os.ReadFile("testdata/phrases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []phrase
	var sent time.Time
	for i, line := range strings.Split(string(table), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		switch {
		case cells[0] == "sent" && len(cells) == 2:
			if sent, err = time.Parse(time.RFC3339, cells[1]); err != nil {
				t.Fatalf("line %d: %v", i+1, err)
			}
		case len(cells) == 2 && cells[1] == "-":
			all = append(all, phrase{i + 1, sent, cells[0], nil})
		case len(cells) == 4:
			p := phrase{line: i + 1, sent: sent, text: cells[0]}
			kinds, bases := strings.Split(cells[2], " & "), strings.Split(cells[3], " & ")
			for n, at := range strings.Split(cells[1], " & ") {
				p.want = append(p.want, fmt.Sprint(at, " ", kinds[n], " ", bases[n]))
			}
			all = append(all, p)
		default:
			t.Fatalf("line %d: %q has %d cells", i+1, line, len(cells))
		}
	}
	return all
}

func words(dues []wire.Due) []string {
	var all []string
	for _, d := range dues {
		at, _ := time.Parse(time.RFC3339, d.At)
		all = append(all, fmt.Sprint(at.In(JST).Format(time.DateTime), " ", d.Kind, " ", d.Basis))
	}
	return all
}

func TestPhrases(t *testing.T) {
	r := NewReader(rules.Baseline())
	all := readPhrases(t)
	negatives, wrong := 0, 0
	for _, p := range all {
		if p.want == nil {
			negatives++
		}
		dues := r.Dues(p.text, "ja", Context{Sent: p.sent, Now: p.sent, Asked: true})
		if got := words(dues); strings.Join(got, ", ") != strings.Join(p.want, ", ") {
			wrong++
			t.Errorf("line %d: %s\n  got  %q\n  want %q", p.line, p.text, got, p.want)
		}
		for _, d := range dues {
			if !strings.Contains(p.text, d.Quote) || d.Reason == "" {
				t.Errorf("line %d: %s: quotes %q, because %q", p.line, p.text, d.Quote, d.Reason)
			}
		}
	}
	if len(all) < 400 || negatives < 120 {
		t.Errorf("%d phrases, %d without a deadline: the table is to have 400 and 120", len(all), negatives)
	}
	t.Logf("%d phrases, %d of them without a deadline, %d read wrongly", len(all), negatives, wrong)
}
