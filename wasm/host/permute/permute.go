// Package permute makes the names a deceiver could register near a domain, in
// the classes that dnstwist sorts them into. Tests and the accuracy benchmark
// measure package host with it; the core does not contain it.
package permute

import (
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// Class is one way of changing a domain.
type Class struct {
	Name string
	// Make gives the changed domains, label and suffix given apart.
	Make func(label, suffix string) []string
}

// All are the classes, in alphabetical order.
var All = []Class{
	{"addition", onLabel(addition)},
	{"bitsquatting", onLabel(bitsquatting)},
	{"cyrillic", onLabel(cyrillic)},
	{"dictionary", onLabel(dictionary)},
	{"homoglyph", onLabel(homoglyph)},
	{"hyphenation", onLabel(hyphenation)},
	{"insertion", onLabel(insertion)},
	{"omission", onLabel(omission)},
	{"plural", onLabel(plural)},
	{"repetition", onLabel(repetition)},
	{"replacement", onLabel(replacement)},
	{"subdomain", onLabel(subdomain)},
	{"tld-swap", tldSwap},
	{"transposition", onLabel(transposition)},
	{"various", various},
	{"vowel-swap", onLabel(vowelSwap)},
}

// Domains gives every changed form of a domain in a class, in ASCII, sorted,
// the domain itself left out.
func (c Class) Domains(domain string) []string {
	label, suffix, _ := strings.Cut(domain, ".")
	var out []string
	for _, d := range c.Make(label, suffix) {
		ascii, err := idna.Punycode.ToASCII(d)
		if err == nil && d != domain {
			out = append(out, ascii)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// onLabel makes a class that changes the label only.
func onLabel(change func(string) []string) func(string, string) []string {
	return func(label, suffix string) []string {
		var out []string
		for _, changed := range change(label) {
			out = append(out, changed+"."+suffix)
		}
		return out
	}
}

const alphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789"

func addition(s string) (out []string) {
	for _, c := range alphanumeric {
		out = append(out, s+string(c))
	}
	return out
}

func bitsquatting(s string) (out []string) {
	for i := range len(s) {
		for bit := range 8 {
			if c := s[i] ^ 1<<bit; strings.IndexByte(alphanumeric+"-", c) >= 0 && (c != '-' || i > 0 && i < len(s)-1) {
				out = append(out, s[:i]+string(rune(c))+s[i+1:])
			}
		}
	}
	return out
}

// cyrillicTwins are the letters that look the same in both scripts.
var cyrillicTwins = strings.NewReplacer(
	"a", "а", "b", "ь", "c", "с", "d", "ԁ", "e", "е", "g", "ԍ", "h", "һ", "i", "і", "j", "ј", "k", "к", "l", "ӏ",
	"m", "м", "n", "п", "o", "о", "p", "р", "q", "ԛ", "s", "ѕ", "t", "т", "v", "ѵ", "w", "ԝ", "x", "х", "y", "у",
)

func cyrillic(s string) []string {
	out := []string{cyrillicTwins.Replace(s)}
	for i := range len(s) {
		out = append(out, s[:i]+cyrillicTwins.Replace(s[i:i+1])+s[i+1:])
	}
	return out
}

// words are what deceivers put beside a name, in English and Japanese.
var words = strings.Fields(`account auth billing card check confirm customer gift help info japan jp kaiin kakunin
	koushin login mail member my ninsho online order oshirase pay payment point prime secure security service shiharai
	shop sign signin store support team tokuten update verify www`)

func dictionary(s string) (out []string) {
	for _, w := range words {
		out = append(out, s+w, s+"-"+w, w+s, w+"-"+s)
	}
	return out
}

// glyphs are the likenesses of each letter, one letter or two.
var glyphs = map[byte][]string{
	'a': strings.Fields("à á â ã ä å ɑ ạ ǎ ă ȧ ą ə"),
	'b': strings.Fields("d lb ʙ ɓ ḃ ḅ ḇ ƅ"),
	'c': strings.Fields("e ƈ ċ ć ç č ĉ ᴄ"),
	'd': strings.Fields("b cl dl ɗ đ ď ɖ ḑ ḋ ḍ ḏ ḓ"),
	'e': strings.Fields("c é è ê ë ē ĕ ě ė ẹ ę ȩ ɇ ḛ"),
	'g': strings.Fields("q ɢ ɡ ġ ğ ǵ ģ ĝ ǧ ǥ"),
	'h': strings.Fields("lh ĥ ȟ ħ ɦ ḧ ḩ ⱨ ḣ ḥ ḫ ẖ"),
	'i': strings.Fields("1 l í ì ï ı ɩ ǐ ĭ ỉ ị ɨ ȋ ī ɪ"),
	'k': strings.Fields("lk ik lc ḳ ḵ ⱪ ķ ᴋ"),
	'l': strings.Fields("1 i ɫ ł"),
	'm': strings.Fields("n nn rn rr ṁ ṃ ᴍ ɱ ḿ"),
	'n': strings.Fields("m r ń ṅ ṇ ṉ ñ ņ ǹ ň ꞑ"),
	'o': strings.Fields("0 ȯ ọ ỏ ơ ó ö ᴏ"),
	'r': strings.Fields("ʀ ɼ ɽ ŕ ŗ ř ɍ ɾ ȓ ȑ ṙ ṛ ṟ"),
	's': strings.Fields("ʂ ś ṣ ṡ ș ŝ š ꜱ"),
	't': strings.Fields("ţ ŧ ṫ ṭ ț ƫ"),
	'u': strings.Fields("ᴜ ǔ ŭ ü ʉ ù ú û ũ ū ų ư ů ű ȕ ȗ ụ"),
	'w': strings.Fields("vv ŵ ẁ ẃ ẅ ⱳ ẇ ẉ ẘ"),
	'y': strings.Fields("ʏ ý ÿ ŷ ƴ ȳ ɏ ỿ ẏ ỵ"),
	'z': strings.Fields("ʐ ż ź ᴢ ƶ ẓ ẕ ⱬ"),
}

// homoglyph changes one letter, then one more.
func homoglyph(s string) []string {
	once := oneGlyph(s, 0)
	out := slices.Clone(once)
	for i := range len(s) {
		for _, g := range glyphs[s[i]] {
			out = append(out, prefixed(s[:i]+g, oneGlyph(s[i+1:], 0))...)
		}
	}
	return out
}

func oneGlyph(s string, from int) (out []string) {
	for i := from; i < len(s); i++ {
		for _, g := range glyphs[s[i]] {
			out = append(out, s[:i]+g+s[i+1:])
		}
	}
	return out
}

func prefixed(prefix string, all []string) (out []string) {
	for _, s := range all {
		out = append(out, prefix+s)
	}
	return out
}

func hyphenation(s string) (out []string) {
	for i := 1; i < len(s); i++ {
		out = append(out, s[:i]+"-"+s[i:])
	}
	return out
}

// neighbours are the keys around each on an English and a Japanese keyboard.
var neighbours = map[byte]string{
	'1': "2q", '2': "1qw3", '3': "2we4", '4': "3er5", '5': "4rt6", '6': "5ty7", '7': "6yu8", '8': "7ui9", '9': "8io0", '0': "9op",
	'q': "12wa", 'w': "23qeas", 'e': "34wrsd", 'r': "45etdf", 't': "56ryfg", 'y': "67tugh", 'u': "78yihj", 'i': "89uojk", 'o': "90ipkl", 'p': "0ol",
	'a': "qwsz", 's': "weadzx", 'd': "ersfxc", 'f': "rtdgcv", 'g': "tyfhvb", 'h': "yugjbn", 'j': "uihknm", 'k': "iojlm", 'l': "opk",
	'z': "asx", 'x': "sdzc", 'c': "dfxv", 'v': "fgcb", 'b': "ghvn", 'n': "hjbm", 'm': "jkn",
}

func insertion(s string) (out []string) {
	for i := range len(s) {
		for _, c := range neighbours[s[i]] {
			if i > 0 {
				out = append(out, s[:i]+string(c)+s[i:])
			}
			out = append(out, s[:i+1]+string(c)+s[i+1:])
		}
	}
	return out
}

func omission(s string) (out []string) {
	for i := range len(s) {
		out = append(out, s[:i]+s[i+1:])
	}
	return out
}

func plural(s string) (out []string) {
	for i := 2; i < len(s)-2; i++ {
		ending := "s"
		if strings.IndexByte("sxz", s[i]) >= 0 {
			ending = "es"
		}
		out = append(out, s[:i+1]+ending+s[i+1:])
	}
	return append(out, s+"s")
}

func repetition(s string) (out []string) {
	for i := range len(s) {
		out = append(out, s[:i+1]+s[i:])
	}
	return out
}

func replacement(s string) (out []string) {
	for i := range len(s) {
		for _, c := range neighbours[s[i]] {
			out = append(out, s[:i]+string(c)+s[i+1:])
		}
	}
	return out
}

func subdomain(s string) (out []string) {
	for i := 1; i < len(s); i++ {
		out = append(out, s[:i]+"."+s[i:])
	}
	return out
}

// tlds are suffixes of every kind.
var tlds = strings.Fields(`app asia at bar be best biz blog buzz ca cc cf cfd ch cl click cloud club cn co co.il co.in
	co.kr co.nz co.th co.uk com com.ar com.au com.br com.cn com.hk com.my com.sg com.tr com.tw com.ua com.vn cyou cz de
	dev dk es eu fi fm fr fun ga gg gq gr hk hu icu id ie in info ink io is it jp kr la life link live lol lt ltd lu lv
	me ml mobi mx my name ne.jp net ng nl no nu nz one online or.jp org page ph pk pl pro pt pw rest ro rs ru sbs se sg
	sh shop si site sk space store su tech tel th tk to today tokyo top tr tv tw ua uk us vip vn website wiki win work
	world ws xyz`)

func tldSwap(label, _ string) (out []string) {
	for _, tld := range tlds {
		out = append(out, label+"."+tld)
	}
	return out
}

func transposition(s string) (out []string) {
	for i := range len(s) - 1 {
		out = append(out, s[:i]+s[i+1:i+2]+s[i:i+1]+s[i+2:])
	}
	return out
}

func various(label, suffix string) []string {
	first, last := suffix, suffix
	if i := strings.LastIndexByte(suffix, '.'); i >= 0 {
		first, last = suffix[:i], suffix[i+1:]
	}
	flat := strings.ReplaceAll(suffix, ".", "")
	return []string{
		label + "." + last,
		label + first + "." + last,
		label + "-" + first + "." + last,
		label + flat + "." + suffix,
		label + flat + ".com",
		label + "-" + strings.ReplaceAll(suffix, ".", "-") + ".com",
		"www" + label + "." + suffix,
		"www-" + label + "." + suffix,
	}
}

func vowelSwap(s string) (out []string) {
	for i := range len(s) {
		if strings.IndexByte("aeiou", s[i]) < 0 {
			continue
		}
		for _, v := range "aeiou" {
			out = append(out, s[:i]+string(v)+s[i+1:])
		}
	}
	return out
}
