// Package hostile is a rule server that attacks the clients who ask it.
//
// Each Attack starts from a repository that a client has already seen, and from
// its keys, since some attacks suppose that a key was stolen. What the client
// must do is always the same: refuse, and go on judging with what it has. The
// attacks are those of the TUF specification (§1.5.2) and some that networks
// make without meaning to. They are here to be run against every client there
// is: go-tuf's in this package's test, the extension's in its own.
package hostile
