// Command build makes the extension: one loadable folder a target.
//
//	go run ./extension/build -rules-root FILE [-rules-url URL] [-out DIR | -zip DIR [-source]] [TARGET…]
//
// Targets are chrome, edge, firefox, test-chrome and test-firefox (all when none
// is named). The test ones also run on http://127.0.0.1, where tests have a
// webmail; the others do not. -zip makes what stores take: a zip a target, and
// with -source the source, as their reviewers want it, and a bill of materials.
// The same input gives the same bytes.
package main

import (
	"flag"
	"fmt"
	"maps"
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
	{name: "edge"},
	{name: "firefox", firefox: true},
	{name: "test-chrome", loopback: true},
	{name: "test-firefox", firefox: true, loopback: true},
}

// settings are fixed in what is built.
type settings struct {
	rulesURL    string // with a slash at the end
	rulesRoot   []byte // TUF root metadata
	syncMinutes float64
	syncSeconds float64
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
	packages := flags.String("zip", "", "folder that gets packages for stores instead")
	source := flags.Bool("source", false, "with the packages, pack the source and a bill of materials")
	url := flags.String("rules-url", fromEnv("RULES_URL", "http://127.0.0.1:8787"), "address of the rule server ($RULES_URL)")
	root := flags.String("rules-root", os.Getenv("RULES_ROOT"), "file of the TUF root.json that the build trusts ($RULES_ROOT)")
	minutes := flags.Float64("sync-minutes", 360, "time between two looks for new rules")
	seconds := flags.Float64("sync-seconds", 15, "time that one look for new rules may take")
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
	tree, err := sourceRoot()
	if err != nil {
		return err
	}
	made, err := prepare(tree, settings{
		rulesURL:    strings.TrimSuffix(*url, "/") + "/",
		rulesRoot:   rootJSON,
		syncMinutes: *minutes,
		syncSeconds: *seconds,
	})
	if err != nil {
		return err
	}
	if *packages != "" {
		return made.release(chosen, *source, *packages)
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
			return nil, fmt.Errorf("no target %q: there are chrome, edge, firefox, test-chrome and test-firefox", name)
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
	root    string // of the source tree
	shared  files
	bundled map[string]map[string]bool // npm packages, and the scripts they are in
}

// prepare makes what all targets share, out of a source tree: the core, the
// bundles, the pictures and the texts.
func prepare(root string, s settings) (*made, error) {
	m := &made{settings: s, root: root, shared: files{}}
	for _, step := range []func() error{m.compile, m.copyData, m.drawIcons, m.bundle, m.copyTexts} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// write writes one target's folder anew.
func (m *made) write(t target, dir string) error {
	all, err := m.files(t)
	if err != nil {
		return err
	}
	return all.write(dir)
}

// files are all that one target consists of.
func (m *made) files(t target) (files, error) {
	manifest, err := m.manifest(t)
	if err != nil {
		return nil, err
	}
	all := files{"manifest.json": manifest}
	maps.Copy(all, m.shared)
	return all, nil
}
