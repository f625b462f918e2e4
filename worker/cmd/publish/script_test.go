package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tashikame/wasm/rules/book"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"publish": main})
}

// The scripts hold the contract that rule authors and their cron jobs rely on.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"book":  copyBook,
			"edit":  edit,
			"serve": serve,
		},
	})
}

// book FOLDER… puts the book this program was built with into folders.
func copyBook(ts *testscript.TestScript, _ bool, folders []string) {
	for _, folder := range folders {
		ts.Check(os.CopyFS(ts.MkAbs(folder), book.Files))
	}
}

// edit FILE OLD NEW replaces the first OLD, which must be there; \n is a line's end.
func edit(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	before := ts.ReadFile(args[0])
	if !strings.Contains(before, args[1]) {
		ts.Fatalf("%s does not say %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(before, args[1], strings.ReplaceAll(args[2], `\n`, "\n"), 1)), 0o644))
}

// serve NAME FOLDER answers for a repository at an address that is put into $NAME.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: serve NAME FOLDER")
	}
	server := httptest.NewServer(http.StripPrefix("/v1", http.FileServer(http.Dir(ts.MkAbs(args[1])))))
	ts.Defer(server.Close)
	ts.Setenv(args[0], server.URL)
}
