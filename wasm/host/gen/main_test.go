package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The tables in the tree are what this generator makes of the pinned packages.
func TestTablesAreFresh(t *testing.T) {
	modules := "../../../node_modules"
	if _, err := os.Stat(filepath.Join(modules, "tldts")); err != nil {
		t.Fatal("the tables cannot be checked without the packages they are made from: run npm ci")
	}
	out := t.TempDir()
	if err := write(modules, out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"suffix.bin", "confusable.txt"} {
		made, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		kept, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(made, kept) {
			t.Errorf("%s is not what gen makes: run go generate ./wasm/host", name)
		}
	}
}
