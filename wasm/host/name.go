package host

import (
	"errors"
	"strings"
	"unicode/utf8"
)

var (
	errEmpty     = errors.New("no host")
	errForbidden = errors.New("holds a character no host can have")
)

// canonical reads a host as the host parser of WHATWG URL does and gives it
// without the trailing dot: names are compared without it. address says that
// it is no name but an IP address.
func canonical(raw string) (host string, address bool, err error) {
	if plain(raw) {
		return strings.TrimSuffix(raw, "."), false, nil
	}
	if host, err = parseHost(raw); err != nil {
		return "", false, err
	}
	if host = strings.TrimSuffix(host, "."); hasEmptyLabel(host) {
		return "", false, errEmpty // a browser might try; the DNS has no such name
	}
	// Whatever ends in a number is an address, or parseHost would not have read it.
	return host, host[0] == '[' || endsInNumber(host), nil
}

func hasEmptyLabel(name string) bool {
	return name == "" || name[0] == '.' || name[len(name)-1] == '.' || strings.Contains(name, "..")
}

// plain is true for the host names that need no work, nearly all there are:
// letters, digits, dots and dashes, no punycode, not ending like an address.
// It must not allocate.
func plain(s string) bool {
	if s == "" || s[0] == '.' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-', c == '_':
		case c == '.' && s[i-1] != '.':
		default:
			return false
		}
	}
	last := s[strings.LastIndexByte(strings.TrimSuffix(s, "."), '.')+1:]
	return (last[0] < '0' || last[0] > '9') && !strings.Contains(s, "xn--")
}

// parseHost is the host parser of WHATWG URL §3.5 for special schemes.
func parseHost(raw string) (string, error) {
	if strings.HasPrefix(raw, "[") {
		if !strings.HasSuffix(raw, "]") {
			return "", errors.New("an IPv6 address without its bracket")
		}
		return parseIPv6(raw[1 : len(raw)-1])
	}
	decoded := percentDecode(raw)
	ascii, err := toASCII(decoded)
	if err != nil {
		return "", err
	}
	if ascii == "" {
		return "", errEmpty
	}
	for i := range len(ascii) {
		if forbiddenInDomain(ascii[i]) {
			return "", errForbidden
		}
	}
	if endsInNumber(ascii) {
		return parseIPv4(ascii)
	}
	return ascii, nil
}

// toASCII is "domain to ASCII". A pure ASCII name is lowered and nothing else.
// The standard would check the punycode in it; Chromium does not and goes
// there, so we must look at where it goes.
func toASCII(name string) (string, error) {
	if isASCII(name) {
		return strings.ToLower(name), nil
	}
	if !utf8.ValidString(name) {
		return "", errForbidden
	}
	return mapToASCII(name)
}

func forbiddenInDomain(c byte) bool {
	return c <= ' ' || c == 0x7f || strings.IndexByte("#/:<>?@[\\]^|%", c) >= 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// percentDecode decodes what it can and leaves a stray % as it is.
func percentDecode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, lo := hexValue(s[i+1]), hexValue(s[i+2])
			if hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return string(out)
}

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
