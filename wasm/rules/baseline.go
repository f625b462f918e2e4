package rules

import (
	_ "embed"
	"fmt"
	"sync"

	"tashikame/wasm/codec"
)

//go:generate go run ./book/gen

//go:embed baseline.json
var baseline string

// Baseline is the book that ships inside the core. It is what judges before
// the first update has arrived, and what every update is held against.
var Baseline = sync.OnceValue(func() *Book {
	var b Book
	if err := codec.Unmarshal(baseline, &b); err != nil {
		panic("the baseline book is broken: " + err.Error())
	}
	return &b
})

// Decode reads a pack and guards it. The error says which promise it breaks;
// the caller keeps the book it has.
func Decode(pack []byte) (*Book, error) {
	if len(pack) > MaxPack {
		return nil, fmt.Errorf("rule pack of %d bytes: more than %d", len(pack), MaxPack)
	}
	var b Book
	if err := codec.Unmarshal(string(pack), &b); err != nil {
		return nil, fmt.Errorf("rule pack: %w", err)
	}
	if err := b.Check(); err != nil {
		return nil, fmt.Errorf("rule pack: %w", err)
	}
	return &b, guard(Baseline(), &b)
}
