package auth

import "strings"

// Field is one header field, unfolded.
type Field struct{ Name, Value string }

// Header reads the first header block of a raw mail (RFC 5322 §2.2). What
// stands after it is the sender's body, whatever it looks like.
func Header(raw string) []Field {
	var fields []Field
	raw = strings.TrimLeft(raw, "\r\n \t")
	for len(raw) > 0 && len(fields) < maxFields {
		var line string
		line, raw, _ = strings.Cut(raw, "\n")
		line = strings.TrimSuffix(line, "\r")
		if line == "" {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && len(fields) > 0 {
			last := &fields[len(fields)-1]
			last.Value += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || strings.ContainsAny(name, " \t") {
			break // no header line: not a raw mail, or its body
		}
		fields = append(fields, Field{strings.ToLower(name), strings.TrimSpace(value)})
	}
	return fields
}

// maxFields bounds what a hostile header costs; mails have under a hundred.
const maxFields = 1000

// Get gives the first field of a name and how many there are of it.
func Get(fields []Field, name string) (value string, count int) {
	for _, f := range fields {
		if f.Name == name {
			if count == 0 {
				value = f.Value
			}
			count++
		}
	}
	return value, count
}
