//go:build js && wasm && extension

package main

import (
	"syscall/js"

	"tashikame/wasm/rules"
)

// The background puts the baseline book on the global scope before it starts
// this program.
func init() {
	const name = "tashikameBook"
	rules.Shipped = js.Global().Get(name).String()
	js.Global().Delete(name)
}
