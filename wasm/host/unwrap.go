package host

import (
	"encoding/base64"
	"strings"

	"tashikame/wasm/rules"
	"tashikame/wasm/words"
)

// unwrap gives the redirector an address is, and the targets it carries; nil
// when it is none or carries nothing.
func (t *Table) unwrap(u URL) (*rules.Redirector, []string) {
	host := strings.TrimSuffix(u.Host, ".")
	for rest, ok := host, true; ok; _, rest, ok = strings.Cut(rest, ".") {
		p := t.places[rest]
		if p == nil {
			continue
		}
		for _, r := range p.redirectors {
			if !onHost(r, rest, host) {
				continue
			}
			tail, ok := underPath(r.Path, u.Path)
			if !ok {
				continue
			}
			if targets := carried(r, u, tail); len(targets) > 0 {
				return r, targets
			}
		}
	}
	return nil, nil
}

// onHost tells whether the redirector names host itself, or with a leading
// dot what it is part of.
func onHost(r *rules.Redirector, named, host string) bool {
	for _, h := range r.Hosts {
		if h == host || h[0] == '.' && h[1:] == named {
			return true
		}
	}
	return false
}

// underPath matches a path with a redirector's prefix and gives what follows.
// A * in the prefix stands for one segment. Servers decode what need not be
// encoded and ignore double slashes, so both are undone before comparing.
func underPath(prefix, path string) (tail string, ok bool) {
	for prefix != "" {
		if prefix[0] == '*' {
			end := strings.IndexByte(path, '/')
			if end < 0 {
				end = len(path)
			}
			if end == 0 {
				return "", false
			}
			prefix, path = prefix[1:], path[end:]
			continue
		}
		c, size := decodedByte(path)
		if size == 0 || c != prefix[0] {
			return "", false
		}
		prefix, path = prefix[1:], path[size:]
		for c == '/' && strings.HasPrefix(path, "/") {
			path = path[1:]
		}
	}
	return path, true
}

func decodedByte(s string) (c byte, size int) {
	switch {
	case s == "":
		return 0, 0
	case s[0] == '%' && len(s) >= 3:
		if d := percentDecode(s[:3]); len(d) == 1 {
			return d[0], 3
		}
	}
	return s[0], 1
}

