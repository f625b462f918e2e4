package main

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestColourIsForTerminals(t *testing.T) {
	mail := filepath.Join("../../testdata/mails", "spoofed-free-mail-account-locked.eml")
	for _, colour := range []bool{true, false} {
		var out bytes.Buffer
		f := &face{out: &output{w: bufio.NewWriter(&out)}, err: &out, colour: colour}
		if status := run(f, []string{"check", mail}); status != exitOK {
			t.Fatal(status, out.String())
		}
		if got := strings.Contains(out.String(), "\x1b["); got != colour {
			t.Errorf("colour %v: %q", colour, out.String())
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if isTerminal(w) {
		t.Error("a pipe passes for a terminal")
	}
}

func TestLocale(t *testing.T) {
	for _, c := range []struct {
		all, messages, lang string
		japanese            bool
	}{
		{"", "", "", false}, {"", "", "ja_JP.UTF-8", true}, {"", "ja", "en_US", true},
		{"C", "ja_JP", "ja_JP", false}, {"ja_JP.eucJP", "en", "en", true}, {"", "", "C.UTF-8", false},
	} {
		set := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := isJapanese(func(name string) string { return set[name] }); got != c.japanese {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestAnAnswerThatCannotBeWritten(t *testing.T) {
	var said bytes.Buffer
	f := &face{out: &output{w: bufio.NewWriterSize(full{}, 16)}, err: &said}
	if status := run(f, []string{"check", "--json", "missing.eml"}); status != exitFailed || !strings.Contains(said.String(), "no space") {
		t.Errorf("status %d, said %q", status, said.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space") }
