package check

import (
	"slices"
	"strings"
	"testing"

	"tashikame/wasm/rules"
)

func TestTheBaselinePassesItsOwnExamples(t *testing.T) {
	if _, err := Try(rules.Baseline()); err != nil {
		t.Error(err)
	}
}

func TestBooksThatDoHarmAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*rules.Book){
		"gives everything to Amazon": func(b *rules.Book) { b.Brands[0].Owns = append(slices.Clone(b.Brands[0].Owns), "koushin.example") },
		"takes Amazon's name away":   func(b *rules.Book) { b.Brands[0].Names, b.Brands[0].Labels = []string{"x"}, nil },
		"speaks for everybody":       func(b *rules.Book) { b.Brands[0].Names = append(slices.Clone(b.Brands[0].Names), "くつの専門店") },
		"takes Amazon's domain away": func(b *rules.Book) { b.Brands[0].Owns = []string{"amazon.com"} },
		"lets the cloud be Amazon's": func(b *rules.Book) {
			b.Brands[0].Owns = append(slices.Clone(b.Brands[0].Owns), "amazonaws.com")
			b.Brands[0].HostsForOthers = nil
		},
	} {
		book := *rules.Baseline()
		book.Brands = slices.Clone(book.Brands)
		spoil(&book)
		if _, err := Try(&book); err == nil || !strings.Contains(err.Error(), "examples") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
