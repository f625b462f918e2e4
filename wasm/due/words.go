package due

import (
	"strings"
)

// word is a Japanese word that names a day, a week, a month or a year from
// where the sender stands.
type word struct {
	text string
	moment
}

// vocabularyText lists them: a unit, how many of it ahead, and the words; of
// weeks, months and years the last day is meant. A word stands before those
// that begin it. "gone" are words that speak of the past, or of no time at all
// though they begin like one.
const vocabularyText = `
day 3 明々後日 明明後日 しあさって
day 2 明後日 あさって
date 1231 大晦日 大みそか
date 101 元日 元旦
monday 1 週明け 来週明け
gone 0 前日 今日では 一昨日 昨日 昨夜 昨晩 今朝 先週 先月 前月 昨年 去年 前年
business 2 翌々営業日
day 2 翌々日
business 1 翌営業日
gone 0 当日分
day 1 明朝 明日 あした 翌日 翌朝
evening 1 明晩 明夜
day 0 本日 今日 当日 即日 きょう
evening 0 今夜 今晩 今夕
week 2 再来週
week 1 来週末 来週 翌週
week 0 今週末 週末 今週 週内
month 2 再来月末 再来月
month 1 来月末日 翌月末日 来月末 翌月末 来月 翌月
month 0 今月末日 当月末日 今月末 当月末 今月内 今月 当月 本月 月末日 月末 月内 末日
fiscal 0 今年度末 本年度末 年度末
year 2 再来年
year 1 来年末 来年 翌年
year 0 今年末 本年末 年末 年内 今年 本年
clock 12 正午
days 1 一両日
hours 12 半日
days 15 半月
months 6 半年
`

var japanese = byFirst(readVocabulary(vocabularyText))

func readVocabulary(text string) []word {
	var all []word
	for _, line := range strings.Split(text, "\n") {
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		n, _ := readNumber(f[1], 0)
		for _, w := range f[2:] {
			all = append(all, word{w, wordMoment(f[0], n.value)})
		}
	}
	return all
}

// wordMoment is what a line of the vocabulary says.
func wordMoment(unit string, n int) (m moment) {
	m.by = int8(n)
	switch unit {
	case "day":
		m.has, m.near = fNear, days
	case "evening":
		m.has, m.near, m.evening = fNear, days, true
	case "business":
		m.has, m.near = fNear, businessDays
	case "week":
		m.has, m.near, m.whole = fNear, weeks, true
	case "month":
		m.has, m.near, m.whole = fNear, months, true
	case "year":
		m.has, m.near, m.whole = fNear, years, true
	case "fiscal":
		m.has, m.near, m.whole, m.by = fNear, years, true, fiscal
	case "monday":
		m.has, m.near, m.weekday = fNear|fWeekday, weeks, 1
	case "date":
		m.has, m.month, m.day = fMonth|fDay, int8(n/100), int8(n%100)
	case "clock":
		m.has, m.hour = fClock, m.by
	case "days", "hours", "months":
		m.has = fSpan
		m.span.add(n, englishUnits.at(unit))
	}
	return m
}

// fiscal marks the end of the fiscal year, March 31.
const fiscal = -100

// vocabulary finds words by their first character.
type vocabulary struct {
	// index leads to a group, by the last two bytes of the character.
	index  [1 << 12]uint8
	groups [][]word
}

func byFirst(all []word) *vocabulary {
	v := &vocabulary{groups: make([][]word, 1)}
	for _, w := range all {
		at := slot(w.text[:3])
		if v.index[at] == 0 {
			v.index[at] = uint8(len(v.groups))
			v.groups = append(v.groups, nil)
		}
		v.groups[v.index[at]] = append(v.groups[v.index[at]], w)
	}
	return v
}

// at gives the words that may stand at i, where a character of three bytes does.
func (v *vocabulary) at(t string, i int) []word {
	return v.groups[v.index[int(t[i+1]&63)<<6|int(t[i+2]&63)]]
}

