package eml

import (
	"bytes"
	"strings"

	"tashikame/wasm/wire"
)

// maxHeader is how much of one header block is kept.
const maxHeader = 1 << 20

// header is the fields of a header block, as they stand.
type header []field

type field struct{ name, value string }

// Values are those of all fields of a name, the topmost first.
func (h header) Values(name string) []string {
	var all []string
	for _, f := range h {
		if strings.EqualFold(f.name, name) {
			all = append(all, f.value)
		}
	}
	return all
}

// Get is the topmost field of a name; "" where there is none.
func (h header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.name, name) {
			return f.value
		}
	}
	return ""
}

// header reads a header block up to the blank line after it. A line that can
// be no field is left out. Where the blank line is missing, the header ends at
// the first line of HTML or at a boundary, as mail programs end it.
func (m *reader) header() header {
	var block bytes.Buffer
	keep := false
	for m.next() {
		if m.at >= 0 || m.line[0] == '\n' {
			break
		}
		if m.fresh && beginsBody(m.line) {
			m.back = true
			break
		}
		if m.fresh && !continues(m.line) {
			keep = isField(m.line)
		}
		if keep && block.Len() < maxHeader {
			block.Write(m.line)
		}
	}
	return unfold(block.Bytes())
}

func continues(line []byte) bool { return line[0] == ' ' || line[0] == '\t' }

// unfold reads the fields of a block, their lines joined (RFC 5322 §2.2.3).
func unfold(block []byte) (h header) {
	for len(block) > 0 {
		end := 0
		for more := true; more; more = end < len(block) && continues(block[end:]) {
			if n := bytes.IndexByte(block[end:], '\n'); n >= 0 {
				end += n + 1
			} else {
				end = len(block)
			}
		}
		name, value, _ := bytes.Cut(block[:end], []byte(":"))
		block = block[end:]
		lines := bytes.Split(value, []byte("\n"))
		for i, line := range lines {
			lines[i] = bytes.TrimSpace(line)
		}
		h = append(h, field{string(bytes.TrimRight(name, " \t")), string(bytes.TrimSpace(bytes.Join(lines, []byte(" "))))})
	}
	return h
}

// beginsBody says whether a line can only be the body's first, with the blank
// line before it missing.
func beginsBody(line []byte) bool {
	return line[0] == '<' || bytes.HasPrefix(line, []byte("--")) && !isField(line)
}

// isField says whether a line begins a field: a name of printable ASCII
// without spaces, then a colon (RFC 5322 §2.2). Spaces before the colon, which
// the obsolete syntax has, are let pass.
func isField(line []byte) bool {
	name, _, ok := bytes.Cut(line, []byte(":"))
	name = bytes.TrimRight(name, " \t")
	if !ok || len(name) == 0 {
		return false
	}
	for _, c := range name {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return true
}

// known says whether a header is a mail's: at least one field that mails have.
func known(h header) bool {
	for _, name := range []string{"From", "To", "Subject", "Date", "Received", "Return-Path", "Message-Id", "Mime-Version", "Content-Type", "Sender", "Delivered-To"} {
		if h.Values(name) != nil {
			return true
		}
	}
	return false
}

// fields reads what a header says about the sender. Only the mail's own header
// counts; that of a mail inside it is part of the body.
func fields(h header) map[wire.Field]string {
	from := senders(h.Values("From"))
	out := map[wire.Field]string{
		wire.FieldSubject:     words(h.Get("Subject")),
		wire.FieldDate:        words(h.Get("Date")),
		wire.FieldReplyTo:     joined(senders(h.Values("Reply-To"))),
		wire.FieldReturnPath:  joined(senders(first(h.Values("Return-Path")))),
		wire.FieldFromAddress: joined(from),
		// The receiving host writes its results on top of all others
		// (RFC 8601 §5); what stands further down, anybody may have written.
		wire.FieldAuthResults: words(h.Get("Authentication-Results")),
	}
	if len(from) > 0 {
		out[wire.FieldFromName] = from[0].name
	}
	for field, text := range out {
		if text == "" {
			delete(out, field)
		}
	}
	return out
}

func first(values []string) []string { return values[:min(1, len(values))] }

// joined lists addresses. A mail may have several senders (RFC 5322 §3.6.2);
// none may hide behind another.
func joined(from []mailbox) string {
	var list []string
	for _, box := range from {
		if box.address != "" {
			list = append(list, box.address)
		}
	}
	return strings.Join(list, ", ")
}
