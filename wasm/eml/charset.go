package eml

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// vendorNames are charset names of Japanese mail programs that the WHATWG list
// (htmlindex) does not hold.
var vendorNames = map[string]encoding.Encoding{
	"cp932": japanese.ShiftJIS, "x-ms-cp932": japanese.ShiftJIS, "windows-932": japanese.ShiftJIS, "shift-jis": japanese.ShiftJIS, "s-jis": japanese.ShiftJIS,
	"cp50220": japanese.ISO2022JP, "cp50221": japanese.ISO2022JP, "cp50222": japanese.ISO2022JP, "jis": japanese.ISO2022JP,
	"iso-2022-jp-1": japanese.ISO2022JP, "iso-2022-jp-2": japanese.ISO2022JP, "iso-2022-jp-3": japanese.ISO2022JP,
	"iso-2022-jp-2004": japanese.ISO2022JP, "iso-2022-jp-ms": japanese.ISO2022JP, "iso2022jp": japanese.ISO2022JP,
	"eucjp": japanese.EUCJP, "euc-jp-ms": japanese.EUCJP, "eucjp-ms": japanese.EUCJP, "eucjp-win": japanese.EUCJP, "cp51932": japanese.EUCJP,
	"utf8n": unicode.UTF8, "utf8mb4": unicode.UTF8, "cp65001": unicode.UTF8,
}

// decode gives text in UTF-8. The declared charset is believed while it fits;
// where it is missing, unknown or does not fit, the bytes decide.
func decode(text []byte, declared string) string {
	if enc, mark := byteOrderMark(text); enc != nil {
		out, _ := decodeAs(enc, text[mark:])
		return out
	}
	enc := lookUp(declared)
	if enc != nil && !silent(enc) {
		if out, bad := decodeAs(enc, text); bad == 0 && !hidesJIS(enc, text) {
			return out
		}
	}
	best, fewest := "", -1
	for _, candidate := range append(guesses(text), enc) {
		if candidate == nil {
			continue
		}
		out, bad := decodeAs(candidate, text)
		if enc != nil && silent(enc) && candidate != enc && !plausible(candidate, out) {
			continue
		}
		if fewest < 0 || bad < fewest {
			best, fewest = out, bad
		}
	}
	return best
}

// plausible says whether a guess is good enough to set aside a declared
// charset that fits any bytes: Western text is often valid Shift_JIS, but has
// no kana in it then.
func plausible(guess encoding.Encoding, out string) bool {
	if guess == unicode.UTF8 || guess == japanese.ISO2022JP {
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

func byteOrderMark(text []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")):
		return unicode.UTF8, 3
	case bytes.HasPrefix(text, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(text, []byte("\xFF\xFE")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	}
	return nil, 0
}

// lookUp finds a charset by name; nil is one nobody knows.
func lookUp(name string) encoding.Encoding {
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"'`))
	if enc, ok := vendorNames[name]; ok {
		return enc
	}
	enc, err := htmlindex.Get(name)
	if err != nil || enc == encoding.Replacement {
		return nil
	}
	return enc
}

// silent says whether an encoding has a character for every byte, so that it
// never complains about a text that is not its own. us-ascii is read as one
// of these.
func silent(enc encoding.Encoding) bool {
	_, ok := enc.(*charmap.Charmap)
	return ok
}

// hidesJIS says whether a text declared as something else is ISO-2022-JP,
// whose bytes are all valid ASCII.
func hidesJIS(enc encoding.Encoding, text []byte) bool {
	return enc != japanese.ISO2022JP && isJIS(text)
}

func isJIS(text []byte) bool {
	return bytes.Contains(text, []byte("\x1b$")) || bytes.Contains(text, []byte("\x1b(I"))
}

// guesses are the charsets a text may be in, the likeliest first.
func guesses(text []byte) []encoding.Encoding {
	switch {
	case isJIS(text):
		return []encoding.Encoding{japanese.ISO2022JP}
	case validUTF8(text):
		return []encoding.Encoding{unicode.UTF8}
	case looksEUC(text):
		return []encoding.Encoding{japanese.EUCJP, japanese.ShiftJIS}
	}
	return []encoding.Encoding{japanese.ShiftJIS, japanese.EUCJP, unicode.UTF8}
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
func decodeAs(enc encoding.Encoding, text []byte) (out string, bad int) {
	if enc == japanese.ISO2022JP {
		text = plainJIS(text)
	}
	decoded, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		return string(bytes.ToValidUTF8(text, []byte("�"))), len(text)
	}
	return string(decoded), bytes.Count(decoded, []byte("�"))
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w:-]+)`)

// declaredInside finds the charset an HTML text declares for itself, within
// the part of it that browsers look at (WHATWG HTML §13.2.3.2).
func declaredInside(text []byte) string {
	if found := metaCharset.FindSubmatch(text[:min(len(text), 1024)]); found != nil {
		return string(found[1])
	}
	return ""
}
