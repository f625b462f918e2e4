package rules

import (
	"errors"
	"strconv"
	"strings"

	"tashikame/wasm/codec"
)

// Arriving is a pack that is read a part at a time, so that mails that come
// meanwhile need not wait for all of it.
type Arriving struct {
	rest string // the members of the pack's object that are still to be read
	book *Book
}

// Arrive begins to read a pack; call Step until it is read.
func Arrive(pack string) (*Arriving, error) {
	if len(pack) > MaxPack {
		return nil, errors.New("rule pack of " + strconv.Itoa(len(pack)) + " bytes: more than " + strconv.Itoa(MaxPack))
	}
	pack = strings.TrimSpace(pack)
	if len(pack) < 2 || pack[0] != '{' || pack[len(pack)-1] != '}' {
		return nil, errors.New("rule pack: is no JSON object")
	}
	return &Arriving{rest: pack[1 : len(pack)-1], book: &Book{}}, nil
}

// Step reads the next part. When all is read the book is guarded, and given.
// The error says which promise it breaks; the caller keeps the book it has.
func (a *Arriving) Step() (*Book, error) {
	if a.rest != "" {
		end := memberEnd(a.rest)
		member := a.rest[:end]
		a.rest = a.rest[min(end+1, len(a.rest)):]
		if err := codec.Unmarshal("{"+member+"}", a.book); err != nil {
			return nil, errors.New("rule pack: " + err.Error())
		}
		return nil, nil
	}
	if err := a.book.Check(); err != nil {
		return nil, errors.New("rule pack: " + err.Error())
	}
	if err := guard(Baseline(), a.book); err != nil {
		return nil, err
	}
	return a.book, nil
}

// memberEnd is where the first of an object's members ends: at a comma that
// stands in no string, list or object of its own.
func memberEnd(members string) int {
	depth, quoted := 0, false
	for i := 0; i < len(members); i++ {
		switch c := members[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case c == ',' && depth == 0:
			return i
		}
	}
	return len(members)
}
