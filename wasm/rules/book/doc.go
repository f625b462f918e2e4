// Package book reads the rule book as people write it: one YAML file a brand,
// a site, a group of redirectors, a list of words or texts.
//
// Read checks what a single file can be wrong about and says where. It is used
// by the publisher, the terminal and the tests; the core itself only ever sees
// the compiled Book.
package book

//go:generate go run ./gen/holidays