// carried reads the targets out of an address.
func carried(r *rules.Redirector, u URL, tail string) []string {
	var raw []string
	switch r.How {
	case "path":
		raw = []string{pathTarget(tail, u)}
	case "translate-goog":
		raw = []string{translated(u)}
	case "urldefense-v3":
		raw = []string{urldefenseV3(u)}
	case "query":
		raw = []string{u.Query}
	default:
		raw = params(u.Query, r.Params)
	}
	var out []string
	for _, s := range raw {
		if s = written(r.How, s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// params gives the values of the named parameters, all of them: where one
// stands twice, servers differ in which they take.
func params(query string, names []string) []string {
	var out []string
	for _, name := range names {
		for _, pair := range strings.FieldsFunc(query, func(r rune) bool { return r == '&' || r == ';' }) {
			key, value, _ := strings.Cut(pair, "=")
			if len(out) < 8 && percentDecode(key) == name {
				out = append(out, percentDecode(strings.ReplaceAll(value, "+", " ")))
			}
		}
	}
	return out
}

// written undoes the way a target is written.
func written(how, s string) string {
	switch how {
	case "base64":
		return fromBase64(s)
	case "urldefense-v2":
		return percentDecode(words.Replace(s, "-", "%", "_", "/"))
	}
	// A target encoded once too often is decoded until its scheme shows.
	for range 3 {
		if scheme, rest, ok := cutScheme(s); ok && (scheme != "https" && scheme != "http" || strings.HasPrefix(rest, "//")) {
			return s
		}
		next := percentDecode(s)
		if next == s {
			break
		}
		s = next
	}
	return s
}

// fromBase64 reads base64 in either alphabet, padded or not, behind the two
// letters that Bing puts before it.
func fromBase64(s string) string {
	s = words.Replace(strings.TrimRight(s, "="), "-", "+", "_", "/")
	for _, try := range []string{s, strings.TrimPrefix(s, "a1")} {
		if b, err := base64.RawStdEncoding.DecodeString(try); err == nil && strings.Contains(string(b), ":") {
			return string(b)
		}
	}
	return ""
}

// pathTarget reads a target that stands in the path, with its scheme or
// without. Where something stands before it, the first scheme counts.
func pathTarget(tail string, u URL) string {
	// Check Point fences the target with ___.
	fenced, _, _ := strings.Cut(tail[max(0, schemeIn(tail)):], "___")
	if schemeIn(tail) >= 0 {
		return segmentTarget(fenced, u)
	}
	// AMP and Postmark leave the scheme out; AMP writes s/ for https.
	rest, secure := strings.CutPrefix(tail, "s/")
	target := segmentTarget(rest, u)
	if host, _, _ := strings.Cut(target, "/"); !strings.Contains(host, ".") {
		return ""
	}
	if secure {
		return "https://" + target
	}
	return "http://" + target
}

// segmentTarget gives a target that is encoded into one segment, what follows
// that being somebody else's, or one that is the rest of the address.
func segmentTarget(s string, u URL) string {
	segment, _, _ := strings.Cut(s, "/")
	if lower := strings.ToLower(segment); strings.Contains(lower, "%2f") || strings.Contains(lower, "%252f") {
		return percentDecode(segment)
	}
	if u.hasQuery {
		s += "?" + u.Query
	}
	return s
}

// schemeIn gives where in a path an address begins, -1 when nowhere.
func schemeIn(path string) int {
	lower := strings.ToLower(path)
	first := -1
	for _, mark := range []string{"https:", "http:", "https%3a", "http%3a", "https%253a", "http%253a"} {
		if i := strings.Index(lower, mark); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}

// translated gives the page behind www-amazon-co-jp.translate.goog: dots are
// written as dashes, dashes as two.
func translated(u URL) string {
	label, ok := strings.CutSuffix(strings.TrimSuffix(u.Host, "."), ".translate.goog")
	if !ok || strings.Contains(label, ".") {
		return ""
	}
	host := words.Replace(label, "--", "-", "-", ".")
	target := u
	target.Host = host
	return target.String()
}

// urldefenseV3 reads …/v3/__https://host/a*b__;Kys!…: each * stands for a
// character that the base64 behind the semicolon lists, ** for several.
func urldefenseV3(u URL) string {
	_, rest, ok := strings.Cut(u.String(), "__")
	if !ok {
		return ""
	}
	end := strings.LastIndex(rest, "__;")
	if end < 0 {
		return ""
	}
	coded, _, _ := strings.Cut(rest[end+3:], "!")
	hidden, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(coded, "="))
	if err != nil {
		return ""
	}
	return restoreV3(rest[:end], []rune(string(hidden)))
}

// runLengths are the letters behind ** that say how many characters it hides.
const runLengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

func restoreV3(s string, hidden []rune) string {
	var out strings.Builder
	take := func(n int) {
		n = min(n, len(hidden))
		out.WriteString(string(hidden[:n]))
		hidden = hidden[n:]
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != '*' || len(hidden) == 0:
			out.WriteByte(s[i])
		case i+2 < len(s) && s[i+1] == '*' && strings.IndexByte(runLengths, s[i+2]) >= 0:
			take(strings.IndexByte(runLengths, s[i+2]) + 2)
			i += 2
		default:
			take(1)
		}
	}
	return out.String()
}

// readTarget reads what a redirector carries as the redirector would: beside
// its own address, unless it is a host name without a scheme.
func readTarget(target string, at URL) (URL, error) {
	if _, _, ok := cutScheme(target); !ok && !strings.HasPrefix(target, "/") && !strings.HasPrefix(target, `\`) {
		if bare, ok := bareHost(target); ok {
			return read("http://"+bare, nil)
		}
	}
	return read(target, &at)
}
