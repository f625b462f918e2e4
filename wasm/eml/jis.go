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
// ISO-2022-JP-MS, JIS X 0213) to what decoders take: shifts and
// eight-bit bytes for half-width katakana, lines that end in the middle of
// kanji, escape sequences of later standards.
func plainJIS(text []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(text) + len(text)/8)
	state, written := ascii, ascii
	// An escape is written when something stands behind it: browsers show a
	// fault where one follows the other (WHATWG Encoding §12.2.1).
	put := func(in string, bytes ...byte) {
		if written != in {
			out.WriteString(in)
			written = in
		}
		out.Write(bytes)
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == esc:
			to, length := readEscape(text[i+1:])
			if to != "" {
				state = to
			}
			i += length
		case c == shiftOut:
			state = halfKatakana
		case c == shiftIn:
			state = ascii
		case c < ' ':
			state = ascii
			put(state, c)
		case c >= 0xA1 && c <= 0xDF && state != kanji:
			put(halfKatakana, c&0x7F)
		case c == ' ' || state == ascii: // a space stands for itself in every state
			put(ascii, c)
		case state == halfKatakana:
			put(state, c)
		case i+1 < len(text) && text[i+1] > ' ': // half a character before a line's end or an escape is dropped
			put(state, c, text[i+1])
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
