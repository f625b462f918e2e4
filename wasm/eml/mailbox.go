package eml

import "strings"

// mailbox is a sender as a header field gives it.
type mailbox struct{ name, address string }

// senders reads the mailboxes of a field's values.
func senders(values []string) []mailbox {
	var out []mailbox
	for _, value := range values {
		for _, one := range split(legible(value)) {
			if box := readMailbox(one); box != (mailbox{}) {
				out = append(out, box)
			}
		}
	}
	return out
}

// split cuts an address list at the commas and semicolons that stand outside
// quotation marks, comments and angle brackets.
func split(value string) []string {
	var parts []string
	start := 0
	each(value, func(i int, outside bool) {
		if outside && (value[i] == ',' || value[i] == ';') {
			parts = append(parts, value[start:i])
			start = i + 1
		}
	})
	return append(parts, value[start:])
}

// each calls do for every byte of an address list, telling whether it stands
// outside quotation marks, comments and angle brackets.
func each(value string, do func(i int, outside bool)) {
	quoted, comment, angle := false, 0, false
	for i := 0; i < len(value); i++ {
		c := value[i]
		do(i, !quoted && comment == 0 && !angle)
		switch {
		case c == '\\' && (quoted || comment > 0):
			i++
		case c == '"' && comment == 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			comment++
		case c == ')' && comment > 0:
			comment--
		case c == '<':
			angle = true
		case c == '>':
			angle = false
		}
	}
}

// readMailbox reads one mailbox. The address is what stands in the first angle
// brackets outside quotation marks: a name may contain another address, and
// often does to deceive.
func readMailbox(s string) mailbox {
	open := -1
	each(s, func(i int, outside bool) {
		if open < 0 && outside && s[i] == '<' {
			open = i
		}
	})
	if open < 0 {
		return bareMailbox(s)
	}
	address, after, _ := strings.Cut(s[open+1:], ">")
	name := s[:open]
	if _, inGroup, ok := strings.Cut(name, ":"); ok && !strings.ContainsAny(name, `"?`) {
		name = inGroup
	}
	if strings.TrimSpace(name) == "" {
		name = strings.Trim(strings.TrimSpace(after), "()")
	}
	return mailbox{displayName(name), strings.Join(strings.Fields(address), "")}
}

// bareMailbox reads an address without angle brackets; a comment beside it is
// the name (the form of RFC 822).
func bareMailbox(s string) mailbox {
	before, comment, _ := strings.Cut(s, "(")
	address := before
	if end := strings.LastIndexByte(comment, ')'); end >= 0 {
		comment, address = comment[:end], before+comment[end+1:]
	}
	address = strings.Trim(strings.TrimSpace(address), `"`)
	if !strings.Contains(address, "@") {
		return mailbox{name: displayName(s)}
	}
	return mailbox{displayName(comment), address}
}

// displayName takes quotation marks and escapes off a name and decodes it.
func displayName(s string) string {
	s = strings.TrimSpace(s)
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			out.WriteByte(s[i])
		case s[i] != '"':
			out.WriteByte(s[i])
		}
	}
	return strings.TrimSpace(words(out.String()))
}
