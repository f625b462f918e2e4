package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"time"

	"tashikame/wasm/rules"
	"tashikame/wasm/rules/book"
	"tashikame/worker/repo"
)

const (
	defaultKeys       = "build/keys"
	defaultRepository = "build/repository"
	defaultStore      = "build/kv"

	day = 24 * time.Hour
)

// expiryFlags are until when signatures are good. A timestamp lives shortest:
// it bounds how long anybody can keep clients from hearing of a new book.
type expiryFlags struct{ targets, snapshot, timestamp time.Duration }

func (e *expiryFlags) define(f *flag.FlagSet) {
	f.DurationVar(&e.targets, "targets-for", 90*day, "how long the signature of the targets is good")
	f.DurationVar(&e.snapshot, "snapshot-for", 90*day, "how long the signature of the snapshot is good")
	e.defineTimestamp(f)
}

func (e *expiryFlags) defineTimestamp(f *flag.FlagSet) {
	f.DurationVar(&e.timestamp, "timestamp-for", day, "how long the signature of the timestamp is good; negative makes an expired one")
}

func (e *expiryFlags) fromNow() repo.Expiry { return repo.In(e.targets, e.snapshot, e.timestamp) }

// bookFlags say which book is meant.
type bookFlags struct {
	dir, pack string
	version   int
	untried   bool
}

func (b *bookFlags) define(f *flag.FlagSet) {
	f.StringVar(&b.dir, "book", "", "`folder` of the YAML book; without it the book this program was built with")
	f.StringVar(&b.pack, "pack", "", "compiled book (JSON `file`) instead of a folder")
	f.IntVar(&b.version, "version", 0, "least version the book shall have")
}

func (b *bookFlags) defineSigned(f *flag.FlagSet) {
	b.define(f)
	f.BoolVar(&b.untried, "untried", false, "sign also a book that every client refuses (for tests of clients)")
}

func (b *bookFlags) read() (*rules.Book, error) {
	found, err := b.find()
	if err != nil {
		return nil, err
	}
	found.Version = max(found.Version, b.version)
	if found.Made, err = madeAt(); err != nil {
		return nil, err
	}
	return found, nil
}

func (b *bookFlags) find() (*rules.Book, error) {
	switch {
	case b.dir != "" && b.pack != "":
		return nil, fmt.Errorf("%w: -book and -pack exclude each other", errUsage)
	case b.dir != "":
		return book.Read(os.DirFS(b.dir))
	case b.pack != "":
		text, err := os.ReadFile(b.pack)
		if err != nil {
			return nil, err
		}
		return rules.Decode(string(text))
	}
	return book.Read(book.Files)
}

// madeAt is now, or what SOURCE_DATE_EPOCH says, so that a build can be repeated.
func madeAt() (string, error) {
	now := time.Now()
	if s := os.Getenv("SOURCE_DATE_EPOCH"); s != "" {
		seconds, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return "", fmt.Errorf("SOURCE_DATE_EPOCH=%q: not a number of seconds", s)
		}
		now = time.Unix(seconds, 0)
	}
	return now.UTC().Format(time.RFC3339), nil
}
