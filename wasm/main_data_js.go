//go:build js && wasm && extension

package main

import (
	"syscall/js"

	"tashikame/wasm/host"
	"tashikame/wasm/rules"
)

// What is data is not in the program: the background puts it on the global
// scope before it starts this one.
func init() {
	const name = "tashikameData"
	data := js.Global().Get(name)
	rules.Shipped = data.Get("book").String()
	list := data.Get("suffixes")
	packed := make([]byte, list.Length())
	js.CopyBytesToGo(packed, list)
	host.Suffixes = string(packed)
	js.Global().Delete(name)
}
