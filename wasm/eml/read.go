package eml

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"tashikame/wasm/wire"
)

const (
	// maxMail is how much of one file is read.
	maxMail = 50 << 20
	// maxText is how much of one text part is kept; what is attached is not kept at all.
	maxText = 8 << 20
	// maxDepth is how deep parts may stand in parts.
	maxDepth = 20
	// maxParts is how many parts of one mail are looked into.
	maxParts = 1000
)

var (
	// ErrEmpty is the error for a file in which nothing stands.
	ErrEmpty = errors.New("the file is empty")
	// ErrNoMail is the error for a file that does not begin with a mail's header.
	ErrNoMail = errors.New("no mail: it does not begin with a header")
)

// Meta is what a mail file says besides what is judged.
type Meta struct {
	// Attachments are the names of what is attached, as the mail gives them.
	Attachments []string
	// Cut is true when the mail was too large to be read whole.
	Cut bool
}

// Read reads one mail from r, at most 50 MB of it. A mail that was cut has the
// problem "too-large"; what is there is in the region all the same.
func Read(r io.Reader) (wire.Region, Meta, error) {
	limited := &io.LimitedReader{R: r, N: maxMail}
	m := newReader(limited)
	skipEnvelope(m.in)
	if _, err := m.in.Peek(1); err != nil {
		return wire.Region{}, Meta{}, emptyOr(err)
	}
	h := m.header()
	if !known(h) {
		return wire.Region{}, Meta{}, ErrNoMail
	}
	found := m.entity(h, 0)
	if m.err != nil && !errors.Is(m.err, io.EOF) {
		return wire.Region{}, Meta{}, m.err
	}
	m.meta.Cut = m.meta.Cut || limited.N <= 0
	region := wire.Region{Key: "1", Kind: wire.RegionMail, Fields: fields(h)}
	region.HTML, region.Text = compose(found, m.plain)
	region.Attachments = m.meta.Attachments
	if m.meta.Cut {
		region.Problem = "too-large"
	}
	return region, m.meta, nil
}

func emptyOr(err error) error {
	if errors.Is(err, io.EOF) {
		return ErrEmpty
	}
	return err
}

// skipEnvelope passes over what stands before a header in files that were
// saved by hand or taken out of a mailbox: a byte order mark, blank lines, the
// separator line of an mbox.
func skipEnvelope(in *bufio.Reader) {
	if mark, _ := in.Peek(3); string(mark) == "\xEF\xBB\xBF" {
		in.Discard(3)
	}
	for {
		b, err := in.Peek(1)
		if err != nil || b[0] != '\n' && b[0] != '\r' {
			break
		}
		in.Discard(1)
	}
	for _, start := range []string{"From ", ">From "} {
		if line, _ := in.Peek(len(start)); string(line) == start {
			discardLine(in)
		}
	}
}

func discardLine(in *bufio.Reader) {
	for {
		line, err := in.ReadSlice('\n')
		if err != bufio.ErrBufferFull || bytes.HasSuffix(line, []byte("\n")) {
			return
		}
	}
}
