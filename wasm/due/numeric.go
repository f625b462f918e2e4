package due

// status is what a look at one place came to.
type status uint8

const (
	nothing status = iota
	found
	// dead: it is written like a date or time and is none (2月30日, 3日前). What
	// it is made of must not be read again as something smaller.
	dead
)

// reader of one text.
type scanner struct {
	text string
	// wide is true where two-digit years may be of a Japanese era.
	eras []era
	// year is the one the text is read in.
	year int
}

// fromNumber reads the part that begins with the number at i.
func (s *scanner) fromNumber(m *moment, i int) status {
	n, ok := readNumber(s.text, i)
	if !ok {
		return nothing
	}
	*m = moment{start: i, end: n.end}
	if n.digits > 4 { // an order, a telephone
		return nothing
	}
	u, end := s.unitAfter(n.end)
	if n.digits == 0 && u < uYear { // kanji go with kanji
		return nothing
	}
	switch u {
	case uYear:
		return s.yearDate(m, n, end)
	case uMonth:
		return s.monthDate(m, n, end)
	case uDay:
		return s.dayOrDays(m, n, end)
	case uHour:
		return s.kanjiClock(m, n, end)
	case uColon:
		return s.colonClock(m, n, end)
	case uSlash:
		return s.slashDate(m, n, end)
	case uHyphen:
		return s.hyphenDate(m, n, end)
	case uDot:
		return s.dotDate(m, n, end)
	case uTilde:
		return s.spanRange(m, n, end)
	case uWord:
		return s.numberThenWord(m, n, end)
	case uMinute, uMinutes, uHours, uDays, uBusiness, uWeeks, uMonths, uYears:
		return s.spanFrom(m, n, u, end)
	}
	return nothing
}

// sign is what stands after a number.
type mark uint8

const (
	uNone mark = iota
	uColon
	uSlash
	uHyphen
	uDot
	uTilde
	uWord
	uYear // from here on Japanese
	uMonth
	uDay
	uHour
	uMinute
	uMinutes
	uHours
	uDays
	uBusiness
	uWeeks
	uMonths
	uYears
)

// unitAfter reads what stands after a number that ends at i.
func (s *scanner) unitAfter(i int) (mark, int) {
	t := s.text
	c, size := narrow(t, i)
	switch c {
	case ':':
		return uColon, i + size
	case '/':
		return uSlash, i + size
	case '-':
		return uHyphen, i + size
	case '.':
		return uDot, i + size
	case '~':
		return uTilde, i + size
	case ',':
		if size == 1 {
			return uNone, i
		}
	}
	j := blanks(t, i)
	if j >= len(t) {
		return uNone, i
	}
	if t[j] < 0x80 {
		switch {
		case letter(t[j]):
			return uWord, j
		case t[j] == '/' || t[j] == '~' || t[j] == '-' || t[j] == ',':
			return s.spaced(t[j]), j + 1
		}
		return uNone, i
	}
	if c, size := narrow(t, j); c != 0 {
		if letter(c) {
			return uWord, j
		}
		return s.spaced(c), j + size
	}
	return kanjiUnit(t, j)
}

// spaced gives the stroke that may stand apart from its numbers: 2026 / 11 / 25, 2 ~ 3日.
func (s *scanner) spaced(c byte) mark {
	switch c {
	case '/':
		return uSlash
	case '~':
		return uTilde
	}
	return uNone
}

// kanjiUnit reads 年, 時間, 営業日 and the like at i.
func kanjiUnit(t string, i int) (mark, int) {
	c := head(t, i)
	for n := range kanjiUnits {
		u := &kanjiUnits[n]
		if u.text[2] != c || !has(t, i, u.text) {
			continue
		}
		end := i + len(u.text)
		if u.span != uNone && has(t, end, "間") && !has(t, end, "間近") {
			return u.span, end + len("間")
		}
		return u.mark, end
	}
	if l := monthCounts.at(t, i); l > 0 {
		return uMonths, i + l + hasAny(t, i+l, "間")
	}
	return uNone, i
}

