//go:build !js

package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tashikame/worker/layout"
	"tashikame/worker/repo"
)

// namespaceID is the one in wrangler.jsonc.
const namespaceID = "00000000000000000000000000000000"

// runMiniflare starts the Worker with what Cloudflare has and plain workerd has
// not; state is where KV and cache are kept.
func runMiniflare(t *testing.T, state, kv string) string {
	t.Helper()
	config, err := built()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "testdata/miniflare.mjs", filepath.Dir(config), state, kv)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); cmd.Wait() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url, ok := strings.CutPrefix(lines.Text(), "ready "); ok {
			return url
		}
	}
	t.Fatal("miniflare did not start")
	return ""
}

// pushLocally brings a publication to KV as wrangler keeps it on this machine.
func pushLocally(t *testing.T, h *house, state string) {
	t.Helper()
	config, err := filepath.Abs("wrangler.jsonc")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("WRANGLER_SEND_METRICS", "false")
	r, err := repo.Open(h.repo)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.PushKV(repo.KV{Binding: "RULES", Local: state, Run: repo.Wrangler(config)}); err != nil {
		t.Fatal(err)
	}
}

// What is pushed through wrangler is what the Worker reads; and what never
// changes is then answered by the data centre's cache, after the isolate has
// gone and even when KV has nothing any more.
func TestKVAndCacheOfCloudflare(t *testing.T) {
	h := newHouse(t)
	r := h.sign("a.example")
	if err := r.Rotate(h.keys, 365*day, repo.In(90*day, 90*day, day), "timestamp"); err != nil {
		t.Fatal(err)
	}
	first, err := os.ReadFile(filepath.Join(h.repo, layout.Root(1)))
	if err != nil {
		t.Fatal(err)
	}
	state := t.TempDir()
	pushLocally(t, h, state)

	t.Run("KV", func(t *testing.T) {
		server := runMiniflare(t, state, namespaceID)
		v, err := repo.Verify(server, first, "")
		if err != nil || v.Book.Version != 1 {
			t.Fatalf("%v, %v", v, err)
		}
		r := ask(t, "GET", server+layout.Base+layout.Timestamp)
		wantHeader(t, "timestamp", r, "Tashikame-Source", "^published$")
		// There is no third root yet; the cache must not remember that.
		if r := ask(t, "GET", server+layout.Base+layout.Root(3)); r.StatusCode != 404 {
			t.Errorf("the next root: %d", r.StatusCode)
		}
	})

	t.Run("cache", func(t *testing.T) {
		server := runMiniflare(t, state, "another-namespace-that-is-empty")
		for path, want := range map[string]int{
			layout.Base + layout.Snapshot(1): 200,
			layout.Base + layout.Targets(1):  200,
			layout.Base + layout.Root(2):     200,
			layout.Base + layout.Root(3):     404,
		} {
			r := ask(t, "GET", server+path)
			if r.StatusCode != want {
				t.Errorf("%s: %d %s; want %d", path, r.StatusCode, r.text, want)
			}
			if want == 200 {
				wantHeader(t, path, r, "Tashikame-Source", "^published$")
				wantHeader(t, path, r, "Cache-Control", "immutable")
			}
			wantSafety(t, path, r)
		}
		// What changes was never put there.
		r := ask(t, "GET", server+layout.Base+layout.Timestamp)
		wantHeader(t, "timestamp without KV", r, "Tashikame-Source", "^built-in$")
	})
}
