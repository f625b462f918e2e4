package due

// mark is what stands after a number.
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