// kanjiUnits are what stands behind a number; span is what it is with 間 behind it.
var kanjiUnits = []struct {
	text       string
	mark, span mark
}{
	{"日", uDay, uDays}, {"⽇", uDay, uDays}, {"月", uMonth, uNone}, {"⽉", uMonth, uNone}, {"年", uYear, uYears}, {"時", uHour, uHours}, {"分", uMinute, uMinutes},
	{"週", uWeeks, uWeeks}, {"営業日", uBusiness, uBusiness}, {"平日", uBusiness, uNone},
	{"、", uTilde, uNone}, {"・", uTilde, uNone}, // 2、3日以内
}

// yearDate reads 2026年11月25日, 8年11月25日, 2026年末, 10年.
func (s *scanner) yearDate(m *moment, n number, i int) status {
	year := n.value
	if n.value < 100 {
		if !s.monthFollows(i) {
			return s.spanFrom(m, n, uYears, i)
		}
		year = s.shortYear(n.value, true)
	}
	return s.inYear(m, year, i)
}

// inYear reads what follows the year that ends at i.
func (s *scanner) inYear(m *moment, year, i int) status {
	m.has, m.year, m.end = fYear, four(year), i
	if year < 1900 || year > 2200 {
		m.end = s.restOfDate(i)
		return dead
	}
	if l := hasAny(s.text, i, "度末"); l > 0 { // the fiscal year ends in March
		m.year, m.month, m.day, m.end = four(year+1), 3, 31, i+l
		m.has |= fMonth | fDay
		return found
	}
	j := blanks(s.text, i)
	if n, ok := readNumber(s.text, j); ok {
		if u, end := s.unitAfter(n.end); u == uMonth {
			return s.monthDate(m, n, end)
		}
	}
	m.whole = true
	m.end += hasAny(s.text, i, "末日", "末", "内")
	return found
}

func (s *scanner) monthFollows(i int) bool {
	n, ok := readNumber(s.text, blanks(s.text, i))
	if !ok {
		return false
	}
	u, _ := s.unitAfter(n.end)
	return u == uMonth
}

// restOfDate gives where a date that went wrong ends, so that no piece of it is read.
func (s *scanner) restOfDate(i int) int {
	for {
		n, ok := readNumber(s.text, blanks(s.text, i))
		if !ok {
			return i
		}
		u, end := s.unitAfter(n.end)
		if u < uYear || u > uMinute {
			return i
		}
		i = end
	}
}

// monthDate reads 11月25日, 11月末, 11月中旬; i is after 月.
func (s *scanner) monthDate(m *moment, n number, i int) status {
	m.has |= fMonth
	m.month, m.end = two(n.value), i
	if n.value < 1 || n.value > 12 {
		m.end = s.restOfDate(i)
		return dead
	}
	j := blanks(s.text, i)
	if d, ok := readNumber(s.text, j); ok {
		if u, end := s.unitAfter(d.end); u == uDay {
			m.has |= fDay
			m.day, m.end = two(d.value), end
			if m.impossible() || s.counts(end) {
				m.end = s.restOfDate(end)
				return dead
			}
			return found
		}
	}
	switch {
	case has(s.text, i, "上旬"), has(s.text, i, "初旬"):
		m.day, m.about = 10, true
	case has(s.text, i, "中旬"):
		m.day, m.about = 20, true
	case has(s.text, i, "下旬"):
		m.about, m.whole = true, true
	default:
		m.whole = true
		m.end += hasAny(s.text, i, "末日", "末", "内")
		return found
	}
	m.end = i + len("上旬")
	if m.day > 0 {
		m.has |= fDay
	}
	return found
}

// counts says whether 日 that ends at i stands in a word that makes it no date: 25日前, 3日目.
func (s *scanner) counts(i int) bool {
	return hasAny(s.text, i, "前", "目", "ぶり", "連続") > 0 && !has(s.text, i, "前後")
}

// impossible says whether there is no such day: 2月30日. Without a year
// 2月29日 may be one.
func (m *moment) impossible() bool {
	if m.has&fMonth != 0 && (m.month < 1 || m.month > 12) {
		return true
	}
	if m.has&fDay == 0 {
		return false
	}
	if m.day < 1 || m.day > 31 {
		return true
	}
	if m.has&fMonth == 0 {
		return false
	}
	year := int16(2000) // a leap year
	if m.has&fYear != 0 {
		year = m.year
	}
	return int(m.day) > daysIn(int(year), int(m.month))
}

