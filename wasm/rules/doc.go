// Package rules holds the types of the rule book and what guards it.
//
// A Book is what people write (book/*.yaml, read by package book) and what
// travels, as JSON, inside a signed pack. Decode reads a pack, Guard holds it
// against the built-in baseline, and the other packages build their own
// indexes from the Book. A book is data: it can switch detectors off and
// change lists and words; it can carry nothing that runs.
package rules
