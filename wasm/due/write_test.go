package due

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the browser build has none

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// format writes an instant in one of the ways that mails do.
type format struct {
	name string
	// keeps says what of the instant the form holds.
	keeps precision
	write func(t time.Time) string
}

type precision uint8

const (
	seconds precision = iota
	minute
	wholeDay
	wholeMonth
)

// formats are all of them; every one is read back from random instants.
var formats = []format{
	{"年月日", wholeDay, layout("2006年1月2日")},
	{"年月日(曜)", wholeDay, func(t time.Time) string { return t.Format("2006年1月2日") + "(" + shortWeekday(t) + ")" }},
	{"年月日（曜日）", wholeDay, func(t time.Time) string { return t.Format("2006年01月02日") + "（" + shortWeekday(t) + "曜日）" }},
	{"full width", wholeDay, func(t time.Time) string { return widen(t.Format("2006年1月2日")) }},
	{"slashes", wholeDay, layout("2006/1/2")},
	{"slashes, padded", wholeDay, layout("2006/01/02")},
	{"full-width slashes", wholeDay, func(t time.Time) string { return widen(t.Format("2006/01/02")) }},
	{"points", wholeDay, layout("2006.1.2")},
	{"hyphens", wholeDay, layout("2006-01-02")},
	{"era", wholeDay, func(t time.Time) string {
		return fmt.Sprintf("令和%d年%d月%d日", t.Year()-2018, t.Month(), t.Day())
	}},
	{"era, full width", wholeDay, func(t time.Time) string {
		return widen(fmt.Sprintf("令和%d年%d月%d日", t.Year()-2018, t.Month(), t.Day()))
	}},
	{"era letter", wholeDay, func(t time.Time) string { return fmt.Sprintf("R%d.%d.%d", t.Year()-2018, t.Month(), t.Day()) }},
	{"era in kanji", wholeDay, func(t time.Time) string {
		return "令和" + kanji(t.Year()-2018) + "年" + kanji(int(t.Month())) + "月" + kanji(t.Day()) + "日"
	}},
	{"kanji digits", wholeDay, func(t time.Time) string {
		return digits(t.Year()) + "年" + kanji(int(t.Month())) + "月" + kanji(t.Day()) + "日"
	}},
	{"month end", wholeMonth, layout("2006年1月末")},
	{"month end day", wholeMonth, layout("2006年1月末日")},
	{"date and time", minute, layout("2006年1月2日 15:04")},
	{"date and full time", seconds, layout("2006年1月2日 15:04:05")},
	{"date, weekday and time", minute, func(t time.Time) string {
		return t.Format("2006年1月2日") + "(" + shortWeekday(t) + ") " + t.Format("15:04")
	}},
	{"full-width time", minute, func(t time.Time) string {
		return widen(t.Format("2006年1月2日")) + "（" + shortWeekday(t) + "）" + widen(t.Format("15:04"))
	}},
	{"時分", minute, layout("2006年1月2日15時04分")},
	{"時分秒", seconds, layout("2006年1月2日15時4分5秒")},
	{"午前午後", minute, func(t time.Time) string {
		half := map[bool]string{false: "午前", true: "午後"}[t.Hour() >= 12]
		return t.Format("2006年1月2日") + half + fmt.Sprintf("%d時%d分", t.Hour()%12, t.Minute())
	}},
	{"slashes and time", minute, layout("2006/01/02 15:04")},
	{"ISO 8601", seconds, layout(time.RFC3339)},
	{"ISO 8601, UTC", seconds, func(t time.Time) string { return t.UTC().Format(time.RFC3339) }},
	{"ISO 8601 with a space", seconds, layout("2006-01-02 15:04:05")},
	{"RFC 5322", seconds, layout(time.RFC1123Z)},
	{"PST", minute, func(t time.Time) string { return t.In(time.FixedZone("", -8*3600)).Format("2006/01/02 15:04") + " PST" }},
	{"UTC", minute, func(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") + " UTC" }},
	{"日本時間", minute, func(t time.Time) string { return t.Format("2006年1月2日 15:04") + "（日本時間）" }},
	{"month day, year", wholeDay, layout("January 2, 2006")},
	{"short month", wholeDay, layout("Jan 2, 2006")},
	{"day month year", wholeDay, layout("2 January 2006")},
	{"weekday, month day", wholeDay, layout("Monday, January 2, 2006")},
	{"American numbers", wholeDay, layout("01/02/2006")},
	{"English with time", minute, layout("January 2, 2006 at 3:04 PM")},
	{"time first", minute, layout("3:04 PM on January 2, 2006")},
}

func layout(l string) func(time.Time) string {
	return func(t time.Time) string { return t.Format(l) }
}

func shortWeekday(t time.Time) string { return string([]rune(weekdays)[t.Weekday()]) }

// written are dues as the tests show them.
func written(dues []wire.Due) []string {
	var all []string
	for _, d := range dues {
		all = append(all, d.At)
	}
	return all
}

func widen(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r - '!' + '！'
		}
		return r
	}, s)
}

