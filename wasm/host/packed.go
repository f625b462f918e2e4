//go:build !extension

package host

import _ "embed"

//go:generate go run ./gen

// suffixBin is the public suffix list as gen packs it: the nodes of a trie of
// labels, breadth first; for each its label's length, its flags, how many
// children it has; then all labels in a row. It is a third of the size that
// x/net/publicsuffix adds to the core, which drags net/http in.
//
//go:embed suffix.bin
var suffixBin string

func packedSuffixes() string { return suffixBin }
