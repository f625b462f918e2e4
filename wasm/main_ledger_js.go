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
	chunks, err := d.question(args, &request)
	if err != nil {
		return "", err
	}
	answer, err := ledger.OpenDues(chunks).Answer(d.book, request)
	if err != nil {
		return "", err
	}
	return codec.Marshal(answer)
}

// requests answers a question about invitation requests in the same way. The
// chunks of dues come with it: invitation mails are among them.
func (d *desk) requests(args []js.Value) (string, error) {
	var request wire.RequestsRequest
	chunks, err := d.question(args, &request)
	if err != nil {
		return "", err
	}
	answer, err := ledger.OpenRequests(chunks).Answer(d.book, request)
	if err != nil {
		return "", err
	}
	return codec.Marshal(answer)
}

// question reads what is asked and what is stored.
func (d *desk) question(args []js.Value, request any) (chunks map[string]string, err error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := codec.Unmarshal(args[0].String(), request); err != nil {
		return nil, errors.New("reading the request: " + err.Error())
	}
	if err := codec.Unmarshal(args[1].String(), &chunks); err != nil {
		return nil, errors.New("reading the ledger: " + err.Error())
	}
	return chunks, nil
}
