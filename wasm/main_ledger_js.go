//go:build js && wasm

package main

import (
	"errors"
	"syscall/js"

	"tashikame/wasm/codec"
	"tashikame/wasm/ledger"
	"tashikame/wasm/wire"
)

// dues answers a question about what falls due. Nothing of it is kept here: the
// chunks come with the question, and those that change go with the answer.
func (d *desk) dues(args []js.Value) (string, error) {
	if err := d.open(); err != nil {
		return "", err
	}
	var request wire.DuesRequest
	if err := codec.Unmarshal(args[0].String(), &request); err != nil {
		return "", errors.New("reading the request: " + err.Error())
	}
	var chunks map[string]string
	if err := codec.Unmarshal(args[1].String(), &chunks); err != nil {
		return "", errors.New("reading the ledger: " + err.Error())
	}
	answer, err := ledger.OpenDues(chunks).Answer(d.book, request)
	if err != nil {
		return "", err
	}
	return codec.Marshal(answer)
}
