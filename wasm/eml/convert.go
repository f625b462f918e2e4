//go:build !js

package eml

import (
	"bytes"

	"golang.org/x/text/encoding/htmlindex"
)

// standard is the charset that the Encoding Standard means by a name.
func standard(name string) charset {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return ""
	}
	canonical, _ := htmlindex.Name(enc)
	return charset(canonical)
}

// convert gives text in UTF-8, with U+FFFD for what the charset does not have.
func convert(from charset, text []byte) string {
	enc, err := htmlindex.Get(string(from))
	if err != nil {
		return string(bytes.ToValidUTF8(text, []byte("\uFFFD")))
	}
	decoded, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		return string(bytes.ToValidUTF8(text, []byte("\uFFFD")))
	}
	return string(decoded)
}
