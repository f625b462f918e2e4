package due

// chain hands on p and, where p begins a range or is what a duration is counted
// from, what follows it.
func (s *scanner) chain(p piece, take func(piece) int) int {
	for {
		j, join := s.join(&p.moment)
		if join == joinNone {
			take(p)
			return p.end
		}
		p.starts = true
		q := piece{after: -1}
		st := s.moment(&q.moment, j)
		if st != found {
			st = s.plainDay(&p.moment, &q.moment, j)
			q.short = true
		}
		if st != found || !joins(&p.moment, &q.moment, join) {
			if join != joinStart {
				p.starts = join != joinDash && join != joinTo
			}
			take(p)
			return p.end
		}
		first, second := p.has&^fZone, q.has&^fZone
		inherit(&p.moment, &q.moment)
		q.hours = p.hours || first == fWeekday && second&(fDate|fNear) == 0 || first == fClock && second == fClock
		p.hours = q.hours
		q.after = take(p)
		p = q
	}
}

// join is what can stand between two moments.
type join uint8

const (
	joinNone  join = iota
	joinWave       // 〜
	joinDash       // -
	joinStart      // から, より
	joinTo         // to, through, →
)

// join reads what joins m to what follows it.
func (s *scanner) join(m *moment) (int, join) {
	t := s.text
	if m.has&fSpan != 0 {
		return 0, joinNone
	}
	j := blanks(t, m.end)
	c, size := narrow(t, j)
	if closed := blanks(t, j+size); c == ')' && hasAny(t, closed, "から", "より", "の翌日から") > 0 { // 注文日（11月20日）から
		j = closed
		c, size = narrow(t, j)
	}
	switch {
	case c == '~':
		return blanks(t, j+size), joinWave
	case c == '-' || has(t, j, "ー"):
		return blanks(t, j+max(size, 1)), joinDash
	case has(t, j, "より前"), has(t, j, "からの"):
		return 0, joinNone
	case has(t, j, "から"), has(t, j, "より"):
		j += len("から")
		for _, filler := range [...]string{"、", "起算して", "起算し", "数えて", "ちょうど", "、"} {
			j += hasAny(t, j, filler)
		}
		return blanks(t, j), joinStart
	case has(t, j, "の翌日から"):
		return blanks(t, j+len("の翌日から")), joinStart
	case has(t, j, "→"):
		return blanks(t, j+len("→")), joinTo
	}
	if w, end := lowerWord(t, j); w == "to" || w == "through" || w == "thru" || w == "until" {
		return blanks(t, end), joinTo
	}
	return 0, joinNone
}

// joins says whether a and b make a range, or b is counted from a.
func joins(a, b *moment, by join) bool {
	if b.has&fSpan != 0 {
		return by == joinStart
	}
	switch {
	case by != joinStart && b.bare && a.has&(fDate|fNear) == fNear: // 当日〜1日 is how long something takes
		return false
	case b.has&(fDate|fWeekday|fNear) != 0:
		return a.has&(fDate|fWeekday|fNear) != 0
	case b.has&fClock != 0:
		return a.has&fClock != 0
	}
	return false
}

// plainDay reads the 27 of 11/24〜27 and Nov 24-27.
func (s *scanner) plainDay(from, m *moment, i int) status {
	n, ok := readNumber(s.text, i)
	if !ok || n.digits == 0 || n.digits > 2 || from.has&(fMonth|fDay) != fMonth|fDay || n.value < 1 || n.value > 31 {
		return nothing
	}
	*m = moment{start: i, end: ordinal(s.text, n.end), has: fDay, day: two(n.value)}
	if c, _ := narrow(s.text, m.end); letter(c) || c == '/' || c == '.' || c == ':' {
		return nothing
	}
	if u, _ := s.unitAfter(m.end); u >= uYear && u != uDay {
		return nothing
	}
	s.yearAfter(m)
	if day, end, ok := parenWeekday(s.text, blanks(s.text, m.end)); ok {
		m.has, m.weekday, m.end = m.has|fWeekday, day, end
	}
	return found
}

// inherit completes the end of a range from its beginning, and the year of the
// beginning from its end.
func inherit(from, to *moment) {
	if to.has&fSpan != 0 {
		return
	}
	if to.has&fYear != 0 && from.has&fMonth != 0 && from.has&fYear == 0 {
		from.has |= fYear
		if from.year = to.year; from.month > to.month && to.has&fMonth != 0 {
			from.year--
		}
	}
	if to.has&(fDate|fWeekday|fNear) == 0 { // a time of the same day
		to.has |= from.has & (fDate | fNear)
		to.year, to.month, to.day, to.near, to.by = from.year, from.month, from.day, from.near, from.by
		to.bare = false
		return
	}
	if to.bare && from.has&(fMonth|fNear) == fNear && from.near == months { // 今月20日から25日
		to.has |= fNear
		to.near, to.by, to.bare = months, from.by, false
	}
	if to.has&fMonth == 0 && to.has&fDay != 0 && to.has&fNear == 0 && from.has&fMonth != 0 {
		to.has |= fMonth
		to.month, to.bare = from.month, false
		if to.day < from.day {
			to.month = from.month%12 + 1
		}
	}
	if to.has&fMonth != 0 && to.has&fYear == 0 && from.has&fYear != 0 {
		to.has |= fYear
		if to.year = from.year; to.month < from.month {
			to.year++
		}
	}
	if to.has&fZone == 0 && from.has&fZone != 0 {
		to.has |= fZone
		to.zone = from.zone
	}
}
