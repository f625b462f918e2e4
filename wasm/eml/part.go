package eml

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// reader reads the lines of one mail and knows which multiparts it stands in.
type reader struct {
	in *bufio.Reader
	// line is the line read last, its end a single \n; fresh is false where it
	// is the rest of a line longer than the buffer.
	line  []byte
	fresh bool
	whole bool // the line read last was read to its end
	back  bool // the line is to be read again
	err   error
	// open are the boundaries of the multiparts we are in, outermost first; at
	// is the one that line is, or -1, and last whether it is its closing one.
	open  []string
	at    int
	last  bool
	parts int
	meta  Meta
	// plain are the plain alternatives of texts that are there as HTML.
	plain []string
}

func newReader(r io.Reader) *reader {
	return &reader{in: bufio.NewReaderSize(r, 64<<10), at: -1, whole: true}
}

// next reads a line. It returns false at the end of the file.
func (m *reader) next() bool {
	if m.back {
		m.back = false
		m.at, m.last = m.boundary(m.line)
		return true
	}
	m.fresh, m.at, m.last = m.whole, -1, false
	line, err := m.in.ReadSlice('\n')
	m.whole = err == nil
	if err != nil && err != bufio.ErrBufferFull {
		m.err = err
	}
	if len(line) == 0 {
		return false
	}
	if bytes.HasSuffix(line, []byte("\r\n")) {
		line = append(line[:len(line)-2], '\n')
	}
	m.line = line
	if m.fresh {
		m.at, m.last = m.boundary(line)
	}
	return true
}

// boundary says which of the open boundaries a line is. Outer ones end what is
// inside: a mail that forgets to close a part shows the next one all the same.
func (m *reader) boundary(line []byte) (at int, last bool) {
	rest, ok := bytes.CutPrefix(line, []byte("--"))
	if !ok {
		return -1, false
	}
	text := strings.TrimRight(string(rest), " \t\r\n")
	for i := len(m.open) - 1; i >= 0; i-- {
		switch {
		case text == m.open[i]:
			return i, false
		case strings.HasPrefix(text, m.open[i]+"--"):
			return i, true
		}
	}
	return -1, false
}

// entity reads the body that belongs to a header, up to the boundary of an
// enclosing multipart, and gives what of it is to be read.
func (m *reader) entity(h header, depth int) []piece {
	kind, params := typed(h.Get("Content-Type"))
	disposition, more := typed(h.Get("Content-Disposition"))
	name := more["filename"]
	if name == "" {
		name = params["name"]
	}
	encoding := h.Get("Content-Transfer-Encoding")
	m.parts++
	switch {
	case depth > maxDepth || m.parts > maxParts:
		m.meta.Cut = true
		m.skip()
	case depth > 0 && disposition == "attachment" && name != "":
		m.attach(name)
	case strings.HasPrefix(kind, "multipart/") && !encoded(encoding):
		return m.multipart(kind, params["boundary"], depth)
	case strings.HasPrefix(kind, "multipart/"):
		sub := m.inside(untransfer(m.collect(), encoding))
		defer m.absorb(sub)
		return sub.multipart(kind, params["boundary"], depth)
	case kind == "message/rfc822" || kind == "message/global":
		return m.forwarded(encoding, depth)
	case readable(kind, params["name"]):
		return m.text(kind, params, encoding)
	default:
		m.attach(name)
	}
	return nil
}

func encoded(encoding string) bool {
	encoding = strings.ToLower(strings.TrimSpace(encoding))
	return encoding == "base64" || encoding == "quoted-printable"
}

// readable says whether a part is text that mail programs show. A part without
// a type is (RFC 2045 §5.2); so is one whose type is no type at all.
func readable(kind, name string) bool {
	switch kind {
	case "text/html", "text/plain", "application/xhtml+xml", "text/enriched", "text/richtext":
		return true
	}
	return name == "" && (kind == "text" || kind == "html" || !strings.Contains(kind, "/"))
}

func (m *reader) attach(name string) {
	if name != "" {
		m.meta.Attachments = append(m.meta.Attachments, name)
	}
	m.skip()
}

// skip passes over the rest of the entity.
func (m *reader) skip() {
	for m.at < 0 && m.next() {
	}
}