var (
	// daysFollow make 3日 three days.
	daysFollow = anyOf("以内|いない|後|内|経|限定|が経|を経|分以内|程度|ほど|かか|（営業日）|(営業日)|営業日")
	// neitherFollow make it neither a day nor days: 3日目, 四日市.
	neitherFollow = anyOf("前|目|曜|ぶり|連続|分|おき|ごと|毎|あたり|当たり|以上|未満|弱|強|半|坊|市|町|酔|大根|本|も早")
	// countedDays follow the larger of two amounts of days.
	countedDays = anyOf("以内|後|内|ほど|程度")
	monthCounts = anyOf("ヶ月|か月|カ月|ヵ月|ケ月|ゖ月|箇月|個月|ｹ月|ｶ月|ヶ⽉|か⽉")
)

// dayOrDays reads 25日 and 3日以内.
func (s *scanner) dayOrDays(m *moment, n number, i int) status {
	m.end = i
	t := s.text
	switch {
	case daysFollow.at(t, i) > 0,
		n.value > 31:
		return s.spanFrom(m, n, uDays, i)
	case n.value > 1 && has(t, i, "目") && !has(t, i, "目の前"):
		m.has, m.near, m.nth, m.end = fNear, later, true, i+len("目")
		m.span.add(n.value-1, days)
		return found
	case neitherFollow.at(t, i) > 0:
		return dead
	}
	if h, ok := readNumber(t, blanks(t, i+hasAny(t, i, "と"))); ok { // 1日3時間
		if u, _ := s.unitAfter(h.end); u == uHours {
			return s.spanFrom(m, n, uDays, i)
		}
	}
	if end, ok := s.secondAmount(i, uDay); ok { // 3日～5日以内
		return s.spanFrom(m, n, uDays, end)
	}
	if n.value < 1 {
		return dead
	}
	m.has, m.day, m.bare = fDay, two(n.value), true
	return found
}

// secondAmount skips the larger amount of a duration given as two: 〜5日(以内).
func (s *scanner) secondAmount(i int, same mark) (end int, ok bool) {
	c, size := narrow(s.text, blanks(s.text, i))
	if c != '~' && c != '-' && !has(s.text, i, "から") {
		return i, false
	}
	j := blanks(s.text, i) + max(size, 1)
	if c != '~' && c != '-' {
		j = i + len("から")
	}
	n, ok := readNumber(s.text, blanks(s.text, j))
	if !ok || n.value > 366 {
		return i, false
	}
	u, end := s.unitAfter(n.end)
	if u != same && u != same.plural() {
		return i, false
	}
	if u == uDay && countedDays.at(s.text, end) == 0 {
		return i, false
	}
	return end, true
}

func (u mark) plural() mark {
	switch u {
	case uDay:
		return uDays
	case uHour:
		return uHours
	case uMinute:
		return uMinutes
	case uYear:
		return uYears
	}
	return u
}

// spanFrom reads a duration whose first amount is n; i is after its unit.
func (s *scanner) spanFrom(m *moment, n number, u mark, i int) status {
	m.has, m.end = fSpan, i
	if n.value < 1 || n.value > 999 {
		return dead
	}
	m.span.add(n.value, u.unit())
	if has(s.text, i, "後") && !m.span.exact() && !has(s.text, i, "後半") { // 3日後
		m.has, m.near, m.end = fNear, later, i+len("後")
		return found
	}
	if hasAny(s.text, i, "前") > 0 && !has(s.text, i, "前後") {
		m.end += len("前")
		return dead
	}
	if end, ok := s.secondAmount(i, u); ok {
		m.end = end
		return found
	}
	if has(s.text, i, "半") && u == uHours {
		m.span.minutes += 30
		m.end += len("半")
		return found
	}
	if h := hasAny(s.text, i, "（営業日）", "(営業日)", "営業日"); h > 0 && u == uDays {
		m.span = span{business: int16(n.value)}
		m.end += h
		return found
	}
	s.smallerUnits(m, u)
	return found
}

