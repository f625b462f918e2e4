//go:build extension

package rules

// Shipped is the baseline's text. In the extension it is a file beside
// core.wasm, so that data can grow without the program's weight growing.
// Set it before anything else is called.
var Shipped string

func shipped() string { return Shipped }
