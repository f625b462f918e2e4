package eml

import (
	"html"
	"strings"

	"tashikame/wasm/wire"
)

// piece is a text of the body that a reader sees.
type piece struct {
	html bool
	text string
}

func hasHTML(pieces []piece) bool {
	for _, p := range pieces {
		if p.html {
			return true
		}
	}
	return false
}

// compose puts the pieces together: as HTML where one of them is, as text
// where none is. The plain alternatives of HTML are the text beside it.
func compose(pieces []piece, plain []string) (asHTML, asText string) {
	if !hasHTML(pieces) {
		for _, p := range pieces {
			plain = append(plain, p.text)
		}
		return "", strings.Join(plain, "\n")
	}
	var out strings.Builder
	for _, p := range pieces {
		out.WriteString(p.closed(len(pieces) > 1))
	}
	return stampless(out.String()), strings.Join(plain, "\n")
}

// stampless takes away the attributes by which the browser's side tells the
// core what it saw. A mail that brings its own would hide its links from us.
func stampless(html string) string {
	const stem = "data-"
	var out strings.Builder
	for at := 0; ; {
		i := indexFold(html[at:], stem)
		if i < 0 {
			out.WriteString(html[at:])
			return out.String()
		}
		i += at + len(stem)
		out.WriteString(html[at:i])
		if hasPrefixFold(html[i:], "ref") || hasPrefixFold(html[i:], "unseen") {
			out.WriteString("sender-")
		}
		at = i
	}
}

// indexFold finds an ASCII text, whichever its case.
func indexFold(s, text string) int {
	for i := 0; i+len(text) <= len(s); i++ {
		if strings.EqualFold(s[i:i+1], text[:1]) && strings.EqualFold(s[i:i+len(text)], text) {
			return i
		}
	}
	return -1
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// closed gives a piece as HTML. One of several is parsed and written anew: a
// comment or a style that it leaves open must not swallow the next.
func (p piece) closed(several bool) string {
	switch {
	case !p.html:
		return `<div style="white-space:pre-wrap">` + html.EscapeString(p.text) + "</div>\n"
	case !several:
		return p.text
	}
	return reparsed(p.text) + "\n"
}

// quote makes one piece of a mail inside the mail.
func quote(h map[wire.Field]string, pieces []piece) piece {
	from := h[wire.FieldFromName] + " <" + h[wire.FieldFromAddress] + ">"
	lines := "---------- Forwarded message ----------\nFrom: " + strings.TrimSpace(from) +
		"\nDate: " + h[wire.FieldDate] + "\nSubject: " + h[wire.FieldSubject] + "\n"
	if !hasHTML(pieces) {
		_, text := compose(pieces, nil)
		return piece{text: lines + "\n" + text}
	}
	var out strings.Builder
	out.WriteString(`<blockquote type="cite">` + piece{text: lines}.closed(true))
	for _, p := range pieces {
		out.WriteString(p.closed(true))
	}
	out.WriteString("</blockquote>")
	return piece{html: true, text: out.String()}
}