// collect gives the rest of the entity, as much of it as is kept.
func (m *reader) collect() []byte {
	var out bytes.Buffer
	for m.at < 0 && m.next() {
		if m.at >= 0 {
			break
		}
		if out.Len()+len(m.line) > maxText {
			m.meta.Cut = true
			m.skip()
			break
		}
		out.Write(m.line)
	}
	return out.Bytes()
}

func (m *reader) text(kind string, params map[string]string, encoding string) []piece {
	raw := untransfer(m.collect(), encoding)
	if kind == "text/html" || kind == "application/xhtml+xml" || kind == "html" {
		charset := params["charset"]
		if lookUp(charset) == "" {
			charset = declaredInside(raw)
		}
		return []piece{{html: true, text: decode(raw, charset)}}
	}
	text := decode(raw, params["charset"])
	if strings.EqualFold(params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(params["delsp"], "yes"))
	}
	return []piece{{text: text}}
}

// multipart reads parts. Without a boundary, or with one that does not occur,
// the first line that looks like one is taken.
func (m *reader) multipart(kind, boundary string, depth int) []piece {
	level := len(m.open)
	m.open = append(m.open, boundary)
	defer func() { m.open = m.open[:level] }()
	preamble := m.preamble(level)
	if m.at != level {
		if len(bytes.TrimSpace(preamble)) == 0 {
			return nil
		}
		return []piece{{text: decode(preamble, "")}} // no part at all: shown as it stands
	}
	var children [][]piece
	for m.at == level && !m.last {
		m.at = -1
		h := m.header()
		if m.at < 0 {
			children = append(children, m.entity(h, depth+1))
		}
	}
	if m.at == level {
		m.at = -1
		m.skip()
	}
	if kind == "multipart/alternative" {
		return m.choose(children)
	}
	var all []piece
	for _, child := range children {
		all = append(all, child...)
	}
	return all
}

// preamble reads up to the first boundary of the multipart just opened.
func (m *reader) preamble(level int) []byte {
	var seen bytes.Buffer
	for m.at < 0 && m.next() {
		if m.at < 0 && seen.Len() < maxText {
			seen.Write(m.line)
		}
		if name, ok := m.passesForBoundary(); ok && m.at < 0 {
			m.open[level] = name
			m.at = level
		}
	}
	return seen.Bytes()
}

// passesForBoundary says whether a line is followed by a part's header.
func (m *reader) passesForBoundary() (name string, ok bool) {
	name, ok = strings.CutPrefix(strings.TrimRight(string(m.line), " \t\n"), "--")
	if !m.fresh || !ok || name == "" {
		return "", false
	}
	const content = "content-"
	next, _ := m.in.Peek(len(content)) // m.line is not to be used after this
	return name, strings.EqualFold(string(next), content)
}

// choose takes the HTML of alternatives, where there is one, and keeps the
// plain text aside.
func (m *reader) choose(children [][]piece) []piece {
	var rich, plain []piece
	for _, child := range children {
		if hasHTML(child) {
			rich = append(rich, child...)
		} else {
			plain = append(plain, child...)
		}
	}
	if rich == nil {
		return plain
	}
	for _, p := range plain {
		m.plain = append(m.plain, p.text)
	}
	return rich
}

// inside makes a reader for a part that was encoded as a whole.
func (m *reader) inside(body []byte) *reader {
	sub := newReader(bytes.NewReader(body))
	sub.parts = m.parts
	return sub
}

// absorb takes over what a reader made by inside has found.
func (m *reader) absorb(sub *reader) {
	m.parts = sub.parts
	m.plain = append(m.plain, sub.plain...)
	m.meta.Attachments = append(m.meta.Attachments, sub.meta.Attachments...)
	m.meta.Cut = m.meta.Cut || sub.meta.Cut
}

// forwarded reads a mail inside the mail: a quotation, with the lines that
// mail programs put above one.
func (m *reader) forwarded(encoding string, depth int) []piece {
	from := m
	if encoded(encoding) {
		from = m.inside(untransfer(m.collect(), encoding))
		defer m.absorb(from)
	}
	h := from.header()
	var found []piece
	if from.at < 0 {
		found = from.entity(h, depth+1)
	}
	return []piece{quote(fields(h), found)}
}
