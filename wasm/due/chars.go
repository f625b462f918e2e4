package due

import (
	"strings"
	"unicode/utf8"
)

// narrow gives the ASCII character that byte i of s stands for, and how many
// bytes it takes: itself, its full-width form, or one of the strokes people
// type for it. 0 is any other character.
func narrow(s string, i int) (c byte, size int) {
	if i >= len(s) {
		return 0, 0
	}
	if s[i] < utf8.RuneSelf {
		return s[i], 1
	}
	if i+3 <= len(s) {
		switch c, second, third := s[i], s[i+1], s[i+2]; {
		case c == 0xe3 && second == 0x80:
			return narrowMark(third), 3
		case c >= 0xe3 && c <= 0xe9: // kana and kanji, most of the time
			return 0, 3
		case c == 0xef && second == 0xbc && third >= 0x81: // ！ to ＿
			return third - 0x81 + '!', 3
		}
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case r >= '！' && r <= '｝':
		return byte(r - '！' + '!'), size
	case r == '～', r == '∼', r == '⁓':
		return '~', size
	case r >= '‐' && r <= '―', r == '−', r == '─', r == '━', r == '﹣', r == '‑':
		return '-', size
	case r == '∶', r == '﹕', r == '︓':
		return ':', size
	case r == '⁄', r == '∕':
		return '/', size
	case r == '\u00a0', r >= '\u2000' && r <= '\u200f', r == '\u202f', r == '\u2060', r == '\ufeff', r == '\u00ad':
		return ' ', size
	}
	return 0, size
}

// narrowMark is narrow for the marks of E3 80.
func narrowMark(third byte) byte {
	switch third {
	case 0x80: // ideographic space
		return ' '
	case 0x9c, 0xb0: // 〜 〰
		return '~'
	case 0x88, 0x94: // 〈 〔
		return '['
	case 0x89, 0x95:
		return ']'
	}
	return 0
}

// runeAt decodes the character at i, quickly where it has three bytes.
func runeAt(s string, i int) (rune, int) {
	if i+2 < len(s) && s[i] >= 0xe1 && s[i] <= 0xec && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80 {
		return rune(s[i]&15)<<12 | rune(s[i+1]&63)<<6 | rune(s[i+2]&63), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// blanks skips what separates words on one line.
func blanks(s string, i int) int {
	for {
		if i < len(s) && s[i] > ' ' && s[i] < utf8.RuneSelf {
			return i
		}
		c, size := narrow(s, i)
		if c != ' ' && c != '\t' && c != '\r' || size == 0 {
			return i
		}
		i += size
	}
}

// has says whether s holds word at i.
//
//go:noinline
func has(s string, i int, word string) bool {
	// The last byte settles it nearly always, and without a call.
	n := len(word)
	return len(s)-i >= n && s[i+n-1] == word[n-1] && s[i:i+n] == word
}

// hasAny gives the length of the first of words that stands at i; 0 is none.
func hasAny(s string, i int, words ...string) int {
	for _, word := range words {
		if n := len(word); len(s)-i >= n && s[i+n-1] == word[n-1] && s[i:i+n] == word {
			return n
		}
	}
	return 0
}

// phrases are words of which one may stand at a place. Most often none does,
// which the first character tells.
type phrases struct {
	heads [4]uint64
	all   []string
}

// anyOf takes them parted by strokes: 中旬|中止.
func anyOf(words string) *phrases {
	p := &phrases{all: strings.Split(words, "|")}
	for _, word := range p.all {
		h := head(word, 0)
		p.heads[h>>6] |= 1 << (h & 63)
	}
	return p
}

// head is the byte by which characters differ most.
func head(t string, i int) byte {
	if t[i] >= 0xe0 && i+2 < len(t) {
		return t[i+2]
	}
	return t[i]
}

// at gives the length of the first of them that stands at i; 0 is none.
func (p *phrases) at(t string, i int) int {
	if i >= len(t) {
		return 0
	}
	if h := head(t, i); p.heads[h>>6]&(1<<(h&63)) == 0 {
		return 0
	}
	return hasAny(t, i, p.all...)
}

// endsIn says whether the text up to i ends in word.
//
//go:noinline
func endsIn(s string, i int, word string) bool {
	n := len(word)
	return i >= n && s[i-1] == word[n-1] && s[i-n:i] == word
}

// back gives the character before i.
func back(s string, i int) (rune, int) {
	return utf8.DecodeLastRuneInString(s[:i])
}

// The core is compiled without inlining: what runs for every byte of a text
// looks into these tables instead of calling letter, digit and lower.
var (
	wordByte [256]bool // a letter or digit of ASCII
	lowered  [256]byte
)

func init() {
	for c := range lowered {
		wordByte[c] = letter(byte(c)) || digit(byte(c))
		lowered[c] = lower(byte(c))
	}
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }

// number is a number as it stands: 25, ２５, 二十五, 二〇二六.
type number struct {
	value  int
	digits int // how many digits it is written with; 0 in kanji
	end    int
}

// tooLong is what a number of more digits than any date has counts as.
const tooLong = 1 << 30

// readNumber reads the number at i.
func readNumber(s string, i int) (n number, ok bool) {
	for {
		if i < len(s) && s[i] < utf8.RuneSelf && s[i]-'0' > 9 {
			break
		}
		c, size := narrow(s, i)
		if c-'0' > 9 {
			break
		}
		if n.digits++; n.digits > 8 {
			n.value = tooLong
		} else {
			n.value = n.value*10 + int(c-'0')
		}
		i += size
		n.end = i
	}
	if n.digits > 0 {
		return n, true
	}
	return readKanji(s, i)
}

// readKanji reads 三, 二十五, 百八十 and the digit by digit 二〇二六.
func readKanji(s string, i int) (n number, ok bool) {
	const most = 6 // characters: 百二十五 and 二〇二六 fit
	total, current, places := 0, 0, 0
	for count := 0; count < most && i+2 < len(s); count++ {
		r, size := runeAt(s, i)
		switch d := numeral(r); {
		case d < 0:
			count = most
			continue
		case d >= 10:
			total += max(current, 1) * d
			current, places = 0, 0
		default:
			if places > 0 {
				current *= 10
			}
			current += d
			places++
		}
		i += size
		n.end, ok = i, true
	}
	n.value = total + current
	return n, ok
}

// numeral gives the value of a kanji numeral, -1 for another character.
func numeral(r rune) int {
	switch r {
	case '〇', '零':
		return 0
	case '一', '壱':
		return 1
	case '二', '弐':
		return 2
	case '三', '参':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	case '百':
		return 100
	}
	return -1
}

func digitAt(t string, i int) bool {
	c, _ := narrow(t, i)
	return digit(c)
}
