//go:build !js

package main

import (
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// wrangler must accept the configuration and find every module, without asking
// anybody: this is what a deployment uploads.
func TestDeploymentDryRun(t *testing.T) {
	wrangler, err := filepath.Abs("../node_modules/.bin/wrangler")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(wrangler); err != nil {
		t.Fatal("wrangler is not installed: run `npm ci`")
	}
	config, err := built()
	if err != nil {
		t.Fatal(err)
	}
	// The Worker is built already; the configuration's own build finds nothing to do.
	tree := t.TempDir()
	if err := os.CopyFS(filepath.Join(tree, "worker"), os.DirFS(filepath.Dir(config))); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("wrangler.jsonc")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"worker/wrangler.jsonc": string(text), "Makefile": "worker: ;\n.PHONY: worker\n"} {
		if err := os.WriteFile(filepath.Join(tree, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(tree, "out")
	cmd := exec.Command(wrangler, "deploy", "--dry-run", "--outdir", out)
	cmd.Dir = filepath.Join(tree, "worker")
	cmd.Env = append(os.Environ(), "HOME="+tree, "WRANGLER_SEND_METRICS=false", "NO_COLOR=1", "MAKEFLAGS=")
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, want := range []string{"env.RULES", `env.MAX_AGE ("30")`} {
		if !strings.Contains(string(said), want) {
			t.Errorf("the deployment has no %s:\n%s", want, said)
		}
	}
	for _, name := range []string{"entry.mjs", "answer.mjs", "paths.mjs", "build/worker.mjs", "build/runtime.mjs", "build/wasm_exec.js", "build/app.wasm"} {
		if _, err := os.Stat(filepath.Join(out, name)); err != nil {
			t.Errorf("not uploaded: %s", name)
		}
	}
	if size := packedSize(t, out); size > 2_500_000 {
		t.Errorf("the upload is %d bytes packed; 2.5 MB is the limit we set ourselves", size)
	}
}

func packedSize(t *testing.T, dir string) (size counter) {
	t.Helper()
	z := gzip.NewWriter(&size)
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(z, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	z.Close()
	return size
}

// counter counts what is written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }
