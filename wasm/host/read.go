package host

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"tashikame/wasm/words"
)

// URL is an address as a browser reads it.
type URL struct {
	Scheme   string
	Username string // percent-encoded
	Password string // percent-encoded
	Host     string // ASCII; IPv4 in four decimals, IPv6 in brackets; a trailing dot is kept
	Port     string // "" for the scheme's own
	Path     string // percent-encoded; begins with / where there is a host
	Query    string // without the ?
	Fragment string // without the #

	hasQuery, hasFragment bool
}

// The default ports of the special schemes; the map says which are special.
var special = map[string]string{"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21"}

var (
	errNoBase = errors.New("relative, and nothing to be relative to")
	errPort   = errors.New("no port number")
)

// Read reads an address as it stands in a page, the way WHATWG URL §4.4 has
// browsers do it: blanks around and line breaks inside do not count,
// backslashes are slashes, and so on. base may be "".
//
// Of a scheme that is not special (mailto, tel, data, …; file too) only the
// scheme is taken apart; what follows is in Path as it stands.
func Read(raw, base string) (URL, error) {
	var from *URL
	if base != "" {
		b, err := read(base, nil)
		if err != nil {
			return URL{}, err
		}
		from = &b
	}
	return read(raw, from)
}

func read(raw string, base *URL) (URL, error) {
	in := strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(in, "\t\n\r") {
		in = words.Replace(in, "\t", "", "\n", "", "\r", "")
	}
	scheme, rest, ok := cutScheme(in)
	if !ok {
		return readRelative(in, base)
	}
	if _, is := special[scheme]; !is {
		return URL{Scheme: scheme, Path: rest}, nil
	}
	if base != nil && base.Scheme == scheme && !strings.HasPrefix(rest, "//") {
		return readRelative(rest, base) // "https:x" means x, beside the base
	}
	return readAuthority(scheme, strings.TrimLeft(rest, `/\`))
}

// cutScheme takes the scheme off.
func cutScheme(s string) (scheme, rest string, ok bool) {
	for i := range len(s) {
		c := s[i] | 0x20
		switch {
		case c >= 'a' && c <= 'z':
		case i > 0 && (s[i] >= '0' && s[i] <= '9' || s[i] == '+' || s[i] == '-' || s[i] == '.'):
		case i > 0 && s[i] == ':':
			return strings.ToLower(s[:i]), s[i+1:], true
		default:
			return "", s, false
		}
	}
	return "", s, false
}

// readRelative is the relative state, for a base with a host.
func readRelative(in string, base *URL) (URL, error) {
	if base == nil {
		return URL{}, errNoBase
	}
	if _, is := special[base.Scheme]; !is {
		if strings.HasPrefix(in, "#") {
			u := *base
			u.setFragment(in[1:])
			return u, nil
		}
		return URL{}, errNoBase
	}
	if len(in) > 1 && isSlash(in[0]) && isSlash(in[1]) {
		return readAuthority(base.Scheme, strings.TrimLeft(in, `/\`))
	}
	u := *base
	u.Fragment, u.hasFragment = "", false
	path, query, fragment := cutPath(in)
	switch {
	case path != "" && isSlash(path[0]):
		u.Path = cleanPath("", path)
	case path != "":
		u.Path = cleanPath(u.Path[:strings.LastIndexByte(u.Path, '/')], "/"+path)
	}
	if path != "" || query != "" {
		u.Query, u.hasQuery = "", false
	}
	u.setTail(query, fragment)
	return u, nil
}

// readAuthority reads everything behind "scheme://".
func readAuthority(scheme, in string) (URL, error) {
	end := strings.IndexAny(in, `/\?#`)
	if end < 0 {
		end = len(in)
	}
	u := URL{Scheme: scheme}
	authority := in[:end]
	// The last @ counts: https://amazon.co.jp@x.example goes to x.example.
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		u.setUserinfo(authority[:at])
		authority = authority[at+1:]
	}
	host, port, err := cutPort(authority, special[scheme])
	if err != nil {
		return URL{}, err
	}
	if host == "" {
		return URL{}, errEmpty
	}
	if u.Host, err = parseHost(host); err != nil {
		return URL{}, err
	}
	u.Port = port
	path, query, fragment := cutPath(in[end:])
	u.Path = cleanPath("", path)
	u.setTail(query, fragment)
	return u, nil
}

// cutPort takes the port off; the scheme's own port is none.
func cutPort(authority, own string) (host, port string, err error) {
	colon := strings.LastIndexByte(authority, ':')
	if colon < 0 || colon < strings.LastIndexByte(authority, ']') {
		return authority, "", nil
	}
	// Only an IPv6 address may hold a colon of its own.
	if first := strings.IndexByte(authority, ':'); first != colon && authority[0] != '[' {
		return "", "", errPort
	}
	host, port = authority[:colon], authority[colon+1:]
	if port == "" {
		return host, "", nil
	}
	if strings.Trim(port, "0123456789") != "" {
		return "", "", errPort
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return "", "", errPort
	}
	if port = strconv.FormatUint(n, 10); port == own {
		port = ""
	}
	return host, port, nil
}

// cutPath splits at the first ? and #, each kept at the head of its part.
func cutPath(in string) (path, query, fragment string) {
	if i := strings.IndexByte(in, '#'); i >= 0 {
		in, fragment = in[:i], in[i:]
	}
	if i := strings.IndexByte(in, '?'); i >= 0 {
		in, query = in[:i], in[i:]
	}
	return in, query, fragment
}

func (u *URL) setTail(query, fragment string) {
	if query != "" {
		u.Query, u.hasQuery = encode(query[1:], inQuery), true
	}
	if fragment != "" {
		u.setFragment(fragment[1:])
	}
}

func (u *URL) setFragment(s string) { u.Fragment, u.hasFragment = encode(s, inFragment), true }

func (u *URL) setUserinfo(s string) {
	name, password, _ := strings.Cut(s, ":")
	u.Username, u.Password = encode(name, inUserinfo), encode(password, inUserinfo)
}

func isSlash(c byte) bool { return c == '/' || c == '\\' }

// cleanPath appends the segments of path to dir, resolving . and .. however
// they are written.
func cleanPath(dir, path string) string {
	if path == "" {
		return "/"
	}
	path = strings.ReplaceAll(path, `\`, "/")
	out := make([]byte, 0, len(dir)+len(path))
	out = append(out, dir...)
	for path != "" {
		segment := path[1:] // path begins with a slash
		next := strings.IndexByte(segment, '/')
		if next < 0 {
			path = ""
		} else {
			segment, path = segment[:next], segment[next:]
		}
		switch dots(segment) {
		case 2:
			out = out[:max(0, strings.LastIndexByte(string(out), '/'))]
			if path == "" {
				out = append(out, '/')
			}
		case 1:
			if path == "" {
				out = append(out, '/')
			}
		default:
			out = append(append(out, '/'), encode(segment, inPath)...)
		}
	}
	return string(out)
}

// dots tells "." (1) and ".." (2), in percent-encoding too, from any other
// segment (0).
func dots(segment string) int {
	n := 0
	for segment != "" {
		switch {
		case segment[0] == '.':
			segment = segment[1:]
		case len(segment) >= 3 && segment[:2] == "%2" && segment[2]|0x20 == 'e':
			segment = segment[3:]
		default:
			return 0
		}
		if n++; n > 2 {
			return 0
		}
	}
	return n
}

// The percent-encode sets of WHATWG URL §1.3, each beyond the C0 controls,
// the characters above ~ and the blank.
const (
	inFragment = "\"<>`"
	inQuery    = "\"#<>'"
	inPath     = "\"#<>?^`{}"
	inUserinfo = inPath + "/:;=@[\\]|"
)

// encode percent-encodes what set names; what is encoded already stays.
func encode(s, set string) string {
	clean := true
	for i := range len(s) {
		if mustEncode(s[i], set) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	const digits = "0123456789ABCDEF"
	out := make([]byte, 0, len(s)+16)
	for i := range len(s) {
		if c := s[i]; mustEncode(c, set) {
			out = append(out, '%', digits[c>>4], digits[c&15])
		} else {
			out = append(out, c)
		}
	}
	return string(out)
}

func mustEncode(c byte, set string) bool {
	return c <= ' ' || c > '~' || strings.IndexByte(set, c) >= 0
}

// String writes the address as a browser's href would.
func (u URL) String() string {
	if _, is := special[u.Scheme]; !is {
		s := u.Scheme + ":" + u.Path
		if u.hasFragment {
			s += "#" + u.Fragment
		}
		return s
	}
	var out strings.Builder
	out.WriteString(u.Scheme + "://")
	if u.Username != "" || u.Password != "" {
		out.WriteString(u.Username)
		if u.Password != "" {
			out.WriteString(":" + u.Password)
		}
		out.WriteByte('@')
	}
	out.WriteString(u.Host)
	if u.Port != "" {
		out.WriteString(":" + u.Port)
	}
	out.WriteString(u.Path)
	if u.hasQuery {
		out.WriteString("?" + u.Query)
	}
	if u.hasFragment {
		out.WriteString("#" + u.Fragment)
	}
	return out.String()
}
