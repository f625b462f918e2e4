// Package due reads dates, times and durations in Japanese and English
// running text and says which of them are deadlines.
//
// A Reader, built once a rule book, reads a text in one pass (scan.go): it looks
// only at digits, numerals and the few characters a date can begin with, and
// reads what stands there (numeric.go, strokes.go, span.go, clocktime.go,
// words.go, english.go, zone.go) and what it is joined to (join.go). Each piece
// is then judged (judge.go): what ties it to an end (deadline.go, behind.go,
// ahead.go, topic.go, countdown.go), whose business that is (whose.go), when it
// is (resolve.go, count.go, calendar.go) and of what kind (kind.go).
//
// How dates are written is the language's and stands here; which words make a
// deadline is the rule book's. Nothing is normalised or copied: every result is
// a range of the text that was handed in. The package never guesses a date that
// does not exist and never schedules anything.
package due