// smallerUnits reads on in 1日と3時間20分.
func (s *scanner) smallerUnits(m *moment, u mark) {
	for {
		j := blanks(s.text, m.end)
		j = blanks(s.text, j+hasAny(s.text, j, "と"))
		n, ok := readNumber(s.text, j)
		if !ok || n.value > 99 {
			return
		}
		next, end := s.unitAfter(n.end)
		switch {
		case next == uHours && (u == uDay || u == uDays),
			(next == uMinute || next == uMinutes) && (u == uHours || u == uDay || u == uDays):
			m.span.add(n.value, next.unit())
			m.end, u = end, next
		case has(s.text, n.end, "秒") && (u == uMinute || u == uMinutes || u == uHours):
			m.end = n.end + len("秒")
			return
		default:
			return
		}
	}
}

func (u mark) unit() unit {
	switch u {
	case uMinute, uMinutes:
		return minutes
	case uHours:
		return hours
	case uDay, uDays:
		return days
	case uBusiness:
		return businessDays
	case uWeeks:
		return weeks
	case uMonths:
		return months
	}
	return years
}

// spanRange reads 1〜2日以内, 48~72時間: the smaller amount counts.
func (s *scanner) spanRange(m *moment, n number, i int) status {
	larger, ok := readNumber(s.text, blanks(s.text, i))
	if !ok || larger.value <= n.value || larger.value > 366 {
		return nothing
	}
	u, end := s.unitAfter(larger.end)
	switch u {
	case uDay:
		if countedDays.at(s.text, end) == 0 {
			return nothing
		}
	case uHours, uDays, uBusiness, uWeeks, uMonths, uYears, uMinutes:
	case uMinute:
	case uWord:
		if a, unitEnd, ok := amountWord(s.text, end); ok {
			m.has, m.end = fSpan, unitEnd
			m.span.add(n.value, a)
			return found
		}
		return nothing
	default:
		return nothing
	}
	return s.spanFrom(m, n, u, end)
}

// kanjiClock reads 23時59分, 9時半; i is after 時.
func (s *scanner) kanjiClock(m *moment, n number, i int) status {
	m.has, m.hour, m.end = fClock, two(n.value), i
	if has(s.text, i, "半") {
		m.min = 30
		m.end += len("半")
	} else if mins, ok := readNumber(s.text, blanks(s.text, i)); ok {
		if u, end := s.unitAfter(mins.end); u == uMinute {
			m.min, m.end = two(mins.value), end
			if secs, ok := readNumber(s.text, end); ok && has(s.text, secs.end, "秒") {
				m.sec, m.end = two(secs.value), secs.end+len("秒")
			}
		}
	}
	return m.checkClock()
}

// checkClock refuses what no clock shows. 25時 is one o'clock of the next day.
func (m *moment) checkClock() status {
	if m.hour > 29 || m.min > 59 || m.sec > 59 {
		return dead
	}
	return found
}

// colonClock reads 23:59, 23:59:59, 11:59 PM; i is after the first colon.
func (s *scanner) colonClock(m *moment, n number, i int) status {
	mins, ok := readNumber(s.text, i)
	if !ok || mins.digits != 2 || n.digits > 2 {
		return nothing
	}
	m.has, m.hour, m.min, m.end = fClock, two(n.value), two(mins.value), mins.end
	if c, size := narrow(s.text, m.end); c == ':' {
		secs, ok := readNumber(s.text, m.end+size)
		if !ok || secs.digits != 2 {
			return nothing
		}
		m.sec, m.end = two(secs.value), secs.end
		if c, size := narrow(s.text, m.end); c == '.' {
			if f, ok := readNumber(s.text, m.end+size); ok {
				m.end = f.end
			}
		}
	}
	if c, size := narrow(s.text, m.end); (c == ':' || c == '-' || c == '/') && digitAt(s.text, m.end+size) {
		if c != '-' {
			return nothing
		}
	}
	s.halfOfDay(m)
	m.timer = m.sec > 0 || m.end-n.end > len(":59:")
	if m.timer && m.hour > 29 { // 47:59:59 is no time of day
		m.has, m.span = fSpan, span{hours: int16(m.hour), minutes: int16(m.min)}
		return found
	}
	return m.checkClock()
}

func digitAt(t string, i int) bool {
	c, _ := narrow(t, i)
	return digit(c)
}

