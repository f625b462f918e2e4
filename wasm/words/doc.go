// Package words finds the rule book's phrases in running text, however they
// are spaced, capitalised or widened.
//
// Fold brings text into the form phrases are compared in; a Finder, built once
// a rule book, finds the phrases of all lists in one pass over folded text.
package words