var ones = []rune("〇一二三四五六七八九")

// kanji writes 25 as 二十五.
func kanji(n int) string {
	s := ""
	if n >= 20 {
		s = string(ones[n/10])
	}
	if n >= 10 {
		s += "十"
	}
	if n%10 > 0 || n == 0 {
		s += string(ones[n%10])
	}
	return s
}

// digits writes 2026 as 二〇二六.
func digits(n int) string {
	s := ""
	for _, d := range fmt.Sprint(n) {
		s += string(ones[d-'0'])
	}
	return s
}

// kept is the instant as far as a form holds it.
func kept(t time.Time, p precision) time.Time {
	switch p {
	case minute:
		return t.Truncate(time.Minute)
	case wholeDay:
		return time.Date(t.Year(), t.Month(), t.Day(), 23, 59, 59, 0, JST)
	case wholeMonth:
		return time.Date(t.Year(), t.Month()+1, 0, 23, 59, 59, 0, JST)
	}
	return t
}

func TestEveryFormatReadsBack(t *testing.T) {
	r := NewReader(rules.Baseline())
	random := rand.New(rand.NewPCG(5, 2026))
	ties := []string{"期限：%s", "お支払い期限は%sです。", "%sまでにお支払いください。", "【締切】%s", "お申し込みは%sまで。", "Deadline: %s"}
	for _, f := range formats {
		for range 400 {
			// Eras and centuries of shopping mail.
			at := time.Unix(time.Date(2020, 1, 1, 0, 0, 0, 0, JST).Unix()+random.Int64N(70*365*secondsADay), 0).In(JST)
			sent := at.Add(-time.Duration(random.Int64N(int64(200 * 24 * time.Hour))))
			text := fmt.Sprintf(ties[random.IntN(len(ties))], f.write(at))
			dues := r.Dues(text, "ja", Context{Sent: sent, Now: sent})
			if want := kept(at, f.keeps).Format(time.RFC3339); len(dues) != 1 || dues[0].At != want {
				t.Fatalf("%s: %s (sent %s)\n  got %v\n  want %s", f.name, text, sent.Format(time.RFC3339), written(dues), want)
			}
		}
	}
}

// Without a year the nearest such date is meant that is not long past.
func TestEveryFormatWithoutYearReadsBack(t *testing.T) {
	r := NewReader(rules.Baseline())
	random := rand.New(rand.NewPCG(6, 2026))
	short := []func(time.Time) string{
		layout("1月2日"), layout("1/2"), layout("01/02"), layout("Jan 2"), layout("2 January"),
		func(t time.Time) string { return t.Format("1/2") + "(" + shortWeekday(t) + ")" },
		func(t time.Time) string { return widen(t.Format("1月2日")) },
		func(t time.Time) string { return kanji(int(t.Month())) + "月" + kanji(t.Day()) + "日" },
	}
	for _, write := range short {
		for range 400 {
			sent := time.Unix(time.Date(2020, 1, 1, 0, 0, 0, 0, JST).Unix()+random.Int64N(30*365*secondsADay), 0).In(JST)
			at := time.Date(sent.Year(), sent.Month(), sent.Day()+random.IntN(300)-59, 23, 59, 59, 0, JST)
			if at.Month() == 2 && at.Day() == 29 {
				continue
			}
			text := "お申し込みは" + write(at) + "まで。"
			dues := r.Dues(text, "ja", Context{Sent: sent, Now: sent})
			if want := at.Format(time.RFC3339); len(dues) != 1 || dues[0].At != want {
				t.Fatalf("%s (sent %s)\n  got %v\n  want %s", text, sent.Format(time.RFC3339), written(dues), want)
			}
		}
	}
}

