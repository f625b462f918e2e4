// Command build makes the extension: one loadable folder a target.
//
//	go run ./extension/build -rules-root FILE [-rules-url URL] [-out DIR] [TARGET…]
//
// Targets are chrome, firefox and test-chrome (all when none is named).
// test-chrome also runs on http://127.0.0.1, where tests have a webmail; the
// others do not. The same input gives the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// target is one browser, or one use, that a folder is made for.
type target struct {
	name     string
	firefox  bool
	loopback bool // serves http://127.0.0.1 too
}

var targets = []target{
	{name: "chrome"},
	{name: "firefox", firefox: true},
	{name: "test-chrome", loopback: true},
}

// settings are fixed in what is built.
type settings struct {
	rulesURL    string // with a slash at the end
	rulesRoot   []byte // TUF root metadata
	syncMinutes float64
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("build", flag.ExitOnError)
	out := flags.String("out", "dist", "folder that gets one folder a target")
	url := flags.String("rules-url", fromEnv("RULES_URL", "http://127.0.0.1:8787"), "address of the rule server ($RULES_URL)")
	root := flags.String("rules-root", os.Getenv("RULES_ROOT"), "file of the TUF root.json that the build trusts ($RULES_ROOT)")
	minutes := flags.Float64("sync-minutes", 360, "time between two looks for new rules")
	flags.Parse(args)

	if *root == "" {
		return fmt.Errorf("-rules-root: name the root.json this build shall trust (publish keys makes one)")
	}
	rootJSON, err := os.ReadFile(*root)
	if err != nil {
		return fmt.Errorf("reading the trusted root: %w", err)
	}
	chosen, err := choose(flags.Args())
	if err != nil {
		return err
	}
	made, err := prepare(settings{
		rulesURL:    strings.TrimSuffix(*url, "/") + "/",
		rulesRoot:   rootJSON,
		syncMinutes: *minutes,
	})
	if err != nil {
		return err
	}
	for _, t := range chosen {
		if err := made.write(t, filepath.Join(*out, t.name)); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return nil
}

func fromEnv(name, otherwise string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return otherwise
}

func choose(names []string) ([]target, error) {
	if len(names) == 0 {
		return targets, nil
	}
	var chosen []target
	for _, name := range names {
		i := slices.IndexFunc(targets, func(t target) bool { return t.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no target %q: there are chrome, firefox and test-chrome", name)
		}
		chosen = append(chosen, targets[i])
	}
	return chosen, nil
}

// files are what a folder will hold, by slash-separated path.
type files map[string][]byte

// made is everything that is the same for all targets.
type made struct {
	settings
	root   string // of the source tree
	shared files
}

// prepare makes what all targets share: the core, the bundles, the pictures
// and the texts.
func prepare(s settings) (*made, error) {
	root, err := sourceRoot()
	if err != nil {
		return nil, err
	}
	m := &made{settings: s, root: root, shared: files{}}
	for _, step := range []func() error{m.compileCore, m.copyData, m.drawIcons, m.bundle, m.copyTexts} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// write writes one target's folder anew.
func (m *made) write(t target, dir string) error {
	manifest, err := m.manifest(t)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	all := files{"manifest.json": manifest}
	for name, content := range m.shared {
		all[name] = content
	}
	for name, content := range all {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
