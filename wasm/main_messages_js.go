//go:build js && wasm

package main

import (
	"errors"
	"syscall/js"

	"tashikame/wasm/codec"
	"tashikame/wasm/ledger"
)

var errNotRecalled = errors.New("the ledger has not been handed in")

// recall takes what is stored of Message Centers. Mails are looked up from
// then on; before, and in a program that ends, nothing is known.
func (d *desk) recall(args []js.Value) (string, error) {
	var chunks map[string]string
	if err := codec.Unmarshal(args[0].String(), &chunks); err != nil {
		return "", errors.New("reading the ledger: " + err.Error())
	}
	d.messages = ledger.OpenMessages(chunks)
	return "{}", nil
}

// remember reads the page of a Message Center.
func (d *desk) remember(args []js.Value) (string, error) {
	if err := d.open(); err != nil {
		return "", err
	}
	if d.messages == nil {
		return "", errNotRecalled
	}
	snapshot, err := snapshotOf(args)
	if err != nil {
		return "", err
	}
	listed, added := d.core.Remember(snapshot, d.messages)
	return codec.Marshal(map[string]int{"listed": listed, "added": added})
}

// forget drops an account.
func (d *desk) forget(args []js.Value) (string, error) {
	if d.messages == nil {
		return "", errNotRecalled
	}
	d.messages.Drop(args[0].String())
	return "{}", nil
}

// changed gives what is to be stored.
func (d *desk) changed([]js.Value) (string, error) {
	if d.messages == nil {
		return "{}", nil
	}
	return codec.Marshal(d.messages.Changed())
}
