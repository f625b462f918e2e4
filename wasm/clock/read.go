package clock

import (
	"strconv"
	"strings"
	"time"
)

// JST is the clock that deadlines in Japan run by.
var JST = time.FixedZone("JST", 9*60*60)

// Parse reads a time as RFC 3339 writes it; zero when it is none.
func Parse(s string) time.Time {
	if len(s) < len("2006-01-02T15:04:05Z") || s[10] != 'T' {
		return time.Time{}
	}
	day, ok := date(s[:10])
	second, fine := timeOfDay(s[11:19])
	rest := s[19:]
	var fraction time.Duration
	if rest[0] == '.' || rest[0] == ',' {
		digits := 1
		for unit := time.Second / 10; digits < len(rest) && isDigit(rest[digits]); digits++ {
			fraction += time.Duration(rest[digits]-'0') * unit
			unit /= 10
		}
		fine = fine && digits > 1
		rest = rest[digits:]
	}
	east, known := offset(rest)
	if !ok || !fine || !known {
		return time.Time{}
	}
	return in(day.Add(time.Duration(second)*time.Second+fraction), east)
}

// ParseDay reads the beginning of a day in UTC, as in 2006-01-02; zero when it is none.
func ParseDay(s string) time.Time {
	day, _ := date(s)
	return day
}

// ParseMonth reads the beginning of a month in UTC, as in 2006-01; zero when it is none.
func ParseMonth(s string) time.Time { return ParseDay(s + "-01") }

// ParseMail reads a time as mails write it (RFC 5322 §3.3, and the zones of
// §4.3); zero when it is none.
func ParseMail(s string) time.Time {
	s, _, _ = strings.Cut(s, "(") // a comment repeats the zone
	if _, rest, named := strings.Cut(s, ","); named {
		s = rest
	}
	parts := strings.Fields(s)
	if len(parts) < 4 || len(parts) > 5 || len(parts[1]) < 3 {
		return time.Time{}
	}
	d, okDay := number(parts[0], 2)
	year, okYear := number(parts[2], 4)
	month := strings.Index(months, strings.ToLower(parts[1][:3]))
	if len(parts[3]) == len("15:04") {
		parts[3] += ":00"
	}
	second, okTime := timeOfDay(parts[3])
	if !okDay || !okYear || len(parts[2]) != 4 || month < 0 || month%3 != 0 || len(parts[1]) != 3 || !okTime {
		return time.Time{}
	}
	east := 0
	if len(parts) == 5 {
		zone := parts[4]
		if len(zone) == len("-0700") && zone[0] != 'Z' {
			zone = zone[:3] + ":" + zone[3:]
		}
		var ok bool
		if east, ok = offset(zone); !ok {
			east = hours(strings.ToUpper(zone)) * 60 * 60
		}
	}
	day := time.Date(year, time.Month(month/3+1), d, 0, 0, 0, 0, time.UTC)
	if day.Day() != d {
		return time.Time{}
	}
	return in(day.Add(time.Duration(second)*time.Second), east)
}

const months = "janfebmaraprmayjunjulaugsepoctnovdec"

// hours is how far east a zone of RFC 5322 §4.3 lies; what is unknown counts as UTC.
func hours(zone string) int {
	switch zone {
	case "EDT":
		return -4
	case "EST", "CDT":
		return -5
	case "CST", "MDT":
		return -6
	case "MST", "PDT":
		return -7
	case "PST":
		return -8
	case "JST":
		return 9
	}
	return 0
}

// in gives a time that was written by a clock east of Greenwich, in seconds.
func in(written time.Time, east int) time.Time {
	if east == 0 {
		return written
	}
	return written.Add(-time.Duration(east) * time.Second).In(time.FixedZone("", east))
}

// date reads 2006-01-02.
func date(s string) (time.Time, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return time.Time{}, false
	}
	year, a := number(s[:4], 4)
	month, b := number(s[5:7], 2)
	d, c := number(s[8:], 2)
	t := time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if !a || !b || !c || t.Day() != d || int(t.Month()) != month {
		return time.Time{}, false
	}
	return t, true
}

// timeOfDay reads 15:04:05 as seconds.
func timeOfDay(s string) (int, bool) {
	if len(s) != 8 || s[2] != ':' || s[5] != ':' {
		return 0, false
	}
	h, a := number(s[:2], 2)
	m, b := number(s[3:5], 2)
	sec, c := number(s[6:], 2)
	return (h*60+m)*60 + sec, a && b && c && h < 24 && m < 60 && sec < 60
}

// offset reads Z or +09:00 as seconds.
func offset(s string) (int, bool) {
	if s == "Z" {
		return 0, true
	}
	if len(s) != 6 || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return 0, false
	}
	h, a := number(s[1:3], 2)
	m, b := number(s[4:], 2)
	east := (h*60 + m) * 60
	if s[0] == '-' {
		east = -east
	}
	return east, a && b && h < 24 && m < 60
}

// number reads up to so many digits and nothing else.
func number(s string, most int) (int, bool) {
	if s == "" || len(s) > most || !isDigit(s[0]) {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
