package due

import (
	"slices"
	"time"

	"tashikame/wasm/rules"
)

// calendar turns moments into instants.
type calendar struct {
	recent   int // days a date without a year may lie back
	from, to int // years whose holidays are known
	holidays []int32
}

func newCalendar(d *rules.Due) calendar {
	c := calendar{recent: d.Recent, from: d.Holidays.From, to: d.Holidays.To}
	for i, days := range d.Holidays.Days {
		for ; len(days) >= 4; days = days[4:] {
			n, ok := readNumber(days[:4], 0)
			if ok {
				c.holidays = append(c.holidays, int32((c.from+i)*10000+n.value))
			}
		}
	}
	slices.Sort(c.holidays)
	return c
}

// instant is a moment worked out.
type instant struct {
	at time.Time
	// day is true when only a day was given; at is then its last second.
	day bool
	// contradicts is true when the weekday is not that of the date.
	contradicts bool
	// about is true where the calendar of holidays does not reach so far.
	about bool
}

// point works out a moment that is no duration. Of times relative to the
// sending nothing can be said without it.
func (c *calendar) point(m *moment, sent, now time.Time) (instant, bool) {
	base := sent
	if base.IsZero() {
		if m.has&fMonth == 0 && m.has&fYear == 0 {
			return instant{}, false
		}
		if base = now; base.IsZero() && m.has&fYear == 0 {
			return instant{}, false
		}
	}
	base = base.In(m.zone.in(base))
	day, out, ok := c.day(m, base)
	if !ok {
		return out, false
	}
	if m.has&fWeekday != 0 && m.has&(fDate|fNear) != 0 && !(m.has&fDate == 0 && m.near == weeks) {
		out.contradicts = day.Weekday() != m.weekday
	}
	if m.has&fClock == 0 {
		out.day = true
		out.at = endOfDay(day, m.zone)
		return out, true
	}
	out.at = onClock(day, m)
	if m.has&(fDate|fNear|fWeekday) == 0 && !out.at.After(base) { // a time alone is the next one
		out.at = onClock(day.AddDate(0, 0, 1), m)
	}
	return out, true
}

func endOfDay(day time.Time, z zone) time.Time {
	wall := time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, time.UTC)
	return time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, z.in(wall))
}

func onClock(day time.Time, m *moment) time.Time {
	wall := time.Date(day.Year(), day.Month(), day.Day(), m.hour, m.min, m.sec, 0, time.UTC)
	return time.Date(day.Year(), day.Month(), day.Day(), m.hour, m.min, m.sec, 0, m.zone.in(wall))
}

// day finds the day that is meant.
func (c *calendar) day(m *moment, base time.Time) (time.Time, instant, bool) {
	in := base.Location()
	today := date(base.Year(), int(base.Month()), base.Day(), in)
	switch {
	case m.has&(fMonth|fYear) != 0:
		day, ok := c.monthAndDay(m, today)
		return day, instant{}, ok
	case m.has&fDay != 0:
		day, ok := dayOfMonth(m, today)
		return day, instant{}, ok
	case m.has&fWeekday != 0 && (m.has&fNear == 0 || m.near == weeks):
		return weekdayFrom(m, today), instant{}, true
	case m.has&fNear != 0:
		return c.nearDay(m, today)
	}
	return today, instant{}, m.has&fClock != 0
}

// monthAndDay settles the year of a month and day, and the day of a month.
func (c *calendar) monthAndDay(m *moment, today time.Time) (time.Time, bool) {
	in, year, month := today.Location(), m.year, m.month
	if m.has&fMonth == 0 {
		month = 12
	}
	last := m.has&fDay == 0
	if m.has&fYear != 0 {
		return dayIn(year, month, m.day, last, in)
	}
	if m.has&fNear != 0 && m.near == years {
		return dayIn(today.Year()+m.by, month, m.day, last, in)
	}
	earliest := today.AddDate(0, 0, -c.recent)
	for year = today.Year() - 1; year <= today.Year()+8; year++ { // eight: February 29
		if day, ok := dayIn(year, month, m.day, last, in); ok && !day.Before(earliest) {
			return day, true
		}
	}
	return today, false
}

func dayIn(year, month, day int, last bool, in *time.Location) (time.Time, bool) {
	most := daysIn(year, month)
	if last {
		day = most
	}
	return date(year, month, day, in), day >= 1 && day <= most
}

