//go:build js && wasm

package main

import (
	"errors"
	"syscall/js"

	"tashikame/wasm/codec"
	"tashikame/wasm/shop"
)

// profile gives what a page is cut by.
func (d *desk) profile(args []js.Value) (string, error) {
	if err := d.open(); err != nil {
		return "", err
	}
	return codec.Marshal(shop.ProfileOf(d.book, args[0].String()))
}

// code looks at a gift code as it is typed. Nothing of it is kept.
func (d *desk) code(args []js.Value) (string, error) {
	if err := d.open(); err != nil {
		return "", err
	}
	var earlier []string
	if err := codec.Unmarshal(args[2].String(), &earlier); err != nil {
		return "", errors.New("reading earlier codes") // and not what they are
	}
	return codec.Marshal(d.core.CheckCode(args[0].String(), args[1].String(), earlier...))
}
