// Package clock reads and writes times in the few forms that cross, are kept
// or are shown.
//
// Package time's own layouts can do more and are a fiftieth of the core's
// weight; only the arithmetic is taken from there. Fuzz tests hold the readers
// to it and to net/mail.
package clock
