package repo

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"tashikame/worker/layout"
)

func digest(text []byte) []byte { sum := sha256.Sum256(text); return sum[:] }

// file is one entry of the Worker's store.
type file struct {
	name string
	text []byte
}

// shipment is what a store needs to answer for the newest publication, in the
// order in which it must arrive: whoever sees the new timestamp must find all
// that it leads to. Roots come first, since they change who may sign the rest.
func (r *Repository) shipment() ([][]file, error) {
	if r.Timestamp == nil {
		return nil, fmt.Errorf("%s: nothing was published yet: use `publish sign` first", r.Dir)
	}
	pack, err := r.packName()
	if err != nil {
		return nil, err
	}
	steps := [][]string{nil,
		{pack, layout.Targets(r.Targets.Signed.Version)},
		{layout.Snapshot(r.Snapshot.Signed.Version)},
		{layout.Timestamp},
	}
	for n := int64(1); n <= r.Root.Signed.Version; n++ {
		steps[0] = append(steps[0], layout.Root(n))
	}
	var out [][]file
	for _, names := range steps {
		var step []file
		for _, name := range names {
			text, err := os.ReadFile(r.path(name))
			if err != nil {
				return nil, err
			}
			step = append(step, file{name, text})
		}
		out = append(out, step)
	}
	return out, nil
}

// PushDir copies the newest publication into a directory that a workerd on this
// machine reads as its KV.
func (r *Repository) PushDir(dir string) error {
	steps, err := r.shipment()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, step := range steps {
		for _, f := range step {
			name := filepath.Join(dir, f.name)
			if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, f.text) {
				continue
			}
			if err := write(name, f.text); err != nil {
				return err
			}
		}
	}
	return nil
}

// KV is a Workers KV namespace.
type KV struct {
	Binding string // its name in the wrangler configuration
	// Local is a folder in which wrangler and miniflare keep a namespace on this
	// machine; "" is Cloudflare's own.
	Local string
	// Run does the work of `wrangler`, with the arguments it is given.
	Run func(args ...string) error
}

// PushKV copies the newest publication into Workers KV.
func (r *Repository) PushKV(kv KV) error {
	steps, err := r.shipment()
	if err != nil {
		return err
	}
	for _, step := range steps {
		if err := kv.put(step); err != nil {
			return err
		}
	}
	return nil
}

func (kv KV) put(step []file) error {
	type pair struct {
		Key   string `json:"key"`
		Value string `json:"value"`
	}
	var pairs []pair
	for _, f := range step {
		pairs = append(pairs, pair{f.name, string(f.text)})
	}
	text, err := json.Marshal(pairs)
	if err != nil {
		return err
	}
	list, err := os.CreateTemp("", "publish-*.json")
	if err != nil {
		return err
	}
	defer os.Remove(list.Name())
	if _, err := list.Write(text); err != nil {
		return err
	}
	if err := list.Close(); err != nil {
		return err
	}
	where := []string{"--remote"}
	if kv.Local != "" {
		where = []string{"--local", "--persist-to", kv.Local}
	}
	return kv.Run(append([]string{"kv", "bulk", "put", list.Name(), "--binding", kv.Binding}, where...)...)
}

// Wrangler runs the project's own wrangler with the Worker's configuration.
func Wrangler(config string) func(args ...string) error {
	return func(args ...string) error {
		cmd := exec.Command("npx", append(append([]string{"--no-install", "wrangler"}, args...), "--config", config)...)
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stderr, os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("wrangler %v: %w", args, err)
		}
		return nil
	}
}
