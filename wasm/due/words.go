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

func near(text string, u unit, by int8) word {
	return word{text, moment{has: fNear, near: u, by: by}}
}

func whole(text string, u unit, by int8) word {
	return word{text, moment{has: fNear, near: u, by: by, whole: true}}
}

func at(text string, by, hour int8) word {
	return word{text, moment{has: fNear | fClock, near: days, by: by, hour: hour}}
}

func clock(text string, hour int8) word {
	return word{text, moment{has: fClock, hour: hour}}
}

func spanOf(text string, n int, u unit) word {
	w := word{text, moment{has: fSpan}}
	w.span.add(n, u)
	return w
}

// gone stands for words that speak of the past, or of no time at all though
// they begin like one.
func gone(text string) word { return word{text: text} }

// words are tried in order: a word stands after those it begins.
var japanese = byFirst([]word{
	near("明々後日", days, 3), near("明明後日", days, 3), near("明後日", days, 2), near("あさって", days, 2), near("明朝", days, 1), near("明晩", days, 1), near("明夜", days, 1),
	near("明日", days, 1), near("あした", days, 1),
	near("本日", days, 0), near("今日", days, 0), near("今夜", days, 0), near("今晩", days, 0), near("今夕", days, 0), near("当日", days, 0), near("即日", days, 0), near("きょう", days, 0),
	gone("今日では"), gone("一昨日"), gone("昨日"), gone("昨夜"), gone("昨晩"), gone("今朝"), gone("先週"), gone("先月"), gone("前月"), gone("昨年"), gone("去年"), gone("前年"),
	near("翌営業日", businessDays, 1), near("翌々日", days, 2), near("翌日", days, 1), near("翌朝", days, 1),
	whole("今週末", weeks, 0), whole("来週末", weeks, 1), whole("週末", weeks, 0), whole("再来週", weeks, 2), whole("来週", weeks, 1), whole("翌週", weeks, 1), whole("今週", weeks, 0), whole("週内", weeks, 0),
	whole("今月末日", months, 0), whole("来月末日", months, 1), whole("翌月末日", months, 1), whole("当月末日", months, 0), whole("再来月末", months, 2), whole("来月末", months, 1), whole("翌月末", months, 1), whole("今月末", months, 0), whole("当月末", months, 0),
	whole("再来月", months, 2), whole("来月", months, 1), whole("翌月", months, 1), whole("今月内", months, 0), whole("今月", months, 0), whole("当月", months, 0), whole("本月", months, 0),
	whole("月末日", months, 0), whole("月末", months, 0), whole("月内", months, 0), whole("末日", months, 0),
	{"今年度末", moment{has: fNear, near: years, by: fiscal, whole: true}}, {"本年度末", moment{has: fNear, near: years, by: fiscal, whole: true}}, {"年度末", moment{has: fNear, near: years, by: fiscal, whole: true}},
	whole("今年末", years, 0), whole("本年末", years, 0), whole("来年末", years, 1), whole("年末", years, 0), whole("年内", years, 0),
	whole("再来年", years, 2), whole("来年", years, 1), whole("翌年", years, 1), whole("今年", years, 0), whole("本年", years, 0),
	clock("正午", 12),
	spanOf("一両日", 1, days), spanOf("半日", 12, hours), spanOf("半月", 15, days), spanOf("半年", 6, months),
})

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
func (s *scanner) fromKanji(i int) (moment, status) {
	r, size := runeAt(s.text, i)
	if size != 3 {
		return moment{}, nothing
	}
	switch r {
	case '月', '火', '水', '木', '金', '土', '日', '⽇', '⽉':
		if m, st := s.weekdayWord(i); st != nothing {
			return m, st
		}
	case '次', '今': // 次の金曜日, 今度の日曜
		for _, lead := range [...]string{"次の", "次", "今度の"} {
			if has(s.text, i, lead) {
				if m, st := s.weekdayWord(i + len(lead)); st == found {
					m.start, m.next = i, true
					return m, st
				}
			}
		}
	case '午', '朝', '夜', '夕', '深', '昼', '早':
		return s.partOfDay(i)
	case '令', '平', '昭', '㋿', '㍻', '㍼':
		return s.eraDate(i)
	}
	group := japanese.at(s.text, i)
	for n := range group {
		w := &group[n]
		if !has(s.text, i, w.text) {
			continue
		}
		m := w.moment
		m.start, m.end = i, i+len(w.text)
		if m.has == 0 {
			return m, dead
		}
		if m.near == weeks || m.near == months || m.near == years {
			m.end += hasAny(s.text, m.end, "度末")
		}
		return m, found
	}
	switch r {
	case '日', '協', '世', 'グ', '米', '太', '東':
		return s.zonePrefix(i)
	}
	return moment{}, nothing
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
func (s *scanner) weekdayWord(i int) (moment, status) {
	day, ok := kanjiWeekday(s.text, i)
	if !ok || !has(s.text, i+3, "曜") {
		return moment{}, nothing
	}
	end := i + len("金曜")
	end += hasAny(s.text, end, "日", "⽇")
	return moment{start: i, end: end, has: fWeekday, weekday: day}, found
}

// What can stand behind a weekday in its brackets: (月・祝).
var (
	weekdayJoins   = anyOf("・", "、", "／", "/", ",", " ", "･")
	weekdayRemarks = anyOf("祝日", "祝", "休日", "振替休日", "振休", "休", "国民の休日")
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
func (s *scanner) partOfDay(i int) (moment, status) {
	for _, part := range partsOfDay {
		if !has(s.text, i, part.text) {
			continue
		}
		j := blanks(s.text, i+len(part.text))
		j = blanks(s.text, j+hasAny(s.text, j, "の"))
		if part.text == "午前" && has(s.text, j, "中") {
			return moment{start: i, end: j + len("中"), has: fClock, hour: 12}, found
		}
		n, ok := readNumber(s.text, j)
		if !ok {
			return moment{}, nothing
		}
		m, st := s.fromNumber(j)
		if st != found || m.has != fClock {
			return m, nothing
		}
		if m.hour < part.below && (part.text != "夜" || n.value >= 5) {
			m.hour += part.add
		}
		m.start = i
		return m, found
	}
	return moment{}, nothing
}

// era is one of Japan's eras, ready for use.
type era struct {
	name, square string
	letter       byte
	from         day
}

// eraDate reads 令和8年11月25日, ㋿元年.
func (s *scanner) eraDate(i int) (moment, status) {
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
			return moment{}, nothing
		}
		u, end := s.unitAfter(n.end)
		if u != uYear {
			return s.eraNumbers(e, i, n)
		}
		m, st := s.inYear(moment{start: i}, e.year(n.value), end)
		return m, s.withinEra(&m, e, st)
	}
	return moment{}, nothing
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
func (s *scanner) eraNumbers(e era, i int, n number) (moment, status) {
	m := moment{start: i, has: fDate, year: four(e.year(n.value))}
	c, size := narrow(s.text, n.end)
	if c != '.' && c != '/' && c != '-' {
		return m, nothing
	}
	month, ok := readNumber(s.text, n.end+size)
	if !ok {
		return m, nothing
	}
	if again, size := narrow(s.text, month.end); again != c {
		return m, nothing
	} else if day, ok := readNumber(s.text, month.end+size); ok {
		m.month, m.day, m.end = two(month.value), two(day.value), day.end
		if next, size := narrow(s.text, m.end); next == c && digitAt(s.text, m.end+size) || m.year == 0 || letter(next) {
			return m, nothing
		}
		if m.impossible() {
			return m, dead
		}
		return m, s.withinEra(&m, e, found)
	}
	return m, nothing
}

// eraLetter reads R8.11.25 and H31年4月; i is at the letter.
func (s *scanner) eraLetter(i int) (moment, status) {
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
			return moment{}, nothing
		}
		if u, end := s.unitAfter(n.end); u == uYear && s.monthFollows(end) {
			m, st := s.inYear(moment{start: i}, e.year(n.value), end)
			return m, s.withinEra(&m, e, st)
		}
		return s.eraNumbers(e, i, n)
	}
	return moment{}, nothing
}