// dayOfMonth finds the next 25th, or that of a month named: 来月25日.
func dayOfMonth(m *moment, today time.Time) (time.Time, bool) {
	first := today.AddDate(0, 0, 1-today.Day())
	if m.has&fNear != 0 && m.near == months {
		first = first.AddDate(0, m.by, 0)
		return dayIn(first.Year(), int(first.Month()), m.day, false, today.Location())
	}
	for range 3 {
		day, ok := dayIn(first.Year(), int(first.Month()), m.day, false, today.Location())
		if ok && !day.Before(today) {
			return day, true
		}
		first = first.AddDate(0, 1, 0)
	}
	return today, false
}

// weekdayFrom finds a weekday. A week begins on Monday.
func weekdayFrom(m *moment, today time.Time) time.Time {
	if m.has&fNear != 0 {
		return monday(today).AddDate(0, 0, 7*m.by+(int(m.weekday)+6)%7)
	}
	ahead := (int(m.weekday) - int(today.Weekday()) + 7) % 7
	if ahead == 0 && m.next {
		ahead = 7
	}
	return today.AddDate(0, 0, ahead)
}

func monday(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}

// nearDay works out 明日, 今週中, 来月末.
func (c *calendar) nearDay(m *moment, today time.Time) (time.Time, instant, bool) {
	switch m.near {
	case later:
		out, _ := c.span(m.span, counting{from: today})
		return date(out.at.Year(), int(out.at.Month()), out.at.Day(), today.Location()), instant{about: out.about}, true
	case businessDays:
		day, known := c.addBusiness(today, m.by)
		return day, instant{about: !known}, true
	case weeks:
		return monday(today).AddDate(0, 0, 7*m.by+6), instant{}, true
	case months:
		first := today.AddDate(0, 0, 1-today.Day()).AddDate(0, m.by+1, 0)
		return first.AddDate(0, 0, -1), instant{}, true
	case years:
		if m.by == fiscal {
			end := date(today.Year(), 3, 31, today.Location())
			if end.Before(today) {
				end = end.AddDate(1, 0, 0)
			}
			return end, instant{}, true
		}
		return date(today.Year()+m.by, 12, 31, today.Location()), instant{}, true
	}
	return today.AddDate(0, 0, m.by), instant{}, true
}

// counting is how a duration is counted.
type counting struct {
	from time.Time
	// inclusive counts the first day as one: 発行日を含む.
	inclusive bool
	// business leaves out weekends and holidays: 土日祝を除く.
	business bool
}

// span works out where a duration ends that is counted from a known time.
// Hours run by the clock; days end with the day.
func (c *calendar) span(p span, how counting) (instant, bool) {
	if how.from.IsZero() {
		return instant{}, false
	}
	from := how.from.In(JST)
	if p.exact() {
		at := from.AddDate(p.years, p.months, p.days).Add(time.Duration(p.hours)*time.Hour + time.Duration(p.minutes)*time.Minute)
		return instant{at: at}, true
	}
	day := addMonths(date(from.Year(), int(from.Month()), from.Day(), JST), 12*p.years+p.months)
	if how.business {
		p.business, p.days = p.business+p.days, 0
	}
	out := instant{day: true}
	if how.inclusive {
		if p.business > 0 {
			if known, open := c.open(day); open {
				p.business--
				out.about = !known
			}
		} else {
			day = day.AddDate(0, 0, -1)
		}
	}
	day, known := c.addBusiness(day.AddDate(0, 0, p.days), p.business)
	out.about = out.about || p.business > 0 && !known
	out.at = endOfDay(day, zone{})
	return out, true
}

// addMonths goes to the same day of a later month, or to its last: one month
// after January 31 is the end of February.
func addMonths(day time.Time, n int) time.Time {
	first := day.AddDate(0, 0, 1-day.Day()).AddDate(0, n, 0)
	return first.AddDate(0, 0, min(day.Day(), daysIn(first.Year(), int(first.Month())))-1)
}

// addBusiness goes n business days on. known is false where the holidays of a
// year on the way are not.
func (c *calendar) addBusiness(day time.Time, n int) (end time.Time, known bool) {
	known = true
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		k, open := c.open(day)
		known = known && k
		if open {
			n--
		}
	}
	return day, known
}

// open says whether a day is a business day.
func (c *calendar) open(day time.Time) (known, open bool) {
	known = day.Year() >= c.from && day.Year() <= c.to
	if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
		return known, false
	}
	_, holiday := slices.BinarySearch(c.holidays, int32(day.Year()*10000+int(day.Month())*100+day.Day()))
	return known, !holiday
}
