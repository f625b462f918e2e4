// Package layout names the files of the rule repository: what they are called
// in the store, at which address they are asked for, and how long a copy may
// be kept.
//
// The names are those of TUF with consistent snapshots. A name stands for the
// same bytes for ever, except timestamp.json; that is what makes long caching
// safe. The store is flat: the address /v1/targets/HASH.rules.json is kept as
// HASH.rules.json.
package layout
