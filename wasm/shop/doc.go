// Package shop reads the pages of a shop: what kind of page it is, and what
// stands on it that a person may have to act on.
//
// KindOf comes first; it looks at nothing but the address, which the browser
// states and the page cannot forge.
package shop
