// Package serve answers for the published rule repository over HTTP.
//
// New takes a store (Workers KV, a directory, a map in a test) and the
// repository that was built in; the result is an http.Handler. It signs
// nothing, checks no signature and knows no visitor: whoever asks gets the same
// bytes, and what they are worth is decided where they arrive.
//
// It never leads a client into a half-arrived publication (a timestamp is
// shown only when all that it leads to is there), and it answers from the
// built-in repository only as long as nothing was ever published.
package serve
