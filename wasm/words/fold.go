package words

import (
	"unicode"
	"unicode/utf8"
)

// Folded is text in the form phrases are compared in: lower case, full-width
// ASCII narrowed, half-width kana widened, white space and characters that
// take no room dropped. It remembers where each byte came from.
type Folded struct {
	Text string
	from []int32
}

// Fold folds s.
func Fold(s string) Folded {
	out := make([]byte, 0, len(s))
	from := make([]int32, 0, len(s)+1)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case c <= ' ' || c == 0x7f:
			case c >= 'A' && c <= 'Z':
				out, from = append(out, c+'a'-'A'), append(from, int32(i))
			default:
				out, from = append(out, c), append(from, int32(i))
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r = fold(r); r >= 0 {
			out = utf8.AppendRune(out, r)
			for len(from) < len(out) {
				from = append(from, int32(i))
			}
		}
		i += n
	}
	return Folded{string(out), append(from, int32(len(s)))}
}

// Span gives the bytes of the original that the bytes start to end of the
// folded text came from.
func (f Folded) Span(start, end int) (int, int) {
	if start >= end {
		return int(f.from[start]), int(f.from[start])
	}
	// The last character may be several bytes: end where the next one begins.
	return int(f.from[start]), int(f.from[end])
}

// fold folds one character; -1 drops it.
func fold(r rune) rune {
	switch {
	case r >= 0x3041 && r <= 0x9fff: // kana and kanji: most of the text
		return r
	case r >= '！' && r <= '～':
		r -= '！' - '!'
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r >= 0xff66 && r <= 0xff9d:
		return halfKana[r-0xff66]
	case r >= 'Ⓐ' && r <= 'ⓩ':
		return 'a' + (r-'Ⓐ')%26
	case r >= 0x2010 && r <= 0x2015 || r == 0x2212:
		return '-' // the dashes that stand between the groups of numbers
	case r == '　' || unicode.IsSpace(r):
		return -1
	case Invisible(r):
		return -1
	}
	return unicode.ToLower(r)
}

// Invisible says whether a character takes no room: what phrases are salted with.
func Invisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x3164, r == 0xfeff, r == 0xffa0,
		r >= 0x180b && r <= 0x180e, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e,
		r >= 0x2060 && r <= 0x206f, r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

// halfKana widens U+FF66 to U+FF9D. Voicing marks stay apart, as phrases that
// hold them are rare and written both ways where it matters.
var halfKana = []rune("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン")
