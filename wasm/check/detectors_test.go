package check

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"text/tabwriter"

	"tashikame/wasm/detect"
	"tashikame/wasm/wire"
)

var writeTable = flag.Bool("write", false, "write docs/detectors.md instead of comparing with it")

// fired counts what one detector said over the corpus.
type fired struct {
	spoofed, caution int // in mails that are to be warned of
	fine             int // in genuine and harmless mails, as a warning
	said             int // as a remark, in any mail
}

// docs/detectors.md shows how often each detector fired on the corpus, rightly
// and wrongly. go test ./wasm/check -run Table -write brings it up to date.
func TestDetectorTable(t *testing.T) {
	counts := map[string]*fired{}
	for _, d := range detect.All {
		counts[d.ID] = &fired{}
	}
	total := map[wire.Verdict]int{}
	for _, folder := range []string{"mails", "adversarial"} {
		for _, mail := range mailsIn(t, folder) {
			want := readExpected(t, mail).Verdict
			total[want]++
			for _, f := range firstOfEach(judgeFile(t, mail).Findings) {
				if c := counts[f.ID]; c != nil {
					c.count(f, want)
				}
			}
		}
	}
	table := detectorTable(counts, total)
	file := filepath.Join("..", "..", "docs", "detectors.md")
	if *writeTable {
		if err := os.WriteFile(file, table, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if now, _ := os.ReadFile(file); !bytes.Equal(now, table) {
		t.Errorf("%s is not what the corpus gives; go test ./wasm/check -run Table -write", file)
	}
}

// A detector that no mail triggers is not tested by any, and one that warns of
// honest mail does harm.
func TestEveryDetectorHasItsMails(t *testing.T) {
	triggered := map[string]bool{}
	for _, folder := range []string{"mails", "adversarial"} {
		for _, mail := range mailsIn(t, folder) {
			for _, id := range readExpected(t, mail).Findings {
				triggered[id] = true
			}
		}
	}
	for _, d := range detect.All {
		if !triggered[d.ID] && !byPageOnly[d.ID] {
			t.Errorf("%s: no mail of the corpus expects it", d.ID)
		}
	}
}

// byPageOnly are detectors of what only a mail host's page can state, or the
// Message Center, never a mail file; their own tests hold them.
var byPageOnly = map[string]bool{
	detect.Authenticated.ID:        true,
	detect.FoundInMessageCenter.ID: true, detect.AbsentFromMessageCenter.ID: true,
}

func (c *fired) count(f wire.Finding, want wire.Verdict) {
	switch {
	case f.Severity == wire.Info:
		c.said++
	case want == wire.Spoofed:
		c.spoofed++
	case want == wire.Caution:
		c.caution++
	default:
		c.fine++
	}
}

func firstOfEach(all []wire.Finding) []wire.Finding {
	seen := map[string]bool{}
	var out []wire.Finding
	for _, f := range all {
		if !seen[f.ID] {
			seen[f.ID] = true
			out = append(out, f)
		}
	}
	return out
}

func detectorTable(counts map[string]*fired, total map[wire.Verdict]int) []byte {
	var out bytes.Buffer
	fine := total[wire.Consistent] + total[wire.None]
	fmt.Fprintf(&out, "# Detectors\n\nHow many mails of the corpus (`wasm/testdata/mails`, `wasm/testdata/adversarial`) each detector spoke of: %d are spoofed, %d ask for caution, %d are genuine-like or harmless.\n"+
		"A remark explains and weighs nothing. A warning in a genuine-like or harmless mail would be wrong.\n\n",
		total[wire.Spoofed], total[wire.Caution], fine)
	w := tabwriter.NewWriter(&out, 0, 0, 1, ' ', 0)
	fmt.Fprintln(w, "| detector\t| spoofed\t| caution\t| wrongly\t| remarks\t|")
	fmt.Fprintln(w, "|---\t|---\t|---\t|---\t|---\t|")
	for _, d := range detect.All {
		c := counts[d.ID]
		fmt.Fprintf(w, "| `%s`\t| %d\t| %d\t| %d\t| %d\t|\n", d.ID, c.spoofed, c.caution, c.fine, c.said)
	}
	w.Flush()
	return out.Bytes()
}
