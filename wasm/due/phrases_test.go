package due_test

import (
	"fmt"
	"strings"
	"testing"

	"tashikame/wasm/due"
	"tashikame/wasm/due/table"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

func TestPhrases(t *testing.T) {
	all, err := table.Read("testdata/phrases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	r := due.NewReader(rules.Baseline())
	negatives, wrong := 0, 0
	for _, p := range all {
		if p.Want == nil {
			negatives++
		}
		dues := r.Dues(p.Text, "ja", due.Context{Sent: p.Sent, Now: p.Sent, Asked: true})
		if got, want := fmt.Sprint(wants(dues)), fmt.Sprint(p.Want); got != want {
			wrong++
			t.Errorf("line %d: %s\n  got  %s\n  want %s", p.Line, p.Text, got, want)
		}
		for _, d := range dues {
			if !strings.Contains(p.Text, d.Quote) || d.Reason == "" {
				t.Errorf("line %d: %s: quotes %q, because %q", p.Line, p.Text, d.Quote, d.Reason)
			}
		}
	}
	if len(all) < 400 || negatives < 120 {
		t.Errorf("%d phrases, %d without a deadline: the table is to have 400 and 120", len(all), negatives)
	}
	t.Logf("%d phrases, %d of them without a deadline, %d read wrongly", len(all), negatives, wrong)
}

func wants(dues []wire.Due) []table.Want {
	var all []table.Want
	for _, d := range dues {
		all = append(all, table.Got(d))
	}
	return all
}
