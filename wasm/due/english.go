package due

import "strings"

// longestWord is the longest English word that is looked up.
const longestWord = 12

// lowerWord gives the word of ASCII letters at i in lower case; "" when there
// is none or it is longer than any we know.
func lowerWord(t string, i int) (string, int) {
	var low [longestWord]byte
	n := 0
	for j := i; ; {
		c, size := narrow(t, j)
		if !letter(c) {
			return string(low[:n]), j
		}
		if n == len(low) {
			for letter(c) {
				j += size
				c, size = narrow(t, j)
			}
			return "", j
		}
		low[n] = c | 0x20
		n, j = n+1, j+size
	}
}

// dictionary gives numbers for words. It is read from text, which weighs less
// in the core than a map written out.
type dictionary map[string]int8

func dictionaryOf(text string) dictionary {
	d := dictionary{}
	for _, entry := range strings.Fields(text) {
		words, value, _ := strings.Cut(entry, "=")
		n, _ := readNumber(value, 0)
		for _, word := range strings.Split(words, "|") {
			d[word] = int8(n.value)
		}
	}
	return d
}

func (d dictionary) at(word string) unit { return unit(d[word]) }

var (
	englishMonths = dictionaryOf("january|jan=1 february|feb=2 march|mar=3 april|apr=4 may=5 june|jun=6 july|jul=7 august|aug=8 september|sept|sep=9 october|oct=10 november|nov=11 december|dec=12")
	// Sunday is 0, as time.Weekday counts.
	englishWeekdays = dictionaryOf("sunday|sun=0 monday|mon=1 tuesday|tues|tue=2 wednesday|wed=3 thursday|thurs|thur|thu=4 friday|fri=5 saturday|sat=6")
	// The numbers are those of unit.
	englishUnits   = dictionaryOf("minute|minutes|min|mins=1 hour|hours|hr|hrs|h=2 day|days=3 week|weeks=5 month|months=6 year|years=7")
	englishNumbers = dictionaryOf("a|an|one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 twelve=12 fourteen=14 fifteen=15 twenty=20 thirty=30 forty=40 sixty=60 ninety=90")
)

func englishWeekday(t string, i int) (end int, day int8, ok bool) {
	w, end := lowerWord(t, i)
	day, ok = englishWeekdays[w]
	return end, day, ok
}

// fromWord reads the part that begins with the word of letters at i.
func (s *scanner) fromWord(m *moment, i int) status {
	w, end := lowerWord(s.text, i)
	*m = moment{start: i, end: end}
	switch w {
	case "":
		return nothing
	case "today":
		m.has, m.near = fNear, days
		return found
	case "tonight":
		m.has, m.near, m.evening = fNear, days, true
		return found
	case "tomorrow":
		m.has, m.near, m.by = fNear, days, 1
		return found
	case "yesterday":
		return dead
	case "noon", "midday":
		m.has, m.hour = fClock, 12
		return found
	case "midnight":
		m.has, m.hour, m.midnight = fClock, 24, true
		return found
	case "eod", "cob", "eob":
		return s.endOfDay(m)
	case "eom":
		m.has, m.near, m.whole = fNear, months, true
		return found
	case "end":
		return s.endOf(m)
	case "next", "this", "coming", "following":
		return s.thisOrNext(m, w)
	case "am", "pm", "a", "p":
		if st := s.halfThenClock(m, i); st == found {
			return st
		}
		*m = moment{start: i, end: end}
	case "r", "h", "s":
		return s.eraLetter(m, i)
	case "the":
		return nothing
	}
	if month, ok := englishMonths[w]; ok {
		return s.monthThenDay(m, month)
	}
	if day, ok := englishWeekdays[w]; ok {
		if c, size := narrow(s.text, end); c == '.' {
			m.end += size
		}
		m.has, m.weekday = fWeekday, day
		return found
	}
	if n, ok := englishNumbers[w]; ok {
		return s.wordSpan(m, int(n))
	}
	return nothing
}

// endOf reads "end of the month", "end of day tomorrow", "end of November".
func (s *scanner) endOf(m *moment) status {
	next := func() (string, int) { return lowerWord(s.text, blanks(s.text, m.end)) }
	w, end := next()
	if w != "of" {
		return nothing
	}
	m.end = end
	by := int8(0)
	for w, end = next(); w == "the" || w == "this" || w == "business" || w == "next"; w, end = next() {
		if w == "next" {
			by = 1
		}
		m.end = end
	}
	m.end = end
	switch w {
	case "day", "today":
		return s.endOfDay(m)
	case "tomorrow":
		m.has, m.near, m.by = fNear, days, 1
	case "week":
		m.has, m.near, m.by, m.whole = fNear, weeks, by, true
	case "month":
		m.has, m.near, m.by, m.whole = fNear, months, by, true
	case "year":
		m.has, m.near, m.by, m.whole = fNear, years, by, true
	default:
		month, ok := englishMonths[w]
		if !ok {
			return nothing
		}
		if s.monthThenDay(m, month) == found { // the end of November 25
			return found
		}
		m.has, m.month, m.day, m.whole, m.end = fMonth, month, 0, true, end
		s.yearAfter(m)
	}
	return found
}

// endOfDay reads the day that "end of day" is said of: "EOD Friday"; alone it
// is today.
func (s *scanner) endOfDay(m *moment) status {
	j := blanks(s.text, m.end)
	if c, size := narrow(s.text, j); c == ',' {
		j = blanks(s.text, j+size)
	}
	if w, end := lowerWord(s.text, j); w == "on" {
		j = blanks(s.text, end)
	}
	var p moment
	if st := s.part(&p, j); st == found && p.has&(fDate|fWeekday|fNear) != 0 && p.has&fSpan == 0 {
		p.start = m.start
		*m = p
		return found
	}
	m.has, m.near = fNear, days
	return found
}

