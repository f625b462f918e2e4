package rules

import (
	"errors"
	"strconv"
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

// Decode reads a pack and guards it. The error says which promise it breaks;
// the caller keeps the book it has.
func Decode(pack string) (*Book, error) {
	b, err := Reread(pack)
	if err != nil {
		return nil, err
	}
	if err := b.Check(); err != nil {
		return nil, errors.New("rule pack: " + err.Error())
	}
	return b, guard(Baseline(), b)
}

// Reread reads a pack that this very program has decoded before.
func Reread(pack string) (*Book, error) {
	if len(pack) > MaxPack {
		return nil, errors.New("rule pack of " + strconv.Itoa(len(pack)) + " bytes: more than " + strconv.Itoa(MaxPack))
	}
	var b Book
	if err := codec.Unmarshal(pack, &b); err != nil {
		return nil, errors.New("rule pack: " + err.Error())
	}
	return &b, nil
}
