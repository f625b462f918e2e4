package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tashikame/wasm/rules"
	"tashikame/wasm/rules/book"
)

// desk is a folder to publish from.
type desk struct {
	t   *testing.T
	dir string
}

// does runs publish in the desk's folder and wants it to end with code.
func (d desk) does(code int, args ...string) string {
	d.t.Helper()
	var out, problems bytes.Buffer
	if got := run(args, &out, &problems); got != code {
		d.t.Fatalf("publish %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, code, &out, &problems)
	}
	return out.String() + problems.String()
}

func newDesk(t *testing.T) desk {
	t.Helper()
	d := desk{t, t.TempDir()}
	t.Chdir(d.dir)
	return d
}

func (d desk) serve() string {
	s := httptest.NewServer(http.StripPrefix("/v1", http.FileServer(http.Dir("build/repository"))))
	d.t.Cleanup(s.Close)
	return s.URL
}

func wantWords(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("%q does not say %q", text, word)
		}
	}
}

func TestStepByStep(t *testing.T) {
	d := newDesk(t)
	wantWords(t, d.does(0, "keys"), "build/keys", "2 are needed")
	wantWords(t, d.does(1, "keys"), "never written over")
	wantWords(t, d.does(1, "sign"), "is no repository", "-new")
	wantWords(t, d.does(0, "sign", "-new"), "signed book 1")
	wantWords(t, d.does(1, "sign", "-new"), "never written over")
	server := d.serve()
	wantWords(t, d.does(0, "verify", server), "timestamp version 1", "book      version 1")
	wantWords(t, d.does(0, "timestamp"), "timestamp 2 is good until")
	d.does(0, "push", "-kv", "kv")
	wantWords(t, d.does(0, "verify", "-state", "seen", "-o", "pack.json", server), "timestamp version 2")
	pack, err := os.ReadFile("pack.json")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := rules.Decode(string(pack)); err != nil || got.Version != 1 || len(got.Brands) == 0 {
		t.Errorf("the verified pack: %v, %v", got, err)
	}
}

func TestAFolderOfYAMLIsPublished(t *testing.T) {
	d := newDesk(t)
	if err := os.CopyFS("book", book.Files); err != nil {
		t.Fatal(err)
	}
	d.does(0, "dev")
	d.does(0, "build", "-o", "older.json")
	brand := "id: newcomer\nnames: [Newcomer]\nowns: [newcomer.example]\nsources: [this test]\nsince: 2026-11-01\n"
	if err := os.WriteFile("book/brands/newcomer.yaml", []byte(brand), 0o644); err != nil {
		t.Fatal(err)
	}
	wantWords(t, d.does(0, "dev", "-book", "book"), "signed book 2")
	d.does(0, "lint")
	d.does(0, "lint", "-book", "book")
	wantWords(t, d.does(0, "diff", "book", "build/repository"))
	wantWords(t, d.does(0, "diff", "older.json", "book"), "+ brands.newcomer: ")
	d.does(0, "verify", "-o", "pack.json", d.serve())
	pack, err := os.ReadFile("pack.json")
	if err != nil {
		t.Fatal(err)
	}
	wantWords(t, string(pack), "newcomer.example")
	wantWords(t, d.does(0, "dev", "-pack", "pack.json"), "signed book 2") // nothing new
	wantWords(t, d.does(0, "dev", "-pack", "pack.json", "-version", "9"), "signed book 9")
}

func TestBuild(t *testing.T) {
	d := newDesk(t)
	t.Setenv("SOURCE_DATE_EPOCH", "1790000000")
	d.does(0, "build", "-o", "one.json")
	one, err := os.ReadFile("one.json")
	if err != nil {
		t.Fatal(err)
	}
	if two := d.does(0, "build"); two != string(one) {
		t.Error("two builds of one book differ")
	}
	if bytes.ContainsAny(one, "\n") || !bytes.Contains(one, []byte(`"made":"2026-09-21T`)) {
		t.Errorf("not compact, or of another time: %.80s", one)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
	wantWords(t, d.does(1, "build"), "SOURCE_DATE_EPOCH")
}

// A client that was answered from what is built in must take what follows.
func TestGoingOnFromWhatIsBuiltIn(t *testing.T) {
	d := newDesk(t)
	d.does(0, "dev", "-repo", "first", "-kv", "worker/embedded")
	d.does(0, "dev", "-repo", "first", "-kv", "worker/embedded")
	wantWords(t, d.does(0, "verify", "-state", "seen", "first"), "timestamp version 2")
	d.does(0, "dev", "-version", "5")
	wantWords(t, d.does(0, "verify", "-state", "seen", d.serve()), "timestamp version 3", "book      version 5")
	wantWords(t, d.does(0, "dev", "-keys", "others", "-repo", "others-repo", "-kv", ""), "timestamp 1 ")
}

func TestNoClientWouldTakeIt(t *testing.T) {
	d := newDesk(t)
	d.does(0, "dev", "-timestamp-for", "-1h")
	wantWords(t, d.does(1, "push", "-kv", "kv"), "not pushed", "expired")
	if _, err := os.Stat("kv"); err == nil {
		t.Error("something was pushed all the same")
	}
	d.does(0, "push", "-kv", "kv", "-unchecked")
	if _, err := os.Stat(filepath.Join("kv", "timestamp.json")); err != nil {
		t.Error(err)
	}
}

func TestWrongArguments(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{
		{"publish"}, {"sign", "-nonsense"}, {"verify"}, {"verify", "a", "b"}, {"push", "stray"},
		{"push"}, {"push", "-kv", "a", "-wrangler", "b"}, {"build", "-book", "a", "-pack", "b"},
	} {
		if text := d.does(2, args...); text == "" {
			t.Errorf("publish %v: says nothing", args)
		}
	}
	for _, args := range [][]string{nil, {"help"}, {"--help"}} {
		wantWords(t, d.does(0, args...), "sign", "push", "verify")
	}
	for _, c := range commands {
		wantWords(t, d.does(0, c.name, "--help"), c.about)
	}
}
