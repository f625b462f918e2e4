// Package codec turns the types that cross into JSON (RFC 8259) and back.
//
// It does what encoding/json does for the few shapes that cross, and nothing
// else: structs, slices, maps with string keys, pointers, strings, integers and
// booleans. In the browser encoding/json would be a ninth of the core's weight,
// and reading the rule book through the browser's own objects costs four times
// as long: every name and value is a call out of WebAssembly. A fuzz test holds
// it to encoding/json.
//
// Unlike there, names are told apart by case, and a string that was read may
// share the memory of the text it was read from.
package codec