// halfOfDay reads AM or PM after a time.
func (s *scanner) halfOfDay(m *moment) {
	if half, end := amPM(s.text, blanks(s.text, m.end)); half != 0 && m.hour <= 12 {
		m.hour = m.hour%12 + 12*int8(half-1)
		m.end = end
	}
}

// amPM reads "p.m." and the like at i: 1 is before noon, 2 after.
func amPM(t string, i int) (half byte, end int) {
	c, size := narrow(t, i)
	switch c | 0x20 {
	case 'a':
		half = 1
	case 'p':
		half = 2
	default:
		return 0, i
	}
	j := i + size
	dotted := false
	if c, size := narrow(t, j); c == '.' {
		j, dotted = j+size, true
	}
	c, size = narrow(t, j)
	if c|0x20 != 'm' {
		return 0, i
	}
	j += size
	if c, size := narrow(t, j); dotted && c == '.' {
		j += size
	}
	if c, _ := narrow(t, j); letter(c) {
		return 0, i
	}
	return half, j
}

// slashDate reads 2026/11/25, 11/25, 11/25/2026, 2026/11; i is after the first slash.
func (s *scanner) slashDate(m *moment, n number, i int) status {
	second, ok := readNumber(s.text, blanks(s.text, i))
	if !ok || second.digits == 0 || second.digits > 2 && second.digits != 4 || n.digits == 3 || n.digits > 4 {
		return nothing
	}
	m.end = second.end
	j := blanks(s.text, second.end)
	if c, size := narrow(s.text, j); c == '/' {
		if third, ok := readNumber(s.text, blanks(s.text, j+size)); ok {
			m.end = third.end
			return s.threeNumbers(m, n, second, third)
		}
		return nothing
	}
	switch {
	case n.digits == 4 && second.digits <= 2: // 2036/11
		m.has, m.year, m.month, m.whole, m.loose = fYear|fMonth, four(n.value), two(second.value), true, true
	case second.digits == 4: // 11/2036
		m.has, m.year, m.month, m.whole, m.loose = fYear|fMonth, four(second.value), two(n.value), true, true
	default:
		m.has, m.month, m.day, m.loose = fMonth|fDay, two(n.value), two(second.value), true
		if has(s.text, m.end, "日") && !s.counts(m.end+len("日")) && !has(s.text, m.end, "日間") { // 11/25日
			m.end += len("日")
		}
	}
	return s.checkLoose(m)
}

// checkLoose refuses what is a fraction, a size or a code and not a date.
func (s *scanner) checkLoose(m *moment) status {
	if c, _ := narrow(s.text, m.end); letter(c) || digit(c) || c == '%' || c == '/' || c == '-' && digitAt(s.text, m.end+1) && m.has&fDay == 0 {
		return nothing
	}
	if m.impossible() || m.has&fYear != 0 && (m.year < 1900 || m.year > 2200) {
		return dead
	}
	return found
}

// threeNumbers settles which of a/b/c is the year.
func (s *scanner) threeNumbers(m *moment, a, b, c number) status {
	m.has = fDate
	switch {
	case a.digits == 4 && b.digits <= 2 && c.digits <= 2:
		m.setDate(a.value, b.value, c.value)
	case c.digits == 4 && a.value <= 12: // American
		m.setDate(c.value, a.value, b.value)
	case c.digits == 4:
		m.setDate(c.value, b.value, a.value)
	case a.value > 12 && a.digits == 2 && b.digits <= 2 && c.digits <= 2: // 26/11/25
		m.setDate(s.shortYear(a.value, false), b.value, c.value)
	case a.digits <= 2 && b.digits <= 2 && c.digits == 2: // 11/25/26
		m.setDate(s.shortYear(c.value, false), a.value, b.value)
	default:
		return nothing
	}
	if c, _ := narrow(s.text, m.end); letter(c) && c|0x20 != 't' || c == '/' {
		return nothing
	}
	if m.impossible() || m.year < 1900 || m.year > 2200 {
		return dead
	}
	return found
}