// fromKanji reads the part that begins with the character at i.
func (s *scanner) fromKanji(m *moment, i int) status {
	r, size := runeAt(s.text, i)
	if size != 3 {
		return nothing
	}
	switch r {
	case '月', '火', '水', '木', '金', '土', '日', '⽇', '⽉':
		if s.weekdayWord(m, i) == found {
			return found
		}
	case '次', '今': // 次の金曜日, 今度の日曜
		for _, lead := range [...]string{"次の", "次", "今度の"} {
			if has(s.text, i, lead) {
				if s.weekdayWord(m, i+len(lead)) == found {
					m.start, m.next = i, true
					return found
				}
			}
		}
	case '午', '朝', '夜', '夕', '深', '昼', '早':
		return s.partOfDay(m, i)
	case '令', '平', '昭', '㋿', '㍻', '㍼':
		return s.eraDate(m, i)
	}
	group := japanese.at(s.text, i)
	for n := range group {
		w := &group[n]
		if !has(s.text, i, w.text) {
			continue
		}
		*m = w.moment
		m.start, m.end = i, i+len(w.text)
		if m.has == 0 {
			return dead
		}
		return found
	}
	switch r {
	case '日', '協', '世', 'グ', '米', '太', '東':
		return s.zonePrefix(m, i)
	}
	return nothing
}

// weekdays of a week that begins on Sunday, as time.Weekday counts.
const weekdays = "日月火水木金土"

func kanjiWeekday(t string, i int) (int8, bool) {
	if i+3 > len(t) {
		return 0, false
	}
	at := strings.Index(weekdays, t[i:i+3])
	return int8(at / 3), at >= 0 && at%3 == 0
}

// weekdayWord reads 金曜日.
func (s *scanner) weekdayWord(m *moment, i int) status {
	day, ok := kanjiWeekday(s.text, i)
	if !ok || !has(s.text, i+3, "曜") {
		return nothing
	}
	end := i + len("金曜")
	end += hasAny(s.text, end, "日", "⽇")
	*m = moment{start: i, end: end, has: fWeekday, weekday: day}
	return found
}

// What can stand behind a weekday in its brackets: (月・祝).
var (
	weekdayJoins   = anyOf("・|、|／|/|,| |･")
	weekdayRemarks = anyOf("祝日|祝|休日|振替休日|振休|休|国民の休日")
)

// parenWeekday reads (水), （水・祝）, [Wed] at i.
func parenWeekday(t string, i int) (day int8, end int, ok bool) {
	c, size := narrow(t, i)
	if c != '(' && c != '[' && c != '<' {
		return 0, i, false
	}
	j := blanks(t, i+size)
	if day, ok = kanjiWeekday(t, j); ok {
		j += 3
		j += hasAny(t, j, "曜日", "曜")
		j += weekdayJoins.at(t, j)
		j += weekdayRemarks.at(t, j)
	} else if j, day, ok = englishWeekday(t, j); !ok {
		return 0, i, false
	} else if c, size := narrow(t, j); c == '.' {
		j += size
	}
	j = blanks(t, j)
	c, size = narrow(t, j)
	if c != ')' && c != ']' && c != '>' {
		return 0, i, false
	}
	return day, j + size, true
}

// parts of the day that stand before an hour, and the hours they add.
var partsOfDay = []struct {
	text string
	// add is put on hours up to below.
	add, below int8
}{
	{"午前", 0, 0}, {"早朝", 0, 0}, {"朝", 0, 0}, {"午後", 12, 12}, {"夕方", 12, 12}, {"昼", 12, 6}, {"深夜", 0, 0}, {"夜中", 0, 0}, {"夜", 12, 13},
}

