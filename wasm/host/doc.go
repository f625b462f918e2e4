// Package host says what a host name or a link is: a brand's own, imitating
// one (and how), hiding where it leads (and how), or nothing special.
//
// Build a Table from a rule book, then ask it: Look for a host name, Follow
// for a link as it stands in a mail, LookURL for what a person typed. Nothing
// here looks anything up in DNS or fetches a page; the answer is in the
// letters.
//
// A host is read as browsers read it (read.go, name.go, ip.go), its owner is
// looked up in the book (look.go), and only then its letters are judged. A
// screen (screen.go) lets nearly every host on the net through in one pass;
// for the few others judge (judge.go) holds every window of the folded name
// (letters.go, skeleton.go) against the brands' labels. Links are taken out of
// what wraps them first (follow.go, unwrap.go).
package host
