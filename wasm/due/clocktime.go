package due

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
	if c, size := narrow(s.text, m.end); (c == ':' || c == '/') && digitAt(s.text, m.end+size) {
		return nothing
	}
	s.halfOfDay(m)
	m.timer = m.sec > 0 || m.end-n.end > len(":59:")
	if m.timer && m.hour > 29 { // 47:59:59 is no time of day
		m.has, m.span = fSpan, span{hours: int16(m.hour), minutes: int16(m.min)}
		return found
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
	case 'n': // 12:00 noon
		if hasFold(t, i, "noon") {
			return 2, i + len("noon")
		}
		return 0, i
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

// halfThenClock reads PM11:59.
func (s *scanner) halfThenClock(m *moment, i int) status {
	half, end := amPMPrefix(s.text, i)
	if half == 0 {
		return nothing
	}
	j := blanks(s.text, end)
	if !digitAt(s.text, j) {
		return nothing
	}
	if st := s.fromNumber(m, j); st != found || m.has != fClock || m.hour > 12 {
		return nothing
	}
	m.hour = m.hour%12 + 12*int8(half-1)
	m.start = i
	return found
}

func amPMPrefix(t string, i int) (byte, int) {
	c, size := narrow(t, i)
	next, nextSize := narrow(t, i+size)
	j := i + size
	if next == '.' {
		j += nextSize
		next, nextSize = narrow(t, j)
	}
	if next|0x20 != 'm' {
		return 0, i
	}
	j += nextSize
	if dot, size := narrow(t, j); dot == '.' {
		j += size
	}
	if c|0x20 == 'a' {
		return 1, j
	}
	return 2, j
}
