package due

import (
	"strings"
	"unicode/utf8"
)

// piece is one moment of a text and how it hangs together with the one before.
type piece struct {
	moment
	// starts is true where something begins: 11/20〜, 本日から.
	starts bool
	// after is the index of the piece a range began with or a duration is
	// counted from; -1 is none.
	after int
	// hours is true for opening hours and the like, 10:00〜18:00, 月曜から金曜.
	hours bool
	// short is true for the 27 of 11/24〜27, which says nothing by itself.
	short bool
}

// charSet has a bit for each character of up to three bytes.
type charSet [1 << 10]uint64

func charsOf(s string) (set charSet) {
	for _, r := range s {
		set[r>>6] |= 1 << (r & 63)
	}
	return set
}

// alone are the characters that a date can begin with, whatever follows them:
// numerals, parts of the day, eras.
var alone = charsOf("〇一二三四五六七八九十百零壱弐参午朝夜夕深昼早令平昭次㋿㍻㍼" + fullWidth)

const fullWidth = "０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"

// starts are all characters, beside ASCII, that a date can begin with.
var starts = func() charSet {
	set := alone
	for _, word := range firstWords() {
		r, _ := runeAt(word, 0)
		set[r>>6] |= 1 << (r & 63)
	}
	return set
}()

// firstWords are the words that a date can begin with.
func firstWords() []string {
	words := []string{"月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜", "今度"}
	for _, group := range japanese.groups {
		for _, w := range group {
			words = append(words, w.text)
		}
	}
	for _, z := range japaneseZones {
		words = append(words, z.text)
	}
	return words
}

// pairSet has a bit for the first two characters of every word we know, so
// that of the many 日 and 本 only those are looked at that go on like one.
type pairSet [1 << 6]uint64

// key mixes the bytes by which two characters of three bytes differ most.
func key(t string, i int) uint32 {
	return (uint32(t[i+1])<<7 ^ uint32(t[i+2])<<3 ^ uint32(t[i+4])<<5 ^ uint32(t[i+5])) & (1<<12 - 1)
}

var pairs = func() (p pairSet) {
	for _, word := range firstWords() {
		if len(word) >= 6 {
			k := key(word, 0)
			p[k>>6] |= 1 << (k & 63)
		}
	}
	return p
}()

// englishShape has a bit for each length that a word we know has which begins
// with two letters; a word of one letter has none for its second.
var englishShape = func() (t [26 * 27]uint16) {
	learn := func(w string) { t[shape(w, 0, len(w))] |= 1 << len(w) }
	for _, w := range []string{"today", "tonight", "tomorrow", "yesterday", "noon", "midday", "midnight", "eod", "cob", "eob", "eom", "end", "next", "this", "coming", "following", "am", "pm", "a", "p", "r", "h", "s"} {
		learn(w)
	}
	for w := range englishMonths {
		learn(w)
	}
	for w := range englishWeekdays {
		learn(w)
	}
	for w := range englishNumbers {
		learn(w)
	}
	return t
}()

func shape(t string, i, length int) int {
	first := int(t[i]|0x20-'a') * 27
	if length > 1 {
		first += 1 + int(t[i+1]|0x20-'a')
	}
	return first
}

// scan reads the text from front to back and hands on every piece it finds.
func (s *scanner) scan(take func(piece) int) {
	t := s.text
	for i := skip(t, 0); i < len(t); i = skip(t, i) {
		c := t[i]
		switch {
		case digit(c):
			if end, maybe := s.numberAt(i); !maybe {
				if end-i == len("20261125") && t[i] == '2' && s.compactDate(i, take) {
					i = end
				} else {
					i = s.skipCode(end)
				}
				continue
			}
		case letter(c):
			if end, known := s.wordAt(i); !known {
				i = s.skipWord(end)
				continue
			}
		}
		i = s.at(i, take)
	}
}