// thisOrNext reads "next Friday", "this week", "next 48 hours".
func (s *scanner) thisOrNext(m *moment, lead string) status {
	j := blanks(s.text, m.end)
	if n, ok := readNumber(s.text, j); ok && n.digits > 0 && n.digits <= 3 {
		start := m.start
		if st := s.fromNumber(m, j); st == found && m.has == fSpan && lead != "this" {
			m.start = start
			return found
		}
		return nothing
	}
	w, end := lowerWord(s.text, j)
	if day, ok := englishWeekdays[w]; ok {
		m.has, m.weekday, m.end = fWeekday, day, end
		if lead == "next" { // Friday of next week, whatever today is
			m.has |= fNear
			m.near, m.by, m.whole = weeks, 1, true
		}
		return found
	}
	by := int8(0)
	if lead != "this" {
		by = 1
	}
	switch w {
	case "week", "weekend":
		m.near = weeks
	case "month":
		m.near = months
	case "year":
		m.near = years
	default:
		if n, ok := englishNumbers[w]; ok {
			m.end = end
			return s.wordSpan(m, int(n))
		}
		return nothing
	}
	m.has, m.by, m.whole, m.end = fNear, by, true, end
	return found
}

// monthThenDay reads "Nov 25, 2026", "November 25th", "Nov. 2026"; m ends after the month.
func (s *scanner) monthThenDay(m *moment, month int8) status {
	j := m.end
	if c, size := narrow(s.text, j); c == '.' || c == '-' {
		j += size
	}
	n, ok := readNumber(s.text, blanks(s.text, j))
	if !ok || n.digits == 0 {
		return nothing
	}
	m.month = month
	if n.digits == 4 && n.value >= 1900 && n.value <= 2200 {
		m.has, m.year, m.whole, m.end = fYear|fMonth, four(n.value), true, n.end
		return found
	}
	if c, size := narrow(s.text, n.end); n.digits > 2 || c == ':' && digitAt(s.text, n.end+size) {
		return nothing
	}
	m.has, m.day, m.end = fMonth|fDay, two(n.value), ordinal(s.text, n.end)
	if c, _ := narrow(s.text, m.end); letter(c) {
		return nothing
	}
	s.yearAfter(m)
	if m.impossible() {
		return dead
	}
	return found
}

// ordinal skips st, nd, rd, th.
func ordinal(t string, i int) int {
	w, end := lowerWord(t, i)
	switch w {
	case "st", "nd", "rd", "th":
		return end
	}
	return i
}

// yearAfter reads the year of "Nov 25, 2026".
func (s *scanner) yearAfter(m *moment) {
	j := blanks(s.text, m.end)
	if c, size := narrow(s.text, j); c == ',' || c == '.' || c == '-' {
		j = blanks(s.text, j+size)
	}
	n, ok := readNumber(s.text, j)
	if !ok || n.digits != 4 || n.value < 1900 || n.value > 2200 {
		return
	}
	if c, size := narrow(s.text, n.end); c == '-' && digitAt(s.text, n.end+size) {
		return
	}
	m.has |= fYear
	m.year, m.end = four(n.value), n.end
}

// numberThenWord reads "25 November 2026", "25th", "48 hours", "5pm"; i is at the word.
func (s *scanner) numberThenWord(m *moment, n number, i int) status {
	if half, end := amPM(s.text, i); half != 0 && n.value >= 1 && n.value <= 12 {
		m.has, m.hour, m.end = fClock, two(n.value%12+12*int(half-1)), end
		return found
	}
	if u, end, ok := amountWord(s.text, i); ok {
		if n.value < 1 || n.value > 999 {
			return dead
		}
		m.has, m.end = fSpan, end
		m.span.add(n.value, u)
		s.moreAmounts(m)
		return found
	}
	w, end := lowerWord(s.text, i)
	th := i == n.end && ordinal(s.text, i) > i
	if th {
		j := blanks(s.text, end)
		w, end = lowerWord(s.text, j)
		if w == "of" {
			w, end = lowerWord(s.text, blanks(s.text, end))
		}
	}
	if month, ok := englishMonths[w]; ok && n.digits <= 2 {
		m.has, m.month, m.day, m.end = fMonth|fDay, month, two(n.value), end
		if c, size := narrow(s.text, end); c == '.' && digitAt(s.text, blanks(s.text, end+size)) {
			m.end += size
		}
		s.yearAfter(m)
		if year, ok := readNumber(s.text, min(end+1, len(s.text))); ok && m.has&fYear == 0 && year.digits == 2 && has(s.text, end, "-") && s.text[i-1] == '-' { // 30-Nov-26
			m.has, m.year, m.end = fDate, four(s.shortYear(year.value, false)), year.end
		}
		if m.impossible() {
			return dead
		}
		return found
	}
	if th && n.value >= 1 && n.value <= 31 {
		m.has, m.day, m.end = fDay, two(n.value), ordinal(s.text, i)
		return found
	}
	return nothing
}

// hyphenWord reads 48-hour, 3-day, 25-Nov-2026; i is after the hyphen.
func (s *scanner) hyphenWord(m *moment, n number, i int) status {
	if c, _ := narrow(s.text, i); !letter(c) {
		return nothing
	}
	return s.numberThenWord(m, n, i)
}
