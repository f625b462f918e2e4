package eml

import (
	"strconv"
	"strings"
)

// typed reads a field such as Content-Type: a value and parameters. Unlike
// mime.ParseMediaType it takes RFC 2231 text in any charset, encoded words and
// raw bytes in values, and does not give the whole field up for one fault.
func typed(field string) (value string, params map[string]string) {
	value, rest := cutParam(legible(field))
	value, _, _ = strings.Cut(strings.TrimSpace(value), " ")
	params = map[string]string{}
	pieces := map[string]map[int]string{} // of the values that come in numbered pieces
	for rest != "" {
		var one string
		one, rest = cutParam(rest)
		name, text, ok := strings.Cut(one, "=")
		if !ok {
			continue
		}
		name, text = strings.ToLower(strings.TrimSpace(name)), unquoted(text)
		base, number, isPiece := strings.Cut(name, "*")
		switch {
		case !isPiece:
			if _, twice := params[name]; !twice {
				params[name] = words(text)
			}
		default:
			n, _ := strconv.Atoi(strings.TrimSuffix(number, "*"))
			if pieces[base] == nil {
				pieces[base] = map[int]string{}
			}
			if number == "" || strings.HasSuffix(number, "*") {
				text = "*" + text
			}
			pieces[base][n] = text
		}
	}
	for name, texts := range pieces {
		params[name] = extended(texts)
	}
	return strings.ToLower(value), params
}

// cutParam cuts at the first semicolon outside quotation marks.
func cutParam(s string) (before, after string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ';' && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

func unquoted(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 2 || s[0] != '"' {
		return s
	}
	s = strings.TrimSuffix(s[1:], `"`)
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(s)
}

// extended joins the numbered pieces of a value (RFC 2231 §3, §4). A piece
// marked with * is percent-encoded; the first one names the charset.
func extended(pieces map[int]string) string {
	var text []byte
	charset := ""
	for n := 0; n <= len(pieces); n++ {
		piece, ok := pieces[n]
		if !ok {
			continue
		}
		encoded, isEncoded := strings.CutPrefix(piece, "*")
		if !isEncoded {
			text = append(text, piece...)
			continue
		}
		if parts := strings.SplitN(encoded, "'", 3); n == 0 && len(parts) == 3 {
			charset, encoded = parts[0], parts[2]
		}
		text = append(text, unpercent(encoded)...)
	}
	return decode(text, charset)
}

func unpercent(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if b, ok := hexByte(s[i+1], s[i+2]); ok {
				out = append(out, b)
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}
