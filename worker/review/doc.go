// Package review is what somebody reads before they sign a book: Diff says what
// two books say differently, Lint what a book says that it should not.
//
// Lint asks what needs the public suffix list or a selector parser and would be
// too heavy for the core; what every client can check itself stands in rules.
package review
