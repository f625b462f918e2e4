package host

import (
	"strings"
	"unicode/utf8"
)

// decodePunycode decodes what follows "xn--" (RFC 3492 §6.2). Used where the
// core is spared x/net/idna, whose tables it would carry for this alone; a
// test holds the two together.
func decodePunycode(coded string) (string, bool) {
	const (
		base, tMin, tMax      = 36, 1, 26
		skew, damp            = 38, 700
		initialN, initialBias = 128, 72
		longest               = 63 * 4 // a DNS label; browsers go a little further
	)
	if len(coded) > longest {
		return "", false
	}
	var out []rune
	if at := strings.LastIndexByte(coded, '-'); at >= 0 {
		for i := range at {
			if coded[i] >= utf8.RuneSelf {
				return "", false
			}
			out = append(out, rune(coded[i]))
		}
		coded = coded[at+1:]
	}
	n, i, bias, first := rune(initialN), 0, initialBias, true
	for coded != "" {
		start, weight := i, 1
		for k := base; ; k += base {
			if coded == "" {
				return "", false
			}
			digit := punycodeDigit(coded[0])
			coded = coded[1:]
			if digit < 0 || weight > 1<<26 {
				return "", false
			}
			i += digit * weight
			t := min(max(k-bias, tMin), tMax)
			if digit < t {
				break
			}
			weight *= base - t
		}
		count := len(out) + 1
		delta := (i - start) / 2
		if first {
			delta, first = (i-start)/damp, false
		}
		delta += delta / count
		bias = 0
		for ; delta > (base-tMin)*tMax/2; bias += base {
			delta /= base - tMin
		}
		bias += (base - tMin + 1) * delta / (delta + skew)
		n += rune(i / count)
		i %= count
		if !utf8.ValidRune(n) {
			return "", false
		}
		out = append(out[:i], append([]rune{n}, out[i:]...)...)
		i++
	}
	return string(out), true
}

func punycodeDigit(c byte) int {
	switch {
	case c >= 'a' && c <= 'z':
		return int(c - 'a')
	case c >= 'A' && c <= 'Z':
		return int(c - 'A')
	case c >= '0' && c <= '9':
		return int(c-'0') + 26
	}
	return -1
}
