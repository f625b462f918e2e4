package eml

import (
	"bytes"
	"encoding/base64"
	"strings"
)

// untransfer takes a transfer encoding off. An encoding nobody knows is taken
// for none, as mail programs do.
func untransfer(body []byte, encoding string) []byte {
	encoding, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(encoding)), ";")
	switch strings.TrimSpace(encoding) {
	case "base64":
		return unbase64(body)
	case "quoted-printable":
		return unquote(body)
	}
	return body
}

// unbase64 decodes base64 with whatever stands between: line ends, spaces, a
// footer that a mailing list added. Padding in the middle, where two texts
// were put together, ends a quantum and no more.
func unbase64(text []byte) []byte {
	out := make([]byte, 0, len(text)*3/4)
	run := make([]byte, 0, len(text))
	flush := func() {
		n := len(run)
		if n%4 == 1 {
			n-- // six bits are no byte
		}
		out, _ = base64.RawStdEncoding.AppendDecode(out, run[:n])
		run = run[:0]
	}
	for _, c := range text {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			run = append(run, c)
		case c == '=':
			flush()
		}
	}
	flush()
	return out
}

// unquote decodes quoted-printable. What is no escape stands for itself
// (RFC 2045 §6.7 leaves that to the reader).
func unquote(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		line, rest, broken := bytes.Cut(text, []byte("\n"))
		text = rest
		line = bytes.TrimRight(line, " \t\r") // spaces at a line's end were added on the way
		soft := bytes.HasSuffix(line, []byte("="))
		line = bytes.TrimSuffix(line, []byte("="))
		for i := 0; i < len(line); i++ {
			if line[i] == '=' && i+2 < len(line) {
				if b, ok := hexByte(line[i+1], line[i+2]); ok {
					out = append(out, b)
					i += 2
					continue
				}
			}
			out = append(out, line[i])
		}
		if broken && !soft {
			out = append(out, '\n')
		}
	}
	return out
}

func hexByte(high, low byte) (byte, bool) {
	h, ok1 := hexDigit(high)
	l, ok2 := hexDigit(low)
	return h<<4 | l, ok1 && ok2
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}
