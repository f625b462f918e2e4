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
	var request wire.DuesRequest
	return d.question(args, &request, func(chunks map[string]string) (any, error) {
		return ledger.OpenDues(chunks).Answer(d.book, request)
	})
}

// requests answers a question about invitation requests in the same way. The
// chunks of dues come with it: invitation mails are among them.
func (d *desk) requests(args []js.Value) (string, error) {
	var request wire.RequestsRequest
	return d.question(args, &request, func(chunks map[string]string) (any, error) {
		return ledger.OpenRequests(chunks).Answer(d.book, request)
	})
}

// question reads what is asked and what is stored, and gives the answer.
func (d *desk) question(args []js.Value, request any, answer func(chunks map[string]string) (any, error)) (string, error) {
	if err := d.open(); err != nil {
		return "", err
	}
	if err := codec.Unmarshal(args[0].String(), request); err != nil {
		return "", errors.New("reading the request: " + err.Error())
	}
	var chunks map[string]string
	if err := codec.Unmarshal(args[1].String(), &chunks); err != nil {
		return "", errors.New("reading the ledger: " + err.Error())
	}
	told, err := answer(chunks)
	if err != nil {
		return "", err
	}
	return codec.Marshal(told)
}
