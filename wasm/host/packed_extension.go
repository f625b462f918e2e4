//go:build extension

package host

// Suffixes is the packed public suffix list (suffix.bin). In the extension it
// is a file beside core.wasm. Set it before anything else is called.
var Suffixes string

func packedSuffixes() string { return Suffixes }
