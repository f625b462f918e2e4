package host

import (
	"testing"

	"tashikame/wasm/host/permute"
	"tashikame/wasm/rules"
)

// Every class of permutation is named, but for a few names that are words of
// their own or two letters away.
func TestPermutationsAreNamed(t *testing.T) {
	table := NewTable(rules.Baseline())
	for _, domain := range []string{"amazon.co.jp", "amazon.com"} {
		for _, class := range permute.All {
			all, named := 0, 0
			var missed []string
			for _, d := range class.Domains(domain) {
				id := table.Look(d)
				if id.Owner != "" {
					continue // a permutation that Amazon registered itself
				}
				all++
				if id.Imitates == "amazon" {
					named++
				} else {
					missed = append(missed, id.Shown)
				}
			}
			if 100*named < 97*all {
				t.Errorf("%s of %s: %d of %d named; missed %q", class.Name, domain, named, all, missed)
			}
			t.Logf("%-13s of %-12s: %4d of %4d named, missed %q", class.Name, domain, named, all, missed)
		}
	}
}
