package due

import "time"

// day is a calendar day, counted from 1970-01-01. Reading a mail asks the
// calendar often enough for whole numbers to be worth it.
type day int

const secondsADay = 24 * 60 * 60

// civil gives the day of a date (days_from_civil in Howard Hinnant's
// chrono-compatible date algorithms). Months may run over.
func civil(year, month, dayOfMonth int) day {
	year += (month - 1) / 12
	if month = (month-1)%12 + 1; month < 1 {
		month, year = month+12, year-1
	}
	if month <= 2 {
		year, month = year-1, month+12
	}
	era := year / 400
	yearOfEra := year - era*400
	dayOfYear := (153*(month-3)+2)/5 + dayOfMonth - 1
	return day(era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468)
}

// date is civil backwards.
func (d day) date() (year, month, dayOfMonth int) {
	n := int(d) + 719468
	era := n / 146097
	ofEra := n - era*146097
	yearOfEra := (ofEra - ofEra/1460 + ofEra/36524 - ofEra/146096) / 365
	ofYear := ofEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*ofYear + 2) / 153
	year, month, dayOfMonth = yearOfEra+era*400, shifted+3, ofYear-(153*shifted+2)/5+1
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, dayOfMonth
}

// weekday is that of time.Weekday: 0 is Sunday.
func (d day) weekday() int { return (int(d)%7 + 4 + 7) % 7 }

// monday is the first day of the week d is in: a week runs to Sunday.
func (d day) monday() day { return d - day((d.weekday()+6)%7) }

// addMonths goes to the same day of a later month, or to its last: one month
// after January 31 is the end of February.
func (d day) addMonths(n int) day {
	year, month, dayOfMonth := d.date()
	first := civil(year, month+n, 1)
	return first + day(min(dayOfMonth, int(civil(year, month+n+1, 1)-first))-1)
}

var lengths = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func daysIn(year, month int) int {
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 29
	}
	return lengths[month]
}

// dayOf gives the day that it is at t, east of Greenwich by so many seconds.
func dayOf(t time.Time, east int) day {
	seconds := t.Unix() + int64(east)
	d := seconds / secondsADay
	if seconds%secondsADay < 0 {
		d--
	}
	return day(d)
}

// at gives the instant at which the clock shows so many seconds of the day.
func (d day) at(seconds, east int) time.Time {
	return time.Unix(int64(d)*secondsADay+int64(seconds-east), 0).In(JST)
}
