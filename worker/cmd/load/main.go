// Command load measures the Worker in workerd beside a bare module that answers
// the same bytes, in one run, and prints the ratio.
//
//	go run ./worker/cmd/load        after `make worker` and `npm ci`
//
// It also measures what a request costs that starts Go, how large the Worker is
// when packed, and whether its memory stays flat.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tashikame/wasm/rules/book"
	"tashikame/worker/layout"
	"tashikame/worker/repo"
)

func main() {
	var o options
	flag.IntVar(&o.connections, "c", 32, "connections")
	flag.DurationVar(&o.round, "t", 500*time.Millisecond, "length of a round")
	flag.IntVar(&o.rounds, "rounds", 21, "rounds of each, taken in turns")
	flag.IntVar(&o.requests, "n", 200_000, "requests over which memory is watched")
	flag.Parse()
	if err := o.run(); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

type options struct {
	connections, rounds, requests int
	round                         time.Duration
}

func (o *options) run() error {
	dir, err := os.MkdirTemp("", "load-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	kv, err := publish(dir)
	if err != nil {
		return err
	}
	fmt.Printf("%-34s %10s %10s %7s\n", fmt.Sprintf("hot, %d connections", o.connections), "worker/s", "bare/s", "ratio")
	names, err := filepath.Glob(filepath.Join(kv, "*."+layout.Pack))
	if err != nil || len(names) != 1 {
		return fmt.Errorf("one pack expected in %s: %v %v", kv, names, err)
	}
	for _, path := range []string{layout.Base + layout.Timestamp, layout.Base + layout.Root(1), layout.PackBase + filepath.Base(names[0])} {
		if err := o.hot(kv, path); err != nil {
			return err
		}
	}
	if err := o.cold(kv); err != nil {
		return err
	}
	if err := o.memory(kv); err != nil {
		return err
	}
	return packed()
}

// publish signs the book of this tree with keys of its own.
func publish(dir string) (kv string, err error) {
	const day = 24 * time.Hour
	keys, err := repo.MakeKeys(filepath.Join(dir, "keys"), day)
	if err != nil {
		return "", err
	}
	if err := repo.Create(filepath.Join(dir, "repo"), keys); err != nil {
		return "", err
	}
	r, err := repo.Open(filepath.Join(dir, "repo"))
	if err != nil {
		return "", err
	}
	b, err := book.Read(book.Files)
	if err != nil {
		return "", err
	}
	if _, err := r.Publish(b, keys, repo.In(day, day, day)); err != nil {
		return "", err
	}
	kv = filepath.Join(dir, "kv")
	return kv, r.PushDir(kv)
}

// hot compares what is answered from memory with the bare module. They take
// turns, so that whatever else the machine does falls upon both.
func (o *options) hot(kv, path string) error {
	worker, err := start("worker/config.capnp", kv, "MAX_AGE=30")
	if err != nil {
		return err
	}
	defer worker.stop()
	answer, err := worker.get(path)
	if err != nil {
		return err
	}
	headers := map[string]string{}
	for name := range answer.Header {
		headers[name] = answer.Header.Get(name)
	}
	text, err := json.Marshal(headers)
	if err != nil {
		return err
	}
	bare, err := start("worker/cmd/load/bare.capnp", kv, "FILE="+filepath.Base(path), "HEADERS="+string(text))
	if err != nil {
		return err
	}
	defer bare.stop()
	ours, theirs := make([]float64, o.rounds), make([]float64, o.rounds)
	for i := range o.rounds {
		if ours[i], err = worker.load(path, o.connections, o.round); err != nil {
			return err
		}
		if theirs[i], err = bare.load(path, o.connections, o.round); err != nil {
			return err
		}
	}
	a, b := median(ours), median(theirs)
	fmt.Printf("%-34s %10.0f %10.0f %7.2f\n", shorten(path)+fmt.Sprintf(" (%d bytes)", len(answer.body)), a, b, a/b)
	return nil
}

// cold asks for what starts Go every time, one after the other: an isolate
// never runs two Go programs at once.
func (o *options) cold(kv string) error {
	worker, err := start("worker/config.capnp", kv, "MAX_AGE=0")
	if err != nil {
		return err
	}
	defer worker.stop()
	if _, err := worker.get(layout.Status); err != nil {
		return err
	}
	rate, err := worker.load(layout.Status, 1, 5*time.Second)
	if err != nil {
		return err
	}
	fmt.Printf("%-34s %10.0f            %.1f ms each\n", "cold (Go started for each)", rate, 1000/rate)
	return nil
}

// memory watches the runtime's resident size. The engine's own heap grows to
// its cruising size over the first few hundred thousand requests, whatever it
// runs; what counts is that nothing grows after that.
func (o *options) memory(kv string) error {
	worker, err := start("worker/config.capnp", kv, "MAX_AGE=1")
	if err != nil {
		return err
	}
	defer worker.stop()
	path := layout.Base + layout.Timestamp
	if err := worker.count(path, o.connections, 2*o.requests); err != nil {
		return err
	}
	fmt.Printf("memory over %d requests, warm (MB):", o.requests)
	const parts = 4
	for i := range parts + 1 {
		rss, err := worker.resident()
		if err != nil {
			return err
		}
		fmt.Printf(" %d", rss>>20)
		if i == parts {
			break
		}
		if err := worker.count(path, o.connections, o.requests/parts); err != nil {
			return err
		}
	}
	fmt.Println()
	return nil
}

// packed prints what a deployment uploads.
func packed() error {
	var raw, small int
	for _, name := range []string{"entry.mjs", "answer.mjs", "paths.mjs", "build/worker.mjs", "build/runtime.mjs", "build/wasm_exec.js", "build/app.wasm"} {
		text, err := os.ReadFile(filepath.Join("worker", name))
		if err != nil {
			return err
		}
		var out bytes.Buffer
		z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
		z.Write(text)
		z.Close()
		raw, small = raw+len(text), small+out.Len()
	}
	fmt.Printf("Worker: %.2f MB, gzip %.2f MB\n", float64(raw)/1e6, float64(small)/1e6)
	return nil
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return x[len(x)/2]
}

func shorten(path string) string {
	name := filepath.Base(path)
	if len(name) > 20 {
		name = name[:4] + "…" + name[len(name)-11:]
	}
	return name
}