// skip goes on to the next character that a date can begin with. It passes over
// nearly all of a text and calls nothing: in WebAssembly that is worth a
// function of its own.
func skip(t string, i int) int {
	for i < len(t) {
		c := t[i]
		if c < 0x80 {
			if wordByte[c] {
				return i
			}
			i++
			continue
		}
		if c < 0xe0 || c > 0xef || i+2 >= len(t) {
			i++ // what is not three bytes long is passed byte by byte
			continue
		}
		r := uint(c&15)<<12 | uint(t[i+1]&63)<<6 | uint(t[i+2]&63)
		if starts[r>>6]&(1<<(r&63)) != 0 {
			if alone[r>>6]&(1<<(r&63)) != 0 {
				return i
			}
			if i+5 < len(t) { // as key does
				k := (uint32(t[i+1])<<7 ^ uint32(t[i+2])<<3 ^ uint32(t[i+4])<<5 ^ uint32(t[i+5])) & (1<<12 - 1)
				if pairs[k>>6]&(1<<(k&63)) != 0 {
					return i
				}
			}
		}
		i += 3
	}
	return i
}

// numberAt gives where the digits at i end, and whether what follows lets them
// be part of a date.
func (s *scanner) numberAt(i int) (end int, maybe bool) {
	const longest = 4
	t := s.text
	for end = i + 1; end < len(t) && t[end]-'0' <= 9; end++ {
	}
	if end-i > longest || end-i == 3 && end+1 < len(t) && t[end] == '-' && t[end+1]-'0' <= 9 { // 249-1234567-1234567
		return end, false
	}
	return end, end < len(t) && goesOn[t[end]]
}

// compactDate reads 20261125, and hands it on.
func (s *scanner) compactDate(i int, take func(piece) int) bool {
	t, end := s.text, i+len("20261125")
	if end < len(t) && (goesOn[t[end]] && t[end] < 0x80 && t[end] > ' ' || digitAt(t, end)) || !s.numberMayBegin(i) {
		return false
	}
	year, _ := readNumber(t[i:i+4], 0)
	month, _ := readNumber(t[i+4:i+6], 0)
	day, _ := readNumber(t[i+6:end], 0)
	p := piece{after: -1, moment: moment{start: i, end: end, has: fDate, risky: true}}
	p.setDate(year.value, month.value, day.value)
	if p.impossible() {
		return false
	}
	take(p)
	return true
}

// goesOn has the bytes that can follow a number in a date.
var goesOn = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 0x80 || letter(byte(c))
	}
	for _, c := range []byte(":/-.~ \t\r") {
		t[c] = true
	}
	return t
}()

// wordAt gives where the word of letters at i ends, and whether it may be one
// that we know.
func (s *scanner) wordAt(i int) (end int, known bool) {
	t := s.text
	for end = i + 1; end < len(t) && t[end]|0x20-'a' < 26; end++ {
	}
	length := end - i
	return end, length <= longestWord && englishShape[shape(t, i, length)]&(1<<length) != 0
}

// skipWord goes behind a word, the digits that hang on to it, and a whole
// address if it begins one.
func (s *scanner) skipWord(i int) int {
	t := s.text
	for i < len(t) && (wordByte[t[i]] || t[i] == '_') {
		i++
	}
	if has(t, i, "://") {
		for i < len(t) && t[i] > ' ' && t[i] < utf8.RuneSelf {
			i++
		}
	}
	return i
}

// skipCode goes behind a number that is no date, and everything that is
// written together with it: 249-1234567-7654321, 1,980, 192.168.1.1.
func (s *scanner) skipCode(i int) int {
	t := s.text
	for {
		for i < len(t) && wordByte[t[i]] {
			i++
		}
		c, size := narrow(t, i)
		switch {
		case digit(c), letter(c) && size == 1:
			i += size
		case c == '-' || c == '.' || c == ',' || c == ':' || c == '/' || c == '_':
			if !digitAt(t, i+size) {
				return i
			}
			i += size
		default:
			return i
		}
	}
}

