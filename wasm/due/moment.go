package due

// field is a part of a date or time that words can give.
type field uint16

const (
	fYear  field = 1 << iota
	fMonth       // also set for a month as a whole
	fDay         // a day of a month
	fWeekday
	fClock
	fZone
	fNear // a day, week, month or year counted from the sending: 明日, 来月
	fSpan // a duration
)

const fDate = fYear | fMonth | fDay

// unit is what is counted.
type unit uint8

const (
	minutes unit = iota + 1
	hours
	days
	businessDays
	weeks
	months
	years
	// later is for 3日後: what span holds.
	later
)

// moment is what the words say, before any calendar is asked.
type moment struct {
	start, end int
	has        field

	year           int16
	month, day     int8
	hour, min, sec int8
	weekday        int8 // as time.Weekday
	zone           zone

	// near and by: 明日 is days, 1; 今週 is weeks, 0.
	near unit
	by   int8
	// whole is true where the last day of the week, month or year is meant.
	whole bool
	// next is true for "next Friday", 次の金曜日: not today.
	next bool

	span span
	// loose is true for 11/25 and the like, which is also how fractions and
	// sizes are written: something must stand by it.
	loose bool
	// risky is true for 20261125, 26.11.30 and 11-25, which are more often
	// something else: only right behind a label are they dates.
	risky bool
	// evening is true for 今夜, which makes twenty o'clock of eight.
	evening bool
	// nth is true for 6日目, which is a day only where it is counted from one.
	nth bool
	// shift is how many days further is meant: 11月30日の前日.
	shift int8
	// bare is true for 25日, which can be a duration too.
	bare bool
	// midnight is true where the words name the end of a day: "midnight".
	midnight bool
	// timer is true for 02:15:30, which can be what is left.
	timer bool
	// about is true for 上旬, 中旬, 下旬.
	about bool
}

// span is a duration. Where the words give two amounts it is the smaller one.
type span struct {
	years, months, days, business, hours, minutes int16
}

func (p *span) add(amount int, u unit) {
	n := int16(amount)
	switch u {
	case minutes:
		p.minutes += n
	case hours:
		p.hours += n
	case days:
		p.days += n
	case businessDays:
		p.business += n
	case weeks:
		p.days += 7 * n
	case months:
		p.months += n
	case years:
		p.years += n
	}
}

// exact says whether the duration is measured by the clock and not by days.
func (p span) exact() bool { return p.hours != 0 || p.minutes != 0 }

// accepts says whether p can be a further part of m: 11月25日, (水), 23:59.
func (m *moment) accepts(p *moment) bool {
	switch {
	case (m.has|p.has)&fSpan != 0:
		return false
	case m.has&p.has&^fWeekday&^fNear != 0:
		return false
	case m.has&fNear != 0 && p.has&fNear != 0:
		return false
	case m.has&fWeekday != 0 && p.has&fWeekday != 0:
		return false
	case p.has == fZone && m.has&(fClock|fDate) == 0:
		return false
	}
	return !p.bare || m.has&fDate == 0 && m.has&fClock == 0
}

// add takes the part p into m. An exact date beside 明日 or 金曜日 is the one
// that counts; the weekday stays, to be checked.
func (m *moment) add(p *moment) {
	if p.has&fDate != 0 {
		m.year, m.month, m.day = p.year|m.year, p.month|m.month, p.day|m.day
		m.loose, m.risky, m.bare, m.about = p.loose, p.risky, p.bare && m.has&fNear == 0, p.about
	}
	if p.has&fNear != 0 {
		m.near, m.by, m.span = p.near, p.by, p.span
	}
	if p.has&fWeekday != 0 {
		m.weekday, m.next = p.weekday, m.next || p.next
	}
	if p.has&fClock != 0 {
		m.hour, m.min, m.sec, m.midnight = p.hour, p.min, p.sec, p.midnight
		m.timer = false
	}
	if p.has&fZone != 0 {
		m.zone = p.zone
	}
	m.has |= p.has
	if m.evening = m.evening || p.evening; m.evening && m.has&fClock != 0 {
		m.byNight()
	}
	m.whole = m.whole && p.has&(fDay|fWeekday) == 0 || p.whole
	m.end = p.end
	if m.has&(fWeekday|fClock) != 0 {
		m.loose, m.risky = false, m.risky && m.has&fWeekday == 0
	}
	if m.has&fMonth != 0 && m.has&fDay != 0 && m.near != years {
		m.has &^= fNear
	}
}

// byNight takes an hour as it is said of an evening: 今夜8時 is at 20, 今夜1時
// after midnight.
func (m *moment) byNight() {
	switch {
	case m.hour >= 5 && m.hour <= 12:
		m.hour += 12
	case m.hour < 5:
		m.hour += 24
	}
	m.evening = false
}

// two and four keep a number to as many digits as its place has; more is made
// one that no calendar or clock shows.
func two(n int) int8 { return int8(min(n, 99)) }

func four(n int) int16 { return int16(min(n, 9999)) }

func (m *moment) setDate(year, month, day int) {
	m.year, m.month, m.day = four(year), two(month), two(day)
}