// partOfDay reads 午後11時59分, 夜8時, 午前中.
func (s *scanner) partOfDay(m *moment, i int) status {
	for _, part := range partsOfDay {
		if !has(s.text, i, part.text) {
			continue
		}
		j := blanks(s.text, i+len(part.text))
		j = blanks(s.text, j+hasAny(s.text, j, "の"))
		if l := len("中"); part.text == "午前" && has(s.text, j, "中") || part.text == "昼" && has(s.text, j, "まで") {
			if part.text == "昼" {
				l = 0
			}
			*m = moment{start: i, end: j + l, has: fClock, hour: 12}
			return found
		}
		n, ok := readNumber(s.text, j)
		if !ok {
			return nothing
		}
		if s.fromNumber(m, j) != found || m.has != fClock {
			return nothing
		}
		if m.hour < part.below && (part.text != "夜" || n.value >= 5) {
			m.hour += part.add
		}
		m.start = i
		return found
	}
	return nothing
}

// era is one of Japan's eras, ready for use.
type era struct {
	name, square string
	letter       byte
	from         day
}

// eraDate reads 令和8年11月25日, ㋿元年.
func (s *scanner) eraDate(m *moment, i int) status {
	for _, e := range s.eras {
		l := hasAny(s.text, i, e.name, e.square)
		if l == 0 {
			continue
		}
		j := blanks(s.text, i+l)
		n, ok := readNumber(s.text, j)
		if has(s.text, j, "元") {
			n, ok = number{value: 1, end: j + len("元")}, true
		}
		if !ok {
			return nothing
		}
		u, end := s.unitAfter(n.end)
		if u != uYear {
			return s.eraNumbers(m, e, i, n)
		}
		*m = moment{start: i}
		return s.withinEra(m, e, s.inYear(m, e.year(n.value), end))
	}
	return nothing
}

func (e era) year(n int) int {
	if n < 1 || n > 99 {
		return 0
	}
	first, _, _ := e.from.date()
	return first + n - 1
}

// withinEra refuses days before the era began: 令和元年4月30日.
func (s *scanner) withinEra(m *moment, e era, st status) status {
	if st == found && m.has&fDate == fDate && civil(int(m.year), int(m.month), int(m.day)) < e.from {
		return dead
	}
	return st
}

// eraNumbers reads what follows R in R8.11.25, R8/11/25, R8-11-25, R8年11月25日.
func (s *scanner) eraNumbers(m *moment, e era, i int, n number) status {
	*m = moment{start: i, has: fDate, year: four(e.year(n.value))}
	c, size := narrow(s.text, n.end)
	if c != '.' && c != '/' && c != '-' {
		return nothing
	}
	month, ok := readNumber(s.text, n.end+size)
	if !ok {
		return nothing
	}
	if again, size := narrow(s.text, month.end); again != c {
		return nothing
	} else if day, ok := readNumber(s.text, month.end+size); ok {
		m.month, m.day, m.end = two(month.value), two(day.value), day.end
		if next, size := narrow(s.text, m.end); next == c && digitAt(s.text, m.end+size) || m.year == 0 || letter(next) {
			return nothing
		}
		if m.impossible() {
			return dead
		}
		return s.withinEra(m, e, found)
	}
	return nothing
}

// eraLetter reads R8.11.25 and H31年4月; i is at the letter.
func (s *scanner) eraLetter(m *moment, i int) status {
	c, size := narrow(s.text, i)
	for _, e := range s.eras {
		if e.letter != c&^0x20 {
			continue
		}
		j := i + size
		if dot, size := narrow(s.text, j); dot == '.' {
			j += size
		}
		n, ok := readNumber(s.text, j)
		if !ok || n.digits == 0 || n.digits > 2 {
			return nothing
		}
		if u, end := s.unitAfter(n.end); u == uYear && s.monthFollows(end) {
			*m = moment{start: i}
			return s.withinEra(m, e, s.inYear(m, e.year(n.value), end))
		}
		return s.eraNumbers(m, e, i, n)
	}
	return nothing
}
