// Package due reads dates, times and durations in Japanese and English
// running text and says which of them are deadlines.
package due
