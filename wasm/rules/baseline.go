package rules

import (
	"errors"
	"sync"

	"tashikame/wasm/codec"
)

// Baseline is the book that ships with the core. It is what judges before
// the first update has arrived, and what every update is held against.
var Baseline = sync.OnceValue(func() *Book {
	var b Book
	if err := codec.Unmarshal(shipped(), &b); err != nil {
		panic("the baseline book is broken: " + err.Error())
	}
	return &b
})

// Decode reads a pack and guards it, all at once.
func Decode(pack string) (*Book, error) {
	a, err := Arrive(pack)
	for err == nil {
		var book *Book
		if book, err = a.Step(); book != nil {
			return book, nil
		}
	}
	return nil, err
}

// Reread reads a pack that this very program has decoded before.
func Reread(pack string) (*Book, error) {
	var b Book
	if err := codec.Unmarshal(pack, &b); err != nil {
		return nil, errors.New("rule pack: " + err.Error())
	}
	return &b, nil
}
