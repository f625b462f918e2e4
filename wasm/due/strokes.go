package due

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

func (s *scanner) weekdayAt(i int) bool {
	_, _, ok := parenWeekday(s.text, blanks(s.text, i))
	return ok
}
