//go:build !js

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tashikame/worker/layout"
)

const hangUp = syscall.SIGHUP

func version(t *testing.T, r reply) int {
	t.Helper()
	var meta struct{ Signed struct{ Version int } }
	if err := json.Unmarshal([]byte(r.text), &meta); err != nil {
		t.Fatalf("%d: %s: %v", r.StatusCode, r.text, err)
	}
	return meta.Signed.Version
}

// The library that the extension uses must take what we make.
func TestTheExtensionsClientTakesIt(t *testing.T) {
	h := newHouse(t)
	h.publish("a.example")
	w := runWorkerd(t, h.kv)
	out, err := exec.Command("node", "testdata/tuf-browser.mjs", w.url, h.keys.RootFile()).CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "1" {
		t.Errorf("%v: %s", err, out)
	}
}

func TestBuiltInUntilPublished(t *testing.T) {
	h := newHouse(t)
	w := runWorkerd(t, h.kv)
	for range 2 {
		r := ask(t, "GET", w.url+"/v1/timestamp.json")
		if r.StatusCode != 200 || r.Header.Get("Tashikame-Source") != "built-in" {
			t.Errorf("nothing published: %d from %q", r.StatusCode, r.Header.Get("Tashikame-Source"))
		}
		if root := ask(t, "GET", w.url+"/v1/2.root.json"); root.StatusCode != 404 {
			t.Errorf("the next root: %d", root.StatusCode)
		}
		if root := ask(t, "GET", w.url+"/v1/1.snapshot.json"); root.Header.Get("Tashikame-Source") != "built-in" {
			t.Errorf("the snapshot: %d from %q", root.StatusCode, root.Header.Get("Tashikame-Source"))
		}
	}
	h.publish("a.example")
	h.publish("b.example")
	r := ask(t, "GET", w.url+"/v1/timestamp.json")
	if version(t, r) != 2 || r.Header.Get("Tashikame-Source") != "published" {
		t.Errorf("after a publication: version %d from %q", version(t, r), r.Header.Get("Tashikame-Source"))
	}
	// The house has a repository of its own, with another first snapshot.
	if r := ask(t, "GET", w.url+"/v1/1.snapshot.json"); r.text != h.read("1.snapshot.json") {
		t.Errorf("the snapshot that is built in is still shown: %q", r.Header.Get("Tashikame-Source"))
	}
	if err := os.Remove(filepath.Join(h.kv, "timestamp.json")); err != nil {
		t.Fatal(err)
	}
	if r := ask(t, "GET", w.url+"/v1/timestamp.json"); version(t, r) != 2 {
		t.Errorf("after the store lost it: version %d", version(t, r))
	}
}

func TestAPublicationShowsAtOnce(t *testing.T) {
	h := newHouse(t)
	w := runWorkerd(t, h.kv)
	for i, word := range []string{"a.example", "b.example", "c.example"} {
		h.publish(word)
		v, err := h.verify(w.url)
		if err != nil || v.Book.Version != i+1 {
			t.Errorf("publication %d: %v, %v", i+1, v, err)
		}
		var status struct{ Version int }
		r := ask(t, "GET", w.url+"/v1/status")
		if err := json.Unmarshal([]byte(r.text), &status); err != nil || status.Version != i+1 {
			t.Errorf("status after publication %d: %s", i+1, r.text)
		}
	}
}

