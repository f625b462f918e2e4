package detect

import "strings"

// OrderNumber is the first order number in the text (3-7-7 digits), "" when
// there is none.
func (m *Mail) OrderNumber() string { return OrderNumber(m.Text.Text) }

// OrderNumber finds the first order number in folded text.
func OrderNumber(text string) string {
	const form = "000-0000000-0000000"
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '-')
		if i < 0 {
			return ""
		}
		start := at + i - 3
		at += i + 1
		if start < 0 || start+len(form) > len(text) {
			continue
		}
		if number := text[start : start+len(form)]; shaped(number, form) && !digitAt(text, start-1) && !digitAt(text, start+len(form)) {
			return number
		}
	}
}

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

// shaped compares with a form in which 0 stands for any digit.
func shaped(s, form string) bool {
	for i := range len(form) {
		if form[i] == '0' && !digit(s[i]) || form[i] != '0' && s[i] != form[i] {
			return false
		}
	}
	return true
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && digit(s[i]) }

func letterOrDigit(c byte) bool {
	return digit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