// Durations are counted from the sending, hours by the clock, days by the day.
func TestDurationsReadBack(t *testing.T) {
	r := NewReader(rules.Baseline())
	random := rand.New(rand.NewPCG(7, 2026))
	for range 2000 {
		sent := time.Unix(time.Date(2020, 1, 1, 0, 0, 0, 0, JST).Unix()+random.Int64N(30*365*secondsADay), 0).In(JST)
		n := 1 + random.IntN(90)
		endOfDay := time.Date(sent.Year(), sent.Month(), sent.Day()+n, 23, 59, 59, 0, JST)
		for text, want := range map[string]time.Time{
			fmt.Sprintf("%d時間以内にご購入ください。", n):               sent.Add(time.Duration(n) * time.Hour),
			widen(fmt.Sprint(n)) + "時間以内にご購入ください。":          sent.Add(time.Duration(n) * time.Hour),
			kanji(n) + "時間以内にご購入ください。":                      sent.Add(time.Duration(n) * time.Hour),
			fmt.Sprintf("Please reply within %d hours.", n): sent.Add(time.Duration(n) * time.Hour),
			fmt.Sprintf("%d日以内にご返信ください。", n):                endOfDay,
			kanji(n) + "日以内にご返信ください。":                       endOfDay,
			fmt.Sprintf("%d日以内（発行日を含む）にご返信ください。", n):        endOfDay.AddDate(0, 0, -1),
			fmt.Sprintf("Please reply within %d days.", n):  endOfDay,
			fmt.Sprintf("ご利用の期限まで、残り%d時間です。", n):            sent.Add(time.Duration(n) * time.Hour),
			fmt.Sprintf("受信後%d分以内にご確認ください。", n):             sent.Add(time.Duration(n) * time.Minute),
		} {
			dues := r.Dues(text, "ja", Context{Sent: sent, Now: sent})
			if len(dues) != 1 || dues[0].At != want.Format(time.RFC3339) {
				t.Fatalf("%s (sent %s)\n  got %v\n  want %s", text, sent.Format(time.RFC3339), written(dues), want.Format(time.RFC3339))
			}
		}
	}
}

// The calendar is our own; time's is the measure.
func TestCalendar(t *testing.T) {
	for d := civil(1899, 12, 25); d < civil(2201, 1, 5); d++ {
		want := time.Unix(int64(d)*secondsADay, 0).UTC()
		year, month, dayOfMonth := d.date()
		if year != want.Year() || month != int(want.Month()) || dayOfMonth != want.Day() || d.weekday() != int(want.Weekday()) || civil(year, month, dayOfMonth) != d {
			t.Fatalf("day %d is %d-%d-%d, weekday %d; time says %s", d, year, month, dayOfMonth, d.weekday(), want)
		}
	}
}

func TestAmericanSummer(t *testing.T) {
	pacific, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	zone := americanZone(-8)
	for at := time.Date(2024, 1, 1, 1, 30, 0, 0, pacific); at.Year() < 2034; at = at.Add(37 * time.Hour) {
		_, want := at.Zone()
		y, m, d := at.Date()
		day, seconds := civil(y, int(m), d), at.Hour()*3600+at.Minute()*60
		// In the hour that the clock shows twice, either answer is right.
		if got := zone.offset(day, seconds); got != want && at.Hour() != 1 {
			t.Errorf("%s: %d, want %d", at, got, want)
		}
	}
}
