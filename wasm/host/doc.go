// Package host says what a host name or a link is: a brand's own, imitating
// one (and how), hiding where it leads (and how), or nothing special.
//
// Build a Table from a rule book, then ask it: Look for a host name, Follow
// for a link as it stands in a mail. Nothing here looks anything up in DNS or
// fetches a page; the answer is in the letters.
package host