// shortYear completes a year of two digits: this century's, or the era's where
// that is nearer. 8年 in 2026 is 令和8年.
func (s *scanner) shortYear(n int, maybeEra bool) int {
	full := 2000 + n
	if maybeEra && len(s.eras) > 0 {
		if inEra := s.eras[0].year(n); abs(inEra-s.year) < abs(full-s.year) {
			return inEra
		}
	}
	return full
}

func abs(n int) int { return max(n, -n) }

// hyphenDate reads 2026-11-25, with its time where it is ISO 8601, and 11-25(水).
func (s *scanner) hyphenDate(m *moment, n number, i int) status {
	second, ok := readNumber(s.text, i)
	if !ok || second.digits == 0 || second.digits > 2 {
		return s.hyphenWord(m, n, i)
	}
	m.end = second.end
	c, size := narrow(s.text, second.end)
	if n.digits == 4 && c == '-' {
		third, ok := readNumber(s.text, second.end+size)
		if !ok || third.digits == 0 || third.digits > 2 {
			return nothing
		}
		m.end = third.end
		if c, size := narrow(s.text, m.end); c == '-' && digitAt(s.text, m.end+size) {
			return nothing // a longer code
		}
		return s.threeNumbers(m, n, second, third)
	}
	if _, end, ok := parenWeekday(s.text, blanks(s.text, m.end)); ok && end > 0 && n.digits <= 2 && n.digits > 0 {
		m.has, m.month, m.day = fMonth|fDay, two(n.value), two(second.value)
		return s.checkLoose(m)
	}
	end := m.end
	if st := s.spanRange(m, n, i); st != nothing { // 1-2 business days
		return st
	}
	return s.risky(m, n, second, end)
}

// risky reads 11-25, 11.25 and 2026-11, which end at end.
func (s *scanner) risky(m *moment, n, second number, end int) status {
	*m = moment{start: m.start, end: end, has: fMonth | fDay, risky: true, loose: true}
	if r, _ := runeAt(s.text, end); second.digits != 2 || wordRune(r) || digitAt(s.text, end+1) {
		return nothing
	}
	switch n.digits {
	case 1, 2:
		m.month, m.day = two(n.value), two(second.value)
	case 4:
		m.has, m.year, m.month, m.whole = fYear|fMonth, four(n.value), two(second.value), true
	default:
		return nothing
	}
	if m.impossible() || m.has&fYear != 0 && (m.year < 1900 || m.year > 2200) {
		return nothing
	}
	return found
}

// dotDate reads 2026.11.25 and, where the weekday proves it, 11.25(水).
func (s *scanner) dotDate(m *moment, n number, i int) status {
	second, ok := readNumber(s.text, blanks(s.text, i))
	if !ok || second.digits == 0 || second.digits > 2 {
		return nothing
	}
	m.end = second.end
	if c, size := narrow(s.text, second.end); c == '.' && digitAt(s.text, blanks(s.text, second.end+size)) {
		third, _ := readNumber(s.text, blanks(s.text, second.end+size))
		m.end = third.end
		if c, size := narrow(s.text, m.end); c == '.' && digitAt(s.text, m.end+size) || n.digits > 4 || n.digits == 3 {
			return nothing // an address of four numbers, a version
		}
		short, _ := back(s.text, m.start)
		if n.digits == 4 || short == '\'' || short == '’' || s.weekdayAt(m.end) {
			return s.threeNumbers(m, n, second, third)
		}
		if third.digits == 4 && n.digits <= 2 { // 30.11.2026
			m.has, m.loose = fDate, true
			m.setDate(third.value, second.value, n.value)
			if second.value > 12 {
				m.setDate(third.value, n.value, second.value)
			}
			return s.checkLoose(m)
		}
		if n.digits != 2 || third.digits != 2 {
			return nothing
		}
		st := s.threeNumbers(m, n, second, third)
		m.risky = true
		return st
	}
	if n.digits <= 2 && s.weekdayAt(m.end) {
		m.has, m.month, m.day = fMonth|fDay, two(n.value), two(second.value)
		return s.checkLoose(m)
	}
	if n.digits > 2 {
		return nothing
	}
	return s.risky(m, n, second, m.end)
}

func (s *scanner) weekdayAt(i int) bool {
	_, _, ok := parenWeekday(s.text, blanks(s.text, i))
	return ok
}
