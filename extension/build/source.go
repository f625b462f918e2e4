package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Where the source archive has what a build takes in besides the source. The
// Makefile looks there.
const (
	releaseRoot     = "release/root.json"
	releaseSettings = "release/settings.mk"
)

// sources are the files that somebody else needs to make the same packages:
// those of the checkout, and what this build was told.
func (m *made) sources() (files, error) {
	names, err := m.tracked()
	if err != nil {
		return nil, err
	}
	all := files{}
	for _, name := range names {
		content, err := os.ReadFile(m.path(filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed, and not committed yet
		}
		if err != nil {
			return nil, err
		}
		all[name] = content
	}
	all[releaseRoot] = m.rulesRoot
	all[releaseSettings] = fmt.Appendf(nil, "# What the packages of this release were made with; see docs/store/build.md.\n"+
		"RULES_ROOT ?= %s\nRULES_URL ?= %s\nexport GOTOOLCHAIN ?= %s\n", releaseRoot, strings.TrimSuffix(m.rulesURL, "/"), runtime.Version())
	return all, nil
}

// tracked names what git has, or would take in.
func (m *made) tracked() ([]string, error) {
	git := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	git.Dir = m.root
	out, err := git.Output()
	if err != nil {
		return nil, fmt.Errorf("listing the source: it takes a git checkout: %w", err)
	}
	var names []string
	for name := range bytes.SplitSeq(bytes.TrimSuffix(out, []byte{0}), []byte{0}) {
		names = append(names, string(name))
	}
	return names, nil
}

// mode is executable for what the Makefile runs by name. Everything else is
// data, whatever this machine's file system says of it.
func mode(name string) fs.FileMode {
	if strings.HasPrefix(name, "tools/") || strings.HasPrefix(name, ".ci/") {
		return 0o755
	}
	return 0o644
}
