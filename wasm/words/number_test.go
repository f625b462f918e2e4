package words

import (
	"slices"
	"testing"
)

func TestOrderNumbers(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"in a sentence", "注文番号249-1234567-1234567の商品", []string{"249-1234567-1234567"}},
		{"two, and one again", "249-1234567-1234567, 503-7654321-7654321\n249-1234567-1234567", []string{"249-1234567-1234567", "503-7654321-7654321"}},
		{"at the end", "No. 249-1234567-1234567", []string{"249-1234567-1234567"}},
		{"before a date on the next line", "249-1234567-1234567\n2026年", []string{"249-1234567-1234567"}},
		{"longer", "1249-1234567-1234567 249-1234567-12345678", nil},
		{"a telephone number", "0120-1234567-1234567", nil},
		{"a letter for a digit", "249-I234567-1234567 249-123456O-1234567", nil},
		{"other dashes", "249‐1234567‐1234567 249−1234567−1234567", nil},
		{"cut off", "249-1234567-123456", nil},
		{"nothing", "", nil},
	} {
		if got := OrderNumbers(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
