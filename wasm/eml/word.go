package eml

import (
	"bytes"
	"strings"
)

// words reads the text of a header field: RFC 2047 words decoded, and raw
// bytes of any Japanese charset, which the standard forbids and mails have.
func words(value string) string {
	value = legible(value)
	var out strings.Builder
	var run wordRun
	for value != "" {
		before, word, after, ok := cutWord(value)
		if !ok {
			break
		}
		// White space between two words is not shown (RFC 2047 §6.2).
		if strings.TrimSpace(before) != "" || run.charset == "" {
			run.flush(&out)
			out.WriteString(before)
		}
		run.add(&out, word)
		value = after
	}
	run.flush(&out)
	out.WriteString(value)
	return strings.Join(strings.FieldsFunc(out.String(), isASCIISpace), " ")
}

// isASCIISpace leaves the full-width space alone, which is a character of its own.
func isASCIISpace(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }

// legible makes raw bytes in a header readable before its syntax is: a byte of
// a two-byte character can look like a quotation mark or a bracket.
func legible(value string) string {
	if strings.IndexByte(value, esc) < 0 && isASCII(value) {
		return value
	}
	return decode([]byte(value), "")
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// encodedWord is =?charset?encoding?text?= with its text decoded to bytes.
type encodedWord struct {
	charset string
	text    []byte
}

// wordRun joins neighbouring words of one charset before they are decoded:
// many programs cut a text into words in the middle of a character.
type wordRun struct {
	charset string
	text    bytes.Buffer
}

func (r *wordRun) add(out *strings.Builder, w encodedWord) {
	if !strings.EqualFold(w.charset, r.charset) {
		r.flush(out)
		r.charset = w.charset
	}
	r.text.Write(w.text)
}

func (r *wordRun) flush(out *strings.Builder) {
	out.WriteString(decode(r.text.Bytes(), r.charset))
	r.charset = ""
	r.text.Reset()
}

// cutWord finds the first encoded word. Spaces within it, forbidden and
// frequent, are let pass; so is a word right after another.
func cutWord(s string) (before string, word encodedWord, after string, ok bool) {
	end := strings.LastIndex(s, "?=") // looked up once: many words without an end must not each look for it
	for from := 0; ; {
		at := strings.Index(s[from:], "=?")
		if at < 0 || from+at > end {
			return "", encodedWord{}, "", false
		}
		at += from
		if word, length, ok := readWord(s[at:]); ok {
			return s[:at], word, s[at+length:], true
		}
		from = at + 2
	}
}

func readWord(s string) (word encodedWord, length int, ok bool) {
	charset, rest, ok := strings.Cut(s[2:], "?")
	if !ok || charset == "" || strings.ContainsAny(charset, " =") || len(rest) < 2 || rest[1] != '?' || !strings.ContainsAny(rest[:1], "bBqQ") {
		return encodedWord{}, 0, false
	}
	text, _, ok := strings.Cut(rest[2:], "?=")
	if !ok {
		return encodedWord{}, 0, false
	}
	length = 2 + len(charset) + 1 + 2 + len(text) + 2
	charset, _, _ = strings.Cut(charset, "*") // a language may follow (RFC 2231 §5)
	if strings.EqualFold(rest[:1], "b") {
		return encodedWord{charset, unbase64([]byte(text))}, length, true
	}
	return encodedWord{charset, unquote([]byte(strings.ReplaceAll(text, "_", "=20")))}, length, true
}
