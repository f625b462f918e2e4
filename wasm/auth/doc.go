// Package auth reads what a mail host states about where a mail came from:
// the header block of a raw source, and Authentication-Results (RFC 8601) in it.
//
// Anybody can type "dkim=pass" into a mail. A statement is believed only in
// the shape in which the receiving host itself writes it, and where a sender
// could have written the same, not at all.
package auth