func TestNeverOlder(t *testing.T) {
	h := newHouse(t)
	first := t.TempDir()
	if err := h.publish("a.example").PushDir(first); err != nil {
		t.Fatal(err)
	}
	h.publish("b.example")
	w := runWorkerd(t, h.kv)
	if v := version(t, ask(t, "GET", w.url+"/v1/timestamp.json")); v != 2 {
		t.Fatalf("version %d", v)
	}
	old, err := os.ReadFile(filepath.Join(first, "timestamp.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(h.kv, "timestamp.json"), old, 0o644); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		r := ask(t, "GET", w.url+"/v1/timestamp.json")
		if version(t, r) != 2 || r.Header.Get("Tashikame-Source") != "memory" {
			t.Errorf("version %d from %q after version 2 was shown", version(t, r), r.Header.Get("Tashikame-Source"))
		}
	}
	// A Worker that never saw the newer one cannot know. This is also how the
	// extension's tests get an older repository served.
	w.anew()
	if v := version(t, ask(t, "GET", w.url+"/v1/timestamp.json")); v != 1 {
		t.Errorf("started anew: version %d", v)
	}
}

// KV shows writes in no certain order: half a publication must not be seen.
func TestHalfAPublication(t *testing.T) {
	h := newHouse(t)
	h.publish("a.example")
	w := runWorkerd(t, h.kv)
	if v, err := h.verify(w.url); err != nil || v.Book.Version != 1 {
		t.Fatal(v, err)
	}
	h.publish("b.example")
	missing := filepath.Join(h.kv, layout.Targets(2))
	text := h.read(layout.Targets(2))
	if err := os.Remove(missing); err != nil {
		t.Fatal(err)
	}
	if v, err := h.verify(w.url); err != nil || v.Book.Version != 1 {
		t.Errorf("half arrived: a client sees %v, %v; want the last whole one", v, err)
	}
	if err := os.WriteFile(missing, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the whole publication", func() bool {
		v, err := h.verify(w.url)
		return err == nil && v.Book.Version == 2
	})
}

func TestTheStoreIsDown(t *testing.T) {
	h := newHouse(t)
	h.publish("a.example")
	w := runWorkerd(t, h.kv)
	if _, err := h.verify(w.url); err != nil {
		t.Fatal(err)
	}
	// A link to itself is the disk's way of being out of order.
	file := filepath.Join(h.kv, "timestamp.json")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("timestamp.json", file); err != nil {
		t.Fatal(err)
	}
	r := ask(t, "GET", w.url+"/v1/timestamp.json")
	if version(t, r) != 1 || r.Header.Get("Tashikame-Source") != "memory" {
		t.Errorf("%d, version %d from %q; want the last good one, said to be from memory", r.StatusCode, version(t, r), r.Header.Get("Tashikame-Source"))
	}
	if v, err := h.verify(w.url); err != nil || v.Book.Version != 1 {
		t.Errorf("a client sees %v, %v", v, err)
	}
	w.anew()
	r = ask(t, "GET", w.url+"/v1/timestamp.json")
	if r.StatusCode != 503 || r.Header.Get("Retry-After") == "" || !strings.Contains(r.text, `"status":503`) {
		t.Errorf("nothing in memory: %d %v %s", r.StatusCode, r.Header, r.text)
	}
	wantSafety(t, "503", r)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	h.publish("b.example")
	eventually(t, "recovery", func() bool {
		v, err := h.verify(w.url)
		return err == nil && v.Book.Version == 2
	})
}

// Many at once on an empty memory: Go is started for one, and all are served.
func TestARushOnAnEmptyMemory(t *testing.T) {
	h := newHouse(t)
	h.publish("a.example")
	w := runWorkerd(t, h.kv)
	w.anew()
	pack := layout.PackBase + layout.Target(hashOf(t, h), layout.Pack)
	paths := []string{"/v1/timestamp.json", "/v1/1.snapshot.json", "/v1/1.targets.json", "/v1/2.root.json", pack, "/v1/status", "/nowhere"}
	var all sync.WaitGroup
	for i := range 20 * len(paths) {
		path := paths[i%len(paths)]
		all.Go(func() {
			want := 200
			if path == "/nowhere" || path == "/v1/2.root.json" {
				want = 404
			}
			if r := ask(t, "GET", w.url+path); r.StatusCode != want {
				t.Errorf("%s: %d %s", path, r.StatusCode, r.text)
			}
		})
	}
	all.Wait()
}

func TestNoOrphan(t *testing.T) {
	ends := map[string]os.Signal{"asked to end": syscall.SIGTERM}
	if runtime.GOOS == "linux" { // where the kernel ends a child with its parent
		ends["killed outright"] = syscall.SIGKILL
	}
	for name, signal := range ends {
		t.Run(name, func(t *testing.T) {
			w := runWorkerd(t, t.TempDir())
			if err := w.cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := w.gone(); err != nil {
				t.Error(err)
			}
		})
	}
}

// eventually waits for what takes a moment; the limit is only against hanging.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for range 200 {
		if holds() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("%s never came", what)
}
