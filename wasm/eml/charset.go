package eml

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// charset is a name of the WHATWG Encoding Standard (§4.2); "" is one nobody knows.
type charset string

const (
	utf8Text   charset = "utf-8"
	utf16BE    charset = "utf-16be"
	utf16LE    charset = "utf-16le"
	shiftJIS   charset = "shift_jis"
	eucJP      charset = "euc-jp"
	iso2022JP  charset = "iso-2022-jp"
	iso2022ext         = "iso-2022-jp-"
)

// vendorNames are charset names of Japanese mail programs that the standard
// does not hold.
var vendorNames = map[string]charset{
	"cp932": shiftJIS, "x-ms-cp932": shiftJIS, "windows-932": shiftJIS, "shift-jis": shiftJIS, "s-jis": shiftJIS,
	"cp50220": iso2022JP, "cp50221": iso2022JP, "cp50222": iso2022JP, "jis": iso2022JP, "iso2022jp": iso2022JP,
	"eucjp": eucJP, "euc-jp-ms": eucJP, "eucjp-ms": eucJP, "eucjp-win": eucJP, "cp51932": eucJP,
	"utf8n": utf8Text, "utf8mb4": utf8Text, "cp65001": utf8Text,
}

// decode gives text in UTF-8. The declared charset is believed while it fits;
// where it is missing, unknown or does not fit, the bytes decide.
func decode(text []byte, declared string) string {
	if isPlain(text) {
		return string(text)
	}
	if enc, mark := byteOrderMark(text); enc != "" {
		out, _ := decodeAs(enc, text[mark:])
		return out
	}
	enc := lookUp(declared)
	if enc != "" && !silent(enc) {
		if out, bad := decodeAs(enc, text); bad == 0 && !hidesJIS(enc, text) {
			return out
		}
	}
	best, fewest := "", -1
	for _, candidate := range append(guesses(text), enc) {
		if candidate == "" {
			continue
		}
		out, bad := decodeAs(candidate, text)
		if enc != "" && silent(enc) && candidate != enc && !plausible(candidate, out) {
			continue
		}
		if fewest < 0 || bad < fewest {
			best, fewest = out, bad
		}
	}
	return best
}

// isPlain says whether a text is the same in every charset of mail: ASCII
// without the bytes by which a charset begins or shifts. What is declared as
// UTF-16 and has no zero byte is none.
func isPlain(text []byte) bool {
	for _, c := range text {
		if c >= 0x80 || c == esc || c == shiftOut || c == 0 {
			return false
		}
	}
	return true
}

// plausible says whether a guess is good enough to set aside a declared
// charset that fits any bytes: Western text is often valid Shift_JIS, but has
// no kana in it then.
func plausible(guess charset, out string) bool {
	if guess == utf8Text || guess == iso2022JP {
		return true
	}
	kana, others := 0, 0
	for _, r := range out {
		switch {
		case r >= 'ぁ' && r <= 'ヿ':
			kana++
		case r >= 0x80:
			others++
		}
	}
	return kana >= 3 && kana*10 >= others
}

func byteOrderMark(text []byte) (charset, int) {
	switch {
	case bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")):
		return utf8Text, 3
	case bytes.HasPrefix(text, []byte("\xFE\xFF")):
		return utf16BE, 2
	case bytes.HasPrefix(text, []byte("\xFF\xFE")):
		return utf16LE, 2
	}
	return "", 0
}

// lookUp finds a charset by name; "" is one nobody knows.
func lookUp(name string) charset {
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"'`))
	if enc, ok := vendorNames[name]; ok {
		return enc
	}
	if strings.HasPrefix(name, iso2022ext) {
		return iso2022JP // its extensions: -1 to -3, -2004, -ms
	}
	if enc := standard(name); enc != "replacement" {
		return enc
	}
	return ""
}

// silent says whether a charset has a character for every byte, so that it
// never complains about a text that is not its own. us-ascii is read as one
// of these.
func silent(enc charset) bool {
	for _, single := range []string{"windows-", "iso-8859-", "koi8-", "macintosh", "ibm866", "x-mac-", "x-user-defined"} {
		if strings.HasPrefix(string(enc), single) {
			return true
		}
	}
	return false
}

// hidesJIS says whether a text declared as something else is ISO-2022-JP,
// whose bytes are all valid ASCII.
func hidesJIS(enc charset, text []byte) bool {
	return enc != iso2022JP && isJIS(text)
}

func isJIS(text []byte) bool {
	return bytes.Contains(text, []byte("\x1b$")) || bytes.Contains(text, []byte("\x1b(I"))
}

// guesses are the charsets a text may be in, the likeliest first.
func guesses(text []byte) []charset {
	switch {
	case isJIS(text):
		return []charset{iso2022JP}
	case validUTF8(text):
		return []charset{utf8Text}
	case looksEUC(text):
		return []charset{eucJP, shiftJIS}
	}
	return []charset{shiftJIS, eucJP, utf8Text}
}

// validUTF8 lets a character pass that was cut off at the end.
func validUTF8(text []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(text); cut++ {
		if utf8.Valid(text[:len(text)-cut]) {
			return true
		}
	}
	return false
}

// looksEUC tells EUC-JP from Shift_JIS, in which much of it is valid too: kana
// are the commonest characters of Japanese, A4 and A5 their first byte in
// EUC-JP, 82 and 83 in Shift_JIS.
func looksEUC(text []byte) bool {
	euc, sjis := 0, 0
	for i := 0; i+1 < len(text); i++ {
		switch {
		case text[i] < 0x80:
		case (text[i] == 0xA4 || text[i] == 0xA5) && text[i+1] >= 0xA1:
			euc++
			i++
		case (text[i] == 0x82 || text[i] == 0x83) && text[i+1] >= 0x40:
			sjis++
			i++
		}
	}
	return euc > sjis
}

// decodeAs decodes and counts what the charset has no character for.
func decodeAs(enc charset, text []byte) (out string, bad int) {
	if enc == iso2022JP {
		text = plainJIS(text)
	}
	out = convert(enc, text)
	return out, strings.Count(out, "\uFFFD")
}

// declaredInside finds the charset an HTML text declares for itself, within
// the part of it that browsers look at (WHATWG HTML §13.2.3.2).
func declaredInside(text []byte) string {
	head := string(text[:min(len(text), 1024)])
	for {
		i := indexFold(head, "<meta")
		if i < 0 {
			return ""
		}
		tag, rest, _ := strings.Cut(head[i+1:], ">")
		if at := indexFold(tag, "charset"); at >= 0 {
			value, ok := strings.CutPrefix(strings.TrimSpace(tag[at+len("charset"):]), "=")
			if name := strings.FieldsFunc(value, endsName); ok && len(name) > 0 {
				return name[0]
			}
		}
		head = rest
	}
}

func endsName(r rune) bool { return strings.ContainsRune(" \t\r\n\"';/", r) }
