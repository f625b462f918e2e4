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

// scanner reads the dates of one text.
type scanner struct {
	text string
	// eras complete a year of two digits, the present one first.
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
