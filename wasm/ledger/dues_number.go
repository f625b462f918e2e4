package ledger

import "strings"

// withoutNumbers takes out of a text what may be a number to pay by at a
// konbini: 11 digits, or 13, in groups or not. Order numbers have 17.
func withoutNumbers(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); {
		stop, digits := digitsFrom(text[i:])
		switch {
		case digits == 0:
			out.WriteByte(text[i])
			i++
			continue
		case digits == 11 || digits == 13:
			out.WriteString("…")
		default:
			out.WriteString(text[i : i+stop])
		}
		i += stop
	}
	return out.String()
}

// digitsFrom measures the digits that a text begins with, ASCII or full-width,
// single hyphens and spaces between.
func digitsFrom(text string) (stop, digits int) {
	for i, c := range text {
		switch {
		case c >= '0' && c <= '9':
			stop, digits = i+1, digits+1
		case c >= '０' && c <= '９':
			stop, digits = i+len("０"), digits+1
		case strings.ContainsRune("- 　－‐", c) && digits > 0 && i == stop:
		default:
			return stop, digits
		}
	}
	return stop, digits
}
