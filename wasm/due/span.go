package due

// dayOrDays reads 25日 and 3日以内.
func (s *scanner) dayOrDays(m *moment, n number, i int) status {
	m.end = i
	t := s.text
	switch {
	case daysFollow.at(t, i) > 0, n.value > 31:
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
	case uMinute, uMinutes, uHours, uDays, uBusiness, uWeeks, uMonths, uYears:
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

// secondAmount skips the larger amount of a duration given as two: 〜5日(以内).
func (s *scanner) secondAmount(i int, same mark) (end int, ok bool) {
	j := blanks(s.text, i)
	switch c, size := narrow(s.text, j); {
	case c == '~' || c == '-':
		j += size
	case has(s.text, i, "から"):
		j = i + len("から")
	default:
		return i, false
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

var (
	// daysFollow make 3日 three days.
	daysFollow = anyOf("たって|たつ|以内|いない|後|内|経|限定|が経|を経|分以内|程度|ほど|かか|（営業日）|(営業日)|営業日")
	// neitherFollow make it neither a day nor days: 3日目, 四日市.
	neitherFollow = anyOf("前|目|曜|ぶり|連続|分|おき|ごと|毎|あたり|当たり|以上|未満|弱|強|半|坊|市|町|酔|大根|本|も早")
	// countedDays follow the larger of two amounts of days.
	countedDays = anyOf("以内|後|内|中に|ほど|程度")
	monthCounts = anyOf("ヶ月|か月|カ月|ヵ月|ケ月|ゖ月|箇月|個月|ｹ月|ｶ月|ヶ⽉|か⽉")
)

// wordSpan reads "two days", "twenty-four hours", "a week"; m ends after the number.
func (s *scanner) wordSpan(m *moment, n int) status {
	j := m.end
	if c, size := narrow(s.text, j); c == '-' || c == ' ' {
		if w, end := lowerWord(s.text, j+size); n >= 20 && englishNumbers[w] > 0 && englishNumbers[w] < 10 && w != "a" && w != "an" {
			n, j = n+int(englishNumbers[w]), end
		}
	}
	if c, size := narrow(s.text, j); c == '-' {
		j += size
	}
	j = blanks(s.text, j)
	if c, size := narrow(s.text, j); c == '(' { // two (2) days
		if digits, ok := readNumber(s.text, j+size); ok && digits.value == n {
			if c, size := narrow(s.text, digits.end); c == ')' {
				j = blanks(s.text, digits.end+size)
			}
		}
	}
	u, end, ok := amountWord(s.text, j)
	if !ok {
		return nothing
	}
	m.has, m.end = fSpan, end
	m.span.add(n, u)
	s.moreAmounts(m)
	return found
}

// moreAmounts reads on in "1 day and 3 hours".
func (s *scanner) moreAmounts(m *moment) {
	for {
		j := blanks(s.text, m.end)
		if c, size := narrow(s.text, j); c == ',' {
			j = blanks(s.text, j+size)
		}
		if w, end := lowerWord(s.text, j); w == "and" {
			j = blanks(s.text, end)
		}
		n, ok := readNumber(s.text, j)
		if !ok || n.digits == 0 || n.digits > 2 {
			return
		}
		u, end, ok := amountWord(s.text, blanks(s.text, n.end))
		if !ok || u != hours && u != minutes || m.span.minutes != 0 {
			return
		}
		m.span.add(n.value, u)
		m.end = end
	}
}

// amountWord reads the unit of an English duration at i.
func amountWord(t string, i int) (unit, int, bool) {
	w, end := lowerWord(t, i)
	if u := englishUnits.at(w); u != 0 {
		return u, end, true
	}
	if w == "business" || w == "working" || w == "calendar" {
		j := blanks(t, end)
		if c, size := narrow(t, j); c == '-' {
			j += size
		}
		u, end := lowerWord(t, j)
		if englishUnits.at(u) == days && w == "calendar" {
			return days, end, true
		}
		return businessDays, end, englishUnits.at(u) == days
	}
	return 0, i, false
}
