package page

import (
	"sort"
	"strings"
)

// addQuotes settles what of the text quotes another mail: quotation elements
// found while reading, and everything after a forwarding line.
//
// A thief may call his own words a quotation. A mail that is nothing but one
// quotation, without the header lines a real forward shows, is its sender's.
func (d *Doc) addQuotes() {
	forwarded := forwardedAt(d.Text)
	if forwarded >= 0 {
		d.quotes = append(d.quotes, span{forwarded, len(d.Text)})
	}
	sort.Slice(d.quotes, func(i, k int) bool { return d.quotes[i].start < d.quotes[k].start })
	d.quotes = outermost(d.quotes)
	const few = 20 // bytes: not even a line of one's own
	if forwarded < 0 && len(d.quotes) > 0 && d.unquoted() < few {
		d.quotes = nil
	}
}

// outermost keeps the quotations that stand in no other, given by start.
func outermost(quotes []span) []span {
	kept := quotes[:0]
	for _, q := range quotes {
		if n := len(kept); n > 0 && q.start < kept[n-1].end {
			kept[n-1].end = max(kept[n-1].end, q.end)
			continue
		}
		kept = append(kept, q)
	}
	return kept
}

// unquoted counts the bytes of text outside quotations.
func (d *Doc) unquoted() int {
	own, at := 0, 0
	for _, q := range d.quotes {
		if q.start > at {
			own += len(strings.TrimSpace(d.Text[at:q.start]))
		}
		at = max(at, q.end)
	}
	return own + len(strings.TrimSpace(d.Text[at:]))
}

// forwardLines stand above a forwarded or answered mail.
var forwardLines = []string{
	"Forwarded message", "Forwarded Message", "Original Message", "Original message", "Begin forwarded message",
	"転送されたメッセージ", "元のメッセージ", "転送メッセージ", "転送されたメール",
}

// forwardedAt finds where a forwarded mail begins: a forwarding line with
// header lines after it, or header lines by themselves, as Outlook has them.
// -1 is nowhere.
func forwardedAt(text string) int {
	for _, line := range forwardLines {
		at := strings.Index(text, line)
		if at < 0 {
			continue
		}
		after := text[at+len(line):]
		if len(after) > 1000 {
			after = after[:1000]
		}
		if (strings.Contains(after, "From:") || strings.Contains(after, "差出人")) && hasSubject(after) {
			return at
		}
	}
	for _, from := range []string{"差出人", "From:"} {
		for at := 0; ; at++ {
			i := strings.Index(text[at:], from)
			if i < 0 {
				break
			}
			at += i
			// Each on a line of its own: a list of held-back mail has both on one.
			head, after, _ := strings.Cut(text[at:min(len(text), at+500)], "\n")
			if (at == 0 || text[at-1] == '\n') && !hasSubject(head) && hasSubject(after) {
				return at
			}
		}
	}
	return -1
}

func hasSubject(text string) bool {
	return strings.Contains(text, "Subject:") || strings.Contains(text, "件名")
}
