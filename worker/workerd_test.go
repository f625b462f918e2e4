//go:build !js

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tashikame/wasm/rules/book"
	"tashikame/worker/repo"
)

const day = 24 * time.Hour

// house is a publisher's desk: keys, a repository and the store a Worker reads.
type house struct {
	t    *testing.T
	keys repo.Keys
	repo string
	kv   string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	dir := t.TempDir()
	h := &house{t: t, repo: filepath.Join(dir, "repo"), kv: filepath.Join(dir, "kv")}
	var err error
	if h.keys, err = repo.MakeKeys(filepath.Join(dir, "keys"), 365*day); err != nil {
		t.Fatal(err)
	}
	if err := repo.Create(h.repo, h.keys); err != nil {
		t.Fatal(err)
	}
	return h
}

// publish signs the book with one more word in it, and pushes it.
func (h *house) publish(word string) *repo.Repository {
	h.t.Helper()
	r := h.sign(word)
	if err := r.PushDir(h.kv); err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *house) sign(word string) *repo.Repository {
	h.t.Helper()
	b, err := book.Read(book.Files)
	if err != nil {
		h.t.Fatal(err)
	}
	b.Opaque = append(b.Opaque, word)
	b.Made = time.Now().UTC().Format(time.RFC3339)
	r, err := repo.Open(h.repo)
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := r.Publish(b, h.keys, repo.In(90*day, 90*day, day)); err != nil {
		h.t.Fatal(err)
	}
	return r
}

// verify walks a server as a client that trusts the first root.
func (h *house) verify(server string) (*repo.Verified, error) {
	h.t.Helper()
	root, err := os.ReadFile(h.keys.RootFile())
	if err != nil {
		h.t.Fatal(err)
	}
	return repo.Verify(server, root, "")
}

func (h *house) read(name string) string {
	h.t.Helper()
	text, err := os.ReadFile(filepath.Join(h.kv, name))
	if err != nil {
		h.t.Fatal(err)
	}
	return string(text)
}

// built compiles the Worker once for all tests, with a repository built in,
// beside a copy of the modules in front of it.
var built = sync.OnceValues(func() (config string, err error) {
	dir, err := os.MkdirTemp("", "worker-test-")
	if err != nil {
		return "", err
	}
	for _, name := range []string{"entry.mjs", "answer.mjs", "paths.mjs", "config.capnp"} {
		text, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return "", err
		}
	}
	overlay, err := builtIn(dir)
	if err != nil {
		return "", err
	}
	out := filepath.Join(dir, "build")
	if err := command("go", "tool", "workers-assets-gen", "-mode=go", "-o", out); err != nil {
		return "", err
	}
	os.Setenv("GOOS", "js")
	os.Setenv("GOARCH", "wasm")
	defer os.Unsetenv("GOOS")
	defer os.Unsetenv("GOARCH")
	err = command("go", "build", "-trimpath", "-ldflags=-s -w", "-overlay", overlay, "-o", filepath.Join(out, "app.wasm"), ".")
	return filepath.Join(dir, "config.capnp"), err
})

// builtIn makes a repository and the overlay by which the compiler finds it in
// embedded/, so that the tree itself stays as it is.
func builtIn(dir string) (overlay string, err error) {
	keys, err := repo.MakeKeys(filepath.Join(dir, "keys"), 365*day)
	if err != nil {
		return "", err
	}
	h := &house{keys: keys, repo: filepath.Join(dir, "repo"), kv: filepath.Join(dir, "embedded")}
	if err := repo.Create(h.repo, keys); err != nil {
		return "", err
	}
	b, err := book.Read(book.Files)
	if err != nil {
		return "", err
	}
	r, err := repo.Open(h.repo)
	if err != nil {
		return "", err
	}
	if _, err := r.Publish(b, keys, repo.In(90*day, 90*day, day)); err != nil {
		return "", err
	}
	if err := r.PushDir(h.kv); err != nil {
		return "", err
	}
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	files, err := os.ReadDir(h.kv)
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for _, f := range files {
		replace[filepath.Join(here, "embedded", f.Name())] = filepath.Join(h.kv, f.Name())
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, text, 0o644)
}

func command(name string, args ...string) error {
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

func TestMain(m *testing.M) {
	code := m.Run()
	if config, err := built(); err == nil {
		os.RemoveAll(filepath.Dir(config))
	}
	os.Exit(code)
}

// workerd is a Worker that runs in the real runtime.
type workerd struct {
	t   *testing.T
	url string
	cmd *exec.Cmd
	out *bufio.Scanner
}

func runWorkerd(t *testing.T, kv string, args ...string) *workerd {
	t.Helper()
	if _, err := os.Stat("../node_modules/workerd"); err != nil {
		t.Fatal("workerd is not installed: run `npm ci`")
	}
	config, err := built()
	if err != nil {
		t.Fatal(err)
	}
	w := &workerd{t: t, cmd: exec.Command("node", append([]string{"serve.mjs", "--port", "0", "--kv", kv, "--config", config}, args...)...)}
	w.cmd.Stderr = os.Stderr
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	w.out = bufio.NewScanner(out)
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.cmd.Process.Kill(); w.cmd.Wait() })
	w.ready()
	return w
}

func (w *workerd) ready() {
	w.t.Helper()
	for w.out.Scan() {
		if url, ok := strings.CutPrefix(w.out.Text(), "ready "); ok {
			w.url = url
			return
		}
	}
	w.t.Fatal("the Worker did not start")
}

// anew starts the Worker with an empty memory, as Cloudflare does whenever it likes.
func (w *workerd) anew() {
	w.t.Helper()
	if err := w.cmd.Process.Signal(hangUp); err != nil {
		w.t.Fatal(err)
	}
	w.ready()
}

// gone waits until nobody listens any more.
func (w *workerd) gone() error {
	u, err := url.Parse(w.url)
	if err != nil {
		return err
	}
	for range 100 {
		c, err := net.Dial("tcp", u.Host)
		if err != nil {
			return nil
		}
		c.Close()
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("still listening")
}
