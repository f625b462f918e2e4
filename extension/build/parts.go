package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// sourceRoot is the folder of go.mod.
func sourceRoot() (string, error) {
	mod, err := goTool("env", "GOMOD")
	if err != nil {
		return "", err
	}
	return filepath.Dir(strings.TrimSpace(mod)), nil
}

func goTool(args ...string) (string, error) {
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
	}
	return string(out), nil
}

func (m *made) path(elements ...string) string {
	return filepath.Join(append([]string{m.root}, elements...)...)
}

// lean leaves functions uninlined, but for the runtime and the packages that walk
// over every byte of a mail. It saves a twentieth of the core and costs a check
// a few hundredths of its time (make bench).
var lean = func() []string {
	flags := []string{"-gcflags=tashikame/wasm/...=-l", "-gcflags=tashikame/wasm/page=", "-gcflags=tashikame/wasm/words="}
	for _, cold := range []string{"reflect", "time", "syscall"} {
		flags = append(flags, "-gcflags="+cold+"=-l")
	}
	return flags
}()

// programs are the Go programs, by the file they become: what judges, and what
// reads mail files, which only the page for them starts.
var programs = map[string]string{"core.wasm": "./wasm", "mail.wasm": "./wasm/cmd/mailfile"}

// compile compiles the Go programs. Paths and symbols stay out of them, so the
// same source gives the same bytes on any machine.
func (m *made) compile() error {
	dir, err := os.MkdirTemp("", "tashikame-wasm")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for name, source := range programs {
		file := filepath.Join(dir, name)
		args := append([]string{"build", "-tags=extension", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="}, lean...)
		cmd := exec.Command("go", append(args, "-o", file, source)...)
		cmd.Dir = m.root
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("compiling %s: %w\n%s", name, err, bytes.TrimSpace(out))
		}
		if m.shared[name], err = os.ReadFile(file); err != nil {
			return err
		}
	}
	return nil
}

// copyData takes over what the core is started with: the baseline book and the
// public suffix list.
func (m *made) copyData() error {
	text, err := os.ReadFile(m.path("wasm", "rules", "baseline.json"))
	if err != nil {
		return err
	}
	var book bytes.Buffer
	if err := json.Compact(&book, text); err != nil {
		return fmt.Errorf("baseline.json: %w", err)
	}
	m.shared["book.json"] = book.Bytes()
	m.shared["suffix.bin"], err = os.ReadFile(m.path("wasm", "host", "suffix.bin"))
	return err
}

// copyTexts takes over the catalogues, our own pages and whose work all of it is.
func (m *made) copyTexts() error {
	catalogues, err := filepath.Glob(m.path("extension", "_locales", "*", "messages.json"))
	if err != nil {
		return err
	}
	for _, file := range catalogues {
		language := filepath.Base(filepath.Dir(file))
		if err := m.copy(file, path.Join("_locales", language, "messages.json")); err != nil {
			return err
		}
	}
	for _, terms := range []string{"LICENSE", "NOTICE"} {
		if err := m.copy(m.path(terms), terms+".txt"); err != nil {
			return err
		}
	}
	for _, page := range []string{"popup", "options", "welcome", "eml"} {
		if err := m.copy(m.path("extension", "src", "pages", page, page+".html"), page+".html"); err != nil {
			return err
		}
	}
	return nil
}

func (m *made) copy(from, to string) error {
	content, err := os.ReadFile(from)
	m.shared[to] = content
	return err
}
