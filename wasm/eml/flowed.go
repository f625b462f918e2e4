package eml

import "strings"

// unflow joins the lines of a text in format=flowed (RFC 3676): a line that
// ends in a space goes on in the next one of the same quotation. With delSp
// that space is not part of the text, as in Japanese, which has none.
func unflow(text string, delSp bool) string {
	var out strings.Builder
	open, depth := false, 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		rest := strings.TrimLeft(line, ">")
		quotes := len(line) - len(rest)
		rest = strings.TrimPrefix(rest, " ") // stuffed (§4.4)
		if open && quotes != depth {
			out.WriteByte('\n')
			open = false
		}
		if !open && quotes > 0 {
			out.WriteString(strings.Repeat(">", quotes) + " ")
		}
		depth = quotes
		// A signature's separator is never flowed (§4.3).
		open = strings.HasSuffix(rest, " ") && rest != "-- "
		if open && delSp {
			rest = rest[:len(rest)-1]
		}
		out.WriteString(rest)
		if !open {
			out.WriteByte('\n')
		}
	}
	return out.String()
}
