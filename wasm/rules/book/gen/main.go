// Command gen compiles the YAML book into the baseline that ships inside the
// core: go generate ./wasm/rules.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"tashikame/wasm/rules/book"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gen FILE (go generate ./wasm/rules does it)")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "compiling the baseline:", err)
		os.Exit(1)
	}
}

func write(file string) error {
	b, err := book.Read(book.Files)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ") // so that a change to the book shows as one in review
	if err := enc.Encode(b); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}
