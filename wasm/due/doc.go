// Package due reads dates, times and durations in Japanese and English
// running text and says which of them are deadlines.
//
// A Reader, built once a rule book, reads a text in one pass: it looks only at
// digits, numerals and the few characters a date can begin with (scan.go),
// reads what stands there (numeric.go, words.go, english.go), works out the
// instant (resolve.go) and then asks the words around whether anything ends
// there (deadline.go) and of what kind it is (kind.go).
//
// How dates are written is the language's and stands here; which words make a
// deadline is the rule book's. Nothing is normalised or copied: every result is
// a range of the text that was handed in. The package never guesses a date that
// does not exist and never schedules anything.
package due
