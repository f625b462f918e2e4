// Command gen writes the tables that ship inside package host, from npm
// packages pinned in package.json: go generate ./wasm/host.
//
//	suffix.bin       the public suffix list, from tldts
//	confusable.txt   characters that look like ASCII letters, from unhomoglyph
//
// Both are data of others: see NOTICE for their licences.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	modules := flag.String("modules", "../../node_modules", "folder npm installed into")
	out := flag.String("out", ".", "folder the tables are written to")
	flag.Parse()
	if err := write(*modules, *out); err != nil {
		fmt.Fprintln(os.Stderr, "generating host tables:", err)
		os.Exit(1)
	}
}

func write(modules, out string) error {
	rules, err := readSuffixes(filepath.Join(modules, "tldts/dist/es6/src/data/trie.js"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "suffix.bin"), packSuffixes(rules), 0o644); err != nil {
		return err
	}
	table, err := confusables(filepath.Join(modules, "unhomoglyph/data.json"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "confusable.txt"), table, 0o644)
}
