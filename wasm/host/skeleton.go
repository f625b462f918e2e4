package host

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed confusable.txt
var confusableText string

// moreConfusable are likenesses that Unicode's table leaves out because it
// judges single characters in isolation, and that have been used in names.
// Chromium keeps a list for the same reason.
const moreConfusable = `a əәǝӑӓǎȁȃạảấầẩẫậắằẳẵặ
b вь
c ҁ
e єҽ℮
h нћңҥһ
k ĸκкқҝҟҡ
m мӎᴍ
n пŋԥηƞ
r ґг
t тҭτ
u џυцμµ
w шщωѡ
y уүұγ
z ʒȝⱬ
ae æӕ
oe œ
`

// confusable gives, for a character that looks like ASCII letters, those
// letters.
var confusable = sync.OnceValue(func() map[rune]string {
	table := make(map[rune]string, 2048)
	for line := range strings.Lines(moreConfusable + confusableText) {
		target, runes, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok || target == "#" {
			continue
		}
		for _, r := range runes {
			if _, there := table[r]; !there {
				table[r] = target
			}
		}
	}
	return table
})

// foldByte folds the ASCII characters that are taken for each other: upper
// and lower case, digits for letters, l for i and j.
var foldByte = func() (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
	}
	for c := byte('A'); c <= 'Z'; c++ {
		t[c] = c | 0x20
	}
	const from, to = "012345789iIjJ|$@!", "olzeastbglllllsal"
	for i := range len(from) {
		t[from[i]] = to[i]
	}
	return t
}()

// pair gives the letter that two letters side by side look like, 0 for none.
func pair(a, b byte) byte {
	switch {
	case (a == 'r' || a == 'n') && b == 'n', a == 'r' && b == 'r':
		return 'm'
	case a == 'v' && b == 'v':
		return 'w'
	case a == 'c' && (b == 'l' || b == '1'):
		return 'd'
	}
	return 0
}

// Skeleton gives what a text looks like: two texts with the same skeleton
// look the same. It is meant for comparing (skeleton with skeleton), never
// for showing: i and l, 0 and o are one there. (UTS #39 §4, with the letters
// that a person takes for each other added and what cannot be seen left out.)
func Skeleton(s string) string {
	var out strings.Builder
	for _, r := range s {
		appendSkeleton(&out, r)
	}
	return out.String()
}

// Fold is Skeleton without what separates: blanks, punctuation and symbols
// between letters ("A m a z o n", "Ama-zon"), and with pairs such as rn
// merged.
func Fold(s string) string {
	var kept strings.Builder
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.IsPunct(r) {
			appendSkeleton(&kept, r)
		}
	}
	return mergePairs(kept.String())
}

func mergePairs(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if i+1 < len(s) {
			if single := pair(s[i], s[i+1]); single != 0 {
				out = append(out, single)
				i++
				continue
			}
		}
		out = append(out, s[i])
	}
	return string(out)
}

// appendSkeleton adds what one character looks like.
func appendSkeleton(out *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		out.WriteByte(foldByte[r])
		return
	}
	if invisible(r) {
		return
	}
	if letters, ok := confusable()[r]; ok {
		writeFolded(out, letters)
		return
	}
	if r >= 'ぁ' && r <= '鿿' { // kana and kanji: nothing in them is an ornament
		if base, mark := unvoiced(r); mark != 0 {
			out.WriteRune(base)
			r = mark
		}
		out.WriteRune(r)
		return
	}
	for _, d := range decompose(unicode.ToLower(r)) {
		switch letters, ok := confusable()[d]; {
		case d < utf8.RuneSelf:
			out.WriteByte(foldByte[d])
		case unicode.Is(unicode.Mn, d) && !kanaMark(d), invisible(d):
		case ok:
			writeFolded(out, letters)
		default:
			out.WriteRune(unicode.ToLower(d))
		}
	}
}

func writeFolded(out *strings.Builder, letters string) {
	for i := range len(letters) {
		out.WriteByte(foldByte[letters[i]])
	}
}

// unvoiced takes ゾ apart into ソ and its mark, which is how half-width ｿﾞ is
// written. Others have no mark.
func unvoiced(r rune) (base, mark rune) {
	hiragana := r
	if r >= 'ァ' && r <= 'ヾ' {
		hiragana -= 'ァ' - 'ぁ'
	}
	switch {
	case hiragana >= 'か' && hiragana <= 'ぢ' && (hiragana-'か')%2 == 1, hiragana >= 'つ' && hiragana <= 'ど' && (hiragana-'つ')%2 == 1:
		return r - 1, 0x3099
	case hiragana >= 'は' && hiragana <= 'ぽ' && (hiragana-'は')%3 == 1:
		return r - 1, 0x3099
	case hiragana >= 'は' && hiragana <= 'ぽ' && (hiragana-'は')%3 == 2:
		return r - 2, 0x309A
	case hiragana == 'ゔ':
		return r - ('ゔ' - 'う'), 0x3099
	}
	return r, 0
}

// kanaMark keeps the marks that make ゾ of ソ: they are no ornament.
func kanaMark(r rune) bool { return r == 0x3099 || r == 0x309A }

// invisible characters take no room between letters.
func invisible(r rune) bool {
	switch {
	case r == 0xAD, r == 0x34F, r == 0x61C, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x3164, r == 0xFEFF, r == 0xFFA0:
		return true
	case r >= 0x180B && r <= 0x180F, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return true
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}