// at reads what stands at i and gives the place to go on from.
func (s *scanner) at(i int, take func(piece) int) int {
	c, size := narrow(s.text, i)
	if digit(c) && !s.numberMayBegin(i) {
		return s.skipCode(i)
	}
	p := piece{after: -1}
	switch s.moment(&p.moment, i) {
	case dead:
		var q moment
		if p.has == 0 && s.part(&q, s.glue(blanks(s.text, p.end))) == found && q.has == fClock { // 昨日の23時
			p.end = q.end
		}
		return max(p.end, i+1)
	case nothing:
		switch {
		case digit(c):
			return s.skipCode(i)
		case letter(c):
			return max(s.skipWord(i), i+size)
		}
		_, size = runeAt(s.text, i)
		return i + size
	}
	return s.chain(p, take)
}

// numberMayBegin refuses numbers that are the rest of something else.
func (s *scanner) numberMayBegin(i int) bool {
	if i == 0 || s.text[i-1] <= ' ' {
		return true
	}
	r, size := back(s.text, i)
	switch r {
	case '$', '¥', '￥', '#', '＃', '=', '&', '@', '%', '_', '+', '\\', '№', '第', '＄', '€', '£':
		return false
	case '-', '/', '.', ',', ':', '－', '．', '，', '‐':
		before, _ := back(s.text, i-size)
		return !wordRune(before)
	}
	return !wordRune(r) || r > 0x80
}

