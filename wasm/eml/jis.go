package eml

import "bytes"

const (
	esc          = 0x1b
	ascii        = "\x1b(B"
	kanji        = "\x1b$B"
	halfKatakana = "\x1b(I"
	shiftOut     = 0x0e
	shiftIn      = 0x0f
)

// escapes are the escape sequences seen in Japanese mail, and what they are
// rewritten to; the longer ones first.
var escapes = []struct{ from, to string }{
	{"$(B", kanji}, {"$(@", kanji},
	{"$(O", kanji}, {"$(Q", kanji}, // JIS X 0213, whose first plane extends JIS X 0208
	{"$(D", "\x1b$(D"}, // JIS X 0212
	{"&@", ""},         // announces the 1990 revision of what follows
	{"$B", kanji}, {"$@", kanji},
	{"(I", halfKatakana},
	{"(B", ascii}, {"(J", ascii}, {"(H", ascii},
}

// plainJIS rewrites ISO-2022-JP as vendors write it (CP50220 to CP50222,
// ISO-2022-JP-MS, JIS X 0213) to what the decoder of x/text takes: shifts and
// eight-bit bytes for half-width katakana, lines that end in the middle of
// kanji, escape sequences of later standards.
func plainJIS(text []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(text) + len(text)/8)
	state := ascii
	enter := func(s string) {
		if s != "" && s != state {
			out.WriteString(s)
			state = s
		}
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == esc:
			to, length := readEscape(text[i+1:])
			enter(to)
			i += length
		case c == shiftOut:
			enter(halfKatakana)
		case c == shiftIn, c < ' ':
			enter(ascii)
			if c != shiftIn {
				out.WriteByte(c)
			}
		case c >= 0xA1 && c <= 0xDF && state != kanji:
			before := state
			enter(halfKatakana)
			out.WriteByte(c & 0x7F)
			enter(before)
		case c == ' ' && state != ascii: // stands for itself in every state
			before := state
			enter(ascii)
			out.WriteByte(c)
			enter(before)
		case state == ascii || state == halfKatakana:
			out.WriteByte(c)
		case i+1 < len(text) && text[i+1] > ' ': // half a character before a line's end or an escape is dropped
			out.Write(text[i : i+2])
			i++
		}
	}
	return out.Bytes()
}

// readEscape gives what an escape sequence stands for and its length after the
// escape byte. One that is not known is left out whole.
func readEscape(after []byte) (to string, length int) {
	for _, e := range escapes {
		if bytes.HasPrefix(after, []byte(e.from)) {
			return e.to, len(e.from)
		}
	}
	for length < len(after) && length < 3 && after[length] >= 0x20 && after[length] <= 0x2F {
		length++ // intermediate bytes (ISO/IEC 2022 §13.2.1)
	}
	if length < len(after) && after[length] >= 0x40 {
		length++
	}
	return "", length
}
