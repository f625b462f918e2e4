package detect

import (
	"strings"

	"tashikame/wasm/words"
)

// OrderNumber is the first order number in the text (3-7-7 digits), however
// wide it is written, else the subject's; "" when there is none.
func (m *Mail) OrderNumber() string {
	numbers := m.OrderNumbers()
	if len(numbers) == 0 {
		numbers = words.OrderNumbers(m.Text.Text)
	}
	if len(numbers) == 0 {
		numbers = words.OrderNumbers(m.Subject)
	}
	if len(numbers) == 0 {
		return ""
	}
	return numbers[0]
}

// OrderNumbers are the order numbers in the text as they stand.
func (m *Mail) OrderNumbers() []string { return words.OrderNumbers(m.Doc.Text) }

// ASIN is the product a link leads to on the brand's own site, "" when none does.
func (m *Mail) ASIN() string {
	for i := range m.Links {
		if l := &m.Links[i]; l.To.Owner != "" {
			if asin := asinOf(l.To.URL); asin != "" {
				return asin
			}
		}
	}
	return ""
}

// asinOf reads a product address: /dp/ASIN, /gp/product/ASIN.
func asinOf(url string) string {
	for _, before := range []string{"/dp/", "/gp/product/", "/gp/aw/d/"} {
		_, rest, ok := strings.Cut(url, before)
		const length = 10
		if !ok || len(rest) < length || len(rest) > length && letterOrDigit(rest[length]) {
			continue
		}
		if asin := rest[:length]; strings.Trim(asin, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" {
			return asin
		}
	}
	return ""
}

func letterOrDigit(c byte) bool {
	return digit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