// wordRune says whether r is a letter or digit of the kind codes are made of.
func wordRune(r rune) bool {
	return r < 0x80 && (letter(byte(r)) || digit(byte(r))) || r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// part reads one part of a date or time at i.
func (s *scanner) part(m *moment, i int) status {
	if i >= len(s.text) {
		return nothing
	}
	c, _ := narrow(s.text, i)
	switch {
	case digit(c):
		return s.fromNumber(m, i)
	case letter(c):
		return s.fromWord(m, i)
	case c != 0:
		return nothing
	}
	if r, _ := runeAt(s.text, i); numeral(r) >= 0 {
		if st := s.fromNumber(m, i); st != nothing {
			return st
		}
	}
	return s.fromKanji(m, i)
}

// moment reads the whole moment that begins at i: date, weekday, time, zone, in
// whatever order they stand.
func (s *scanner) moment(m *moment, i int) status {
	if st := s.part(m, i); st != found {
		return st
	}
	for {
		var p moment
		st := s.nextPart(m, &p)
		if st == dead && p.has == fClock {
			m.end = p.end
			return dead
		}
		if st != found {
			break
		}
		m.add(&p)
	}
	if m.has == fZone {
		return nothing
	}
	s.besides(m)
	return found
}

// besides reads 11月30日の前日, 11月30日の3日前.
func (s *scanner) besides(m *moment) {
	i := m.end + hasAny(s.text, m.end, "の")
	if i == m.end || m.has&fDay == 0 || m.has&(fClock|fSpan) != 0 {
		return
	}
	if l := hasAny(s.text, i, "前日"); l > 0 {
		m.shift, m.bare, m.end = -1, false, i+l
		return
	}
	n, ok := readNumber(s.text, i)
	if l := hasAny(s.text, n.end, "日前まで"); ok && l > 0 && n.value < 100 {
		m.shift, m.bare, m.end = -two(n.value), false, n.end+len("日前")
	}
}

// nextPart reads into p the part that follows m, over what may stand between.
func (s *scanner) nextPart(m, p *moment) status {
	t := s.text
	j := blanks(t, m.end)
	if day, end, ok := parenWeekday(t, j); ok {
		*p = moment{start: j, end: end, has: fWeekday, weekday: day}
		if m.has&fSpan == 0 && m.accepts(p) {
			return found
		}
	}
	if m.has&fDay != 0 {
		if l := restDays.at(t, j); l > 0 { // 11月23日（祝）
			j = blanks(t, j+l)
			m.end = j
		}
	}
	c, size := narrow(t, j)
	if c|0x20 == 't' && j == m.end && m.has == fDate && digitAt(t, j+size) {
		return s.partAt(m, p, j+size) // ISO 8601
	}
	if st := s.partAt(m, p, j); st != nothing {
		return st
	}
	if c == '(' || c == '[' { // 11月25日（23:59）
		return s.bracketedPart(m, p, blanks(t, j+size))
	}
	k := s.glue(j)
	if k == j {
		return nothing
	}
	if n, ok := readNumber(t, k); ok && m.evening && n.value >= 1 && n.value <= 12 && s.plainEnd(n.end) { // tonight at 9
		*p = moment{start: k, end: n.end, has: fClock, hour: two(n.value)}
		return found
	}
	return s.partAt(m, p, k)
}

// plainEnd says whether the number that ends at i stands alone.
func (s *scanner) plainEnd(i int) bool {
	u, _ := s.unitAfter(i)
	return u == uNone || u == uDot && !digitAt(s.text, i+1)
}

// restDays stand behind a date that names no weekday.
var restDays = anyOf("（祝）|(祝)|（祝日）|(祝日)|（休）|(休)|（振休）|(振休)")

// bracketedPart reads a part that stands in brackets opened just before i.
func (s *scanner) bracketedPart(m, p *moment, i int) status {
	if s.partAt(m, p, i) != found {
		return nothing
	}
	var q moment
	if s.partAt(p, &q, blanks(s.text, p.end)) == found { // (23:59 JST)
		p.add(&q)
	}
	close := blanks(s.text, p.end)
	if c, size := narrow(s.text, close); c == ')' || c == ']' {
		p.end = close + size
		return found
	}
	if p.has&fClock != 0 { // （23:59まで）
		return found
	}
	return nothing
}

// partAt reads into p a part at i that m can take.
func (s *scanner) partAt(m, p *moment, i int) status {
	if m.has&(fClock|fDate) != 0 && m.has&fZone == 0 {
		if s.zoneAfter(p, i) == found && (m.has&fClock != 0 || s.text[i]|0x20 >= 'a' && len(s.text) > i+2) {
			return found
		}
	}
	st := s.part(p, i)
	if st == found && !m.accepts(p) {
		return nothing
	}
	return st
}

var glues = anyOf("の|、|, |,|，|@ ")

// hourAlone says whether the first line of t can hold an hour and nothing else.
func hourAlone(t string) bool {
	const longest = 24 // bytes: 23時59分59秒まで
	line, _, _ := strings.Cut(t[:min(len(t), longest+1)], "\n")
	return len(line) > 3 && len(line) <= longest && !strings.ContainsAny(line, "〜～~-の") &&
		(digit(line[len(line)-1]) || strings.Contains("時分半秒で", line[len(line)-3:]))
}

// glue skips one word that joins the parts of a date: 明後日の正午, 11月25日、23:59,
// "Nov 25 at noon".
func (s *scanner) glue(i int) int {
	t := s.text
	if l := glues.at(t, i); l > 0 {
		k := blanks(t, i+l)
		if has(t, k, "お昼") {
			return k + len("お")
		}
		if w, end := lowerWord(t, k); w == "at" || w == "on" {
			return blanks(t, end)
		}
		return k
	}
	if has(t, i, "\n") && hourAlone(t[i+1:]) {
		return i + 1
	}
	if c, _ := narrow(t, i); letter(c) {
		if w, end := lowerWord(t, i); w == "at" || w == "on" || w == "of" {
			k := blanks(t, end)
			if w, end := lowerWord(t, k); w == "the" {
				k = blanks(t, end)
			}
			return k
		}
	}
	return i
}
