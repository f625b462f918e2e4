package host

import (
	"errors"
	"strconv"
	"strings"
)

var errIPv4 = errors.New("ends in a number but is no IPv4 address")

// endsInNumber is the "ends in a number checker" of WHATWG URL: such a host is
// an IPv4 address or it is nothing. A label that is hexadecimal counts too.
func endsInNumber(host string) bool {
	host = strings.TrimSuffix(host, ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == "" {
		return false
	}
	if len(last) >= 2 && last[0] == '0' && last[1]|0x20 == 'x' {
		return strings.Trim(last[2:], "0123456789abcdefABCDEF") == ""
	}
	return strings.Trim(last, "0123456789") == ""
}

// parseIPv4 reads an address as browsers do (WHATWG URL §3.5): one to four
// numbers, each decimal, octal (0300) or hexadecimal (0xc0), the last one
// filling all bytes that are left.
func parseIPv4(host string) (string, error) {
	parts := strings.Split(strings.TrimSuffix(host, "."), ".")
	if len(parts) > 4 {
		return "", errIPv4
	}
	var address uint64
	for i, part := range parts {
		n, err := ipv4Number(part)
		if err != nil {
			return "", err
		}
		if i < len(parts)-1 {
			if n > 255 {
				return "", errIPv4
			}
			address |= n << (8 * (3 - i))
			continue
		}
		if n >= 1<<(8*(5-len(parts))) {
			return "", errIPv4
		}
		address |= n
	}
	return writeIPv4(uint32(address)), nil
}

// ipv4Number reads one part. "0x" alone is zero; so says the standard. A
// number too large for 64 bits is too large for any place.
func ipv4Number(s string) (uint64, error) {
	base := 10
	switch {
	case len(s) >= 2 && (s[:2] == "0x" || s[:2] == "0X"):
		s, base = s[2:], 16
		if s == "" {
			return 0, nil
		}
	case len(s) >= 2 && s[0] == '0':
		s, base = s[1:], 8
	}
	if s == "" || s[0] == '+' || s[0] == '-' {
		return 0, errIPv4
	}
	n, err := strconv.ParseUint(s, base, 64)
	if errors.Is(err, strconv.ErrRange) {
		return 1 << 40, nil
	}
	if err != nil {
		return 0, errIPv4
	}
	return n, nil
}

func writeIPv4(address uint32) string {
	out := make([]byte, 0, len("255.255.255.255"))
	for shift := 24; shift >= 0; shift -= 8 {
		out = strconv.AppendUint(out, uint64(byte(address>>shift)), 10)
		if shift > 0 {
			out = append(out, '.')
		}
	}
	return string(out)
}

var errIPv6 = errors.New("no IPv6 address")

// parseIPv6 reads what stands between the brackets and writes it the one way
// browsers do: compressed, in hexadecimal, brackets kept. (net/netip would do,
// but weighs more than this in the core.)
func parseIPv6(s string) (string, error) {
	before, after, compressed := strings.Cut(s, "::")
	var pieces [8]uint16
	head, err := pieces16(before, !compressed)
	if err != nil {
		return "", err
	}
	tail, err := pieces16(after, compressed)
	if err != nil {
		return "", err
	}
	if n := len(head) + len(tail); compressed && n > 7 || !compressed && n != 8 {
		return "", errIPv6
	}
	copy(pieces[:], head)
	copy(pieces[8-len(tail):], tail)
	return "[" + writeIPv6(pieces) + "]", nil
}

// pieces16 reads pieces of one to four hexadecimal digits; the last of an
// address may be IPv4 in decimals and fills two.
func pieces16(s string, last bool) ([]uint16, error) {
	var out []uint16
	for s != "" || len(out) > 0 {
		piece, rest, more := strings.Cut(s, ":")
		if len(out) == 8 {
			return nil, errIPv6
		}
		if !more && last && strings.Contains(piece, ".") {
			four, err := dotted(piece)
			return append(out, uint16(four>>16), uint16(four)), err
		}
		n, err := strconv.ParseUint(piece, 16, 16)
		if err != nil || len(piece) > 4 || piece[0] == '+' {
			return nil, errIPv6
		}
		out = append(out, uint16(n))
		if !more {
			break
		}
		s = rest
	}
	return out, nil
}

// dotted reads IPv4 as IPv6 wants it: four decimals without leading zeros.
func dotted(s string) (uint32, error) {
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		return 0, errIPv6
	}
	var address uint32
	for _, part := range parts {
		n, err := strconv.ParseUint(part, 10, 8)
		if err != nil || part[0] == '+' || part[0] == '0' && len(part) > 1 {
			return 0, errIPv6
		}
		address = address<<8 | uint32(n)
	}
	return address, nil
}

// writeIPv6 is the IPv6 serializer of WHATWG URL §3.6.
func writeIPv6(pieces [8]uint16) string {
	from, length := longestZeros(pieces)
	var out strings.Builder
	for i := 0; i < 8; i++ {
		if i == from {
			out.WriteString("::")
			i += length - 1
			continue
		}
		if i > 0 && i != from+length {
			out.WriteByte(':')
		}
		out.WriteString(strconv.FormatUint(uint64(pieces[i]), 16))
	}
	return out.String()
}

// longestZeros finds the first longest run of at least two zero pieces; from
// is -1 when there is none.
func longestZeros(pieces [8]uint16) (from, length int) {
	from, length = -1, 1
	for i := 0; i < 8; i++ {
		n := 0
		for i+n < 8 && pieces[i+n] == 0 {
			n++
		}
		if n > length {
			from, length = i, n
		}
		i += n
	}
	if from < 0 {
		return -1, 0
	}
	return from, length
}
