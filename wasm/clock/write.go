package clock

import (
	"strconv"
	"time"
)

// RFC3339 writes a time to the second, by its own clock.
func RFC3339(t time.Time) string {
	h, m, s := t.Clock()
	out := Day(t) + "T" + two(h) + ":" + two(m) + ":" + two(s)
	_, east := t.Zone()
	if east == 0 {
		return out + "Z"
	}
	sign := "+"
	if east < 0 {
		sign, east = "-", -east
	}
	return out + sign + two(east/3600) + ":" + two(east/60%60)
}

// Day writes 2006-01-02.
func Day(t time.Time) string {
	_, _, d := t.Date()
	return Month(t) + "-" + two(d)
}

// Month writes 2006-01.
func Month(t time.Time) string {
	year, month, _ := t.Date()
	return two(year/100) + two(year%100) + "-" + two(int(month))
}

// Shown writes a day as people read it, with the minute when asked.
func Shown(t time.Time, lang string, minute bool) string {
	year, month, d := t.Date()
	text := Day(t)
	if lang != "en" {
		text = strconv.Itoa(year) + "年" + strconv.Itoa(int(month)) + "月" + strconv.Itoa(d) + "日"
	}
	if minute {
		h, m, _ := t.Clock()
		text += " " + two(h) + ":" + two(m)
	}
	return text
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
