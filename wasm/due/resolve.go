package due

import (
	"sort"
	"time"

	"tashikame/wasm/rules"
)

// calendar turns moments into instants.
type calendar struct {
	recent   day   // how far a date without a year may lie back
	from, to int   // years whose holidays are known
	holidays []day // in order, as the book has them
}

func newCalendar(d *rules.Due) calendar {
	c := calendar{recent: day(d.Recent), from: d.Holidays.From, to: d.Holidays.To}
	for i, days := range d.Holidays.Days {
		for ; len(days) >= 4; days = days[4:] {
			if n, ok := readNumber(days[:4], 0); ok {
				c.holidays = append(c.holidays, civil(c.from+i, n.value/100, n.value%100))
			}
		}
	}
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

// jst is how far east of Greenwich Japan is, in seconds.
const jst = 9 * 60 * 60

// lastSecond of a day.
const lastSecond = secondsADay - 1

// point works out a moment that is no duration. Of times relative to the
// sending nothing can be said without it.
func (c *calendar) point(m *moment, sent, now time.Time) (out instant, ok bool) {
	base := sent
	if base.IsZero() {
		base = now
		if m.has&(fMonth|fYear) == 0 || base.IsZero() && m.has&fYear == 0 {
			return out, false
		}
	}
	today := dayOf(base, m.zone.offset(dayOf(base, 0), 0))
	d, about, ok := c.dayOf(m, today)
	if !ok {
		return out, false
	}
	if m.has&fWeekday != 0 && m.has&(fDate|fNear) != 0 && (m.has&fDate != 0 || m.near != weeks) {
		out.contradicts = d.weekday() != int(m.weekday)
	}
	d += day(m.shift)
	out.about = about
	if m.has&fClock == 0 {
		out.day = true
		out.at = d.at(lastSecond, m.zone.offset(d, lastSecond))
		return out, true
	}
	out.at = onClock(d, m)
	if m.has&(fDate|fNear|fWeekday) == 0 && !out.at.After(base) { // a time alone is the next one
		out.at = onClock(d+1, m)
	}
	if m.has&(fDate|fNear|fWeekday) == fWeekday && !out.at.After(base) { // the hour is past: it is next week's
		out.at = onClock(d+7, m)
	}
	return out, true
}

func onClock(d day, m *moment) time.Time {
	seconds := int(m.hour)*3600 + int(m.min)*60 + int(m.sec)
	return d.at(seconds, m.zone.offset(d, seconds))
}

// dayOf finds the day that is meant.
func (c *calendar) dayOf(m *moment, today day) (d day, about, ok bool) {
	switch {
	case m.has&(fMonth|fYear) != 0:
		d, ok = c.monthAndDay(m, today)
		return d, false, ok
	case m.has&fDay != 0:
		d, ok = dayOfMonth(m, today)
		return d, false, ok
	case m.has&fWeekday != 0 && (m.has&fNear == 0 || m.near == weeks):
		return weekdayFrom(m, today), false, true
	case m.has&fNear != 0:
		d, about = c.nearDay(m, today)
		return d, about, true
	}
	return today, false, m.has&fClock != 0
}

// monthAndDay settles the year of a month and day, and the day of a month.
func (c *calendar) monthAndDay(m *moment, today day) (day, bool) {
	month := int(m.month)
	if m.has&fMonth == 0 {
		month = 12
	}
	if m.has&fYear != 0 {
		return dayIn(int(m.year), month, m)
	}
	year, _, _ := today.date()
	if m.has&fNear != 0 && m.near == years {
		return dayIn(year+int(m.by), month, m)
	}
	const leap = 8 // years may lie between one February 29 and the next
	for y := year - 1; y <= year+leap; y++ {
		if d, ok := dayIn(y, month, m); ok && d >= today-c.recent {
			return d, true
		}
	}
	return today, false
}

// dayIn gives the day of a month that m names, or the last.
func dayIn(year, month int, m *moment) (day, bool) {
	most := daysIn(year, month)
	dayOfMonth := int(m.day)
	if m.has&fDay == 0 {
		dayOfMonth = most
	}
	return civil(year, month, dayOfMonth), dayOfMonth >= 1 && dayOfMonth <= most
}

// dayOfMonth finds the next 25th, or that of a month named: 来月25日.
func dayOfMonth(m *moment, today day) (day, bool) {
	year, month, _ := today.date()
	if m.has&fNear != 0 && m.near == months {
		year, month, _ = civil(year, month+int(m.by), 1).date()
		return dayIn(year, month, m)
	}
	for ahead := range 3 {
		y, mo, _ := civil(year, month+ahead, 1).date()
		if d, ok := dayIn(y, mo, m); ok && d >= today {
			return d, true
		}
	}
	return today, false
}

// weekdayFrom finds a weekday.
func weekdayFrom(m *moment, today day) day {
	if m.has&fNear != 0 {
		return today.monday() + day(7*int(m.by)+(int(m.weekday)+6)%7)
	}
	ahead := (int(m.weekday) - today.weekday() + 7) % 7
	if ahead == 0 && m.next {
		ahead = 7
	}
	return today + day(ahead)
}

// nearDay works out 明日, 今週中, 来月末.
func (c *calendar) nearDay(m *moment, today day) (d day, about bool) {
	year, month, _ := today.date()
	switch m.near {
	case later:
		d, known := c.spanEnd(m.span, today, counting{})
		return d, !known
	case businessDays:
		d, known := c.addBusiness(today, int(m.by))
		return d, !known
	case weeks:
		return today.monday() + day(7*int(m.by)+6), false
	case months:
		return civil(year, month+int(m.by)+1, 1) - 1, false
	case years:
		if m.by == fiscal {
			if d = civil(year, 3, 31); d < today {
				d = civil(year+1, 3, 31)
			}
			return d, false
		}
		return civil(year+int(m.by), 12, 31), false
	}
	return today + day(m.by), false
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
func (c *calendar) span(p span, how counting) (out instant, ok bool) {
	if how.from.IsZero() {
		return out, false
	}
	today := dayOf(how.from, jst)
	if p.exact() {
		d := today.addMonths(12*int(p.years)+int(p.months)) + day(p.days)
		out.at = how.from.In(JST).Add(time.Duration(d-today)*24*time.Hour + time.Duration(p.hours)*time.Hour + time.Duration(p.minutes)*time.Minute)
		return out, true
	}
	d, known := c.spanEnd(p, today, how)
	return instant{at: d.at(lastSecond, jst), day: true, about: !known}, true
}

// spanEnd gives the last day of a duration of days. known is false where the
// holidays of a year on the way are not.
func (c *calendar) spanEnd(p span, from day, how counting) (d day, known bool) {
	d = from.addMonths(12*int(p.years) + int(p.months))
	days, business := int(p.days), int(p.business)
	if how.business {
		days, business = 0, days+business
	}
	if how.inclusive && business == 0 {
		d--
	}
	if _, open := c.open(d); how.inclusive && business > 0 && open {
		business--
	}
	return c.addBusiness(d+day(days), business)
}

// addBusiness goes n business days on.
func (c *calendar) addBusiness(d day, n int) (end day, known bool) {
	known = true
	for n > 0 {
		d++
		k, open := c.open(d)
		known = known && k
		if open {
			n--
		}
	}
	return d, known
}

// open says whether a day is a business day.
func (c *calendar) open(d day) (known, open bool) {
	year, _, _ := d.date()
	known = year >= c.from && year <= c.to
	if w := d.weekday(); w == 0 || w == 6 {
		return known, false
	}
	at := sort.Search(len(c.holidays), func(i int) bool { return c.holidays[i] >= d })
	return known, at == len(c.holidays) || c.holidays[at] != d
}
