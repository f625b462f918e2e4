package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// release makes what is handed to stores: a package a target and their sums;
// with the source, also what reviewers need and what is in the packages.
func (m *made) release(chosen []target, source bool, dir string) error {
	version, err := m.version()
	if err != nil {
		return err
	}
	all, err := m.packages(chosen, version)
	if err != nil {
		return err
	}
	if source {
		if err := m.addSource(all, version); err != nil {
			return err
		}
	}
	all["SHA256SUMS"] = sums(all)
	if strings.HasPrefix(m.rulesURL, "http:") {
		fmt.Fprintf(os.Stderr, "build: these packages ask %s for rules; for a store, name a server over TLS (RULES_URL, RULES_ROOT)\n", m.rulesURL)
	}
	return all.write(dir)
}

func (m *made) addSource(all files, version string) error {
	sources, err := m.sources()
	if err != nil {
		return err
	}
	if all["tashikame-"+version+"-source.zip"], err = pack(sources); err != nil {
		return err
	}
	all["tashikame-"+version+".cdx.json"], err = m.sbom(version)
	return err
}

// packages are the zips that stores take, by file name.
func (m *made) packages(chosen []target, version string) (files, error) {
	all := files{}
	for _, t := range chosen {
		content, err := m.files(t)
		if err != nil {
			return nil, err
		}
		if all["tashikame-"+version+"-"+t.name+".zip"], err = pack(content); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// version is the one that extension/manifest.json states; there is no other.
func (m *made) version() (string, error) {
	text, err := os.ReadFile(m.path("extension", "manifest.json"))
	if err != nil {
		return "", err
	}
	var manifest struct{ Version string }
	err = json.Unmarshal(text, &manifest)
	return manifest.Version, err
}

// sums is in the form that sha256sum -c reads.
func sums(all files) []byte {
	var out []byte
	for _, name := range slices.Sorted(maps.Keys(all)) {
		out = fmt.Appendf(out, "%x  %s\n", sha256.Sum256(all[name]), name)
	}
	return out
}

// write writes a folder anew.
func (all files) write(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
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
