// Package repo makes, signs, moves and verifies the TUF repository in which
// the rule book travels.
//
// MakeKeys comes once and makes the keys and the root of trust. Open reads a
// repository directory (an empty one is a new repository), Publish puts a book
// into it, Refresh renews the promise that it is still the newest, Push copies
// it to where the Worker reads, and Verify walks it as a client does.
//
// Root and targets keys belong on a machine that is offline; snapshot and
// timestamp keys are online. Every step therefore loads only the keys it needs.
// The package never deletes a key and never writes over one.
package repo
