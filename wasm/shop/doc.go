// Package shop reads the pages of a shop: what kind of page it is, and what
// stands on it that a person may have to act on.
//
// KindOf comes first; it looks at nothing but the address, which the browser
// states and the page cannot forge. Reader.Read then reads the page by what the
// book knows of its kind: where things are (selectors) and what they say
// (phrases). The place where a state stands is asked first and the wording
// second; where the two disagree, or neither speaks, the state is unknown.
// Nothing is guessed: a wrong state costs somebody an invitation.
//
// Reader.Place says as whose a page presents itself, on any host. Reader.CheckCode
// looks at a gift code as it is typed. Nothing here keeps anything.
package shop
