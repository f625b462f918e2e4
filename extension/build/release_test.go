package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// Of any form: a build takes it in as it is.
const someRoot = `{"signed":{"_type":"root"}}`

// built is this tree's extension, made once for all tests.
var built = sync.OnceValues(func() (*made, error) {
	dir, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	return prepare(dir, settings{rulesURL: "https://rules.example/", rulesRoot: []byte(someRoot), syncMinutes: 360})
})

func build(t *testing.T) *made {
	t.Helper()
	m, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func packages(t *testing.T, m *made) files {
	t.Helper()
	all, err := m.packages([]target{targets[0], targets[1], targets[2]}, "0")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func unzip(t *testing.T, packed []byte) files {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	all := files{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// A reviewer who builds the source archive, in a folder of their own, gets the
// very packages that were handed in.
func TestSameBytesFromTheSourceArchive(t *testing.T) {
	ours := build(t)
	sources, err := ours.sources()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := pack(sources)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "a folder", "of another name")
	if err := unzip(t, archive).write(elsewhere); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(ours.root, "node_modules"), filepath.Join(elsewhere, "node_modules")); err != nil {
		t.Fatal(err)
	}
	rulesRoot, err := os.ReadFile(filepath.Join(elsewhere, releaseRoot))
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := prepare(elsewhere, settings{rulesURL: ours.rulesURL, rulesRoot: rulesRoot, syncMinutes: ours.syncMinutes})
	if err != nil {
		t.Fatal(err)
	}
	got := packages(t, theirs)
	for name, want := range packages(t, ours) {
		if bytes.Equal(got[name], want) {
			continue
		}
		mine, other := unzip(t, want), unzip(t, got[name])
		for file := range mine {
			if !bytes.Equal(mine[file], other[file]) {
				t.Errorf("%s: %s differs", name, file)
			}
		}
		t.Errorf("%s: built elsewhere, it has other bytes", name)
	}
	settings := string(unzip(t, archive)[releaseSettings])
	if !strings.Contains(settings, "RULES_URL ?= https://rules.example\n") || !strings.Contains(settings, "RULES_ROOT ?= "+releaseRoot+"\n") {
		t.Errorf("the source archive does not say what to build with:\n%s", settings)
	}
}

// What is in a package is the order of names, not of the day or the machine.
func TestPackIsPlain(t *testing.T) {
	packed, err := pack(files{"b.js": []byte("b"), "a/b.js": []byte("a"), "tools/run": []byte("#!")})
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.File {
		names = append(names, f.Name)
		if !f.Modified.Equal(epoch) {
			t.Errorf("%s: dated %v", f.Name, f.Modified)
		}
		if executable := f.Mode()&0o111 != 0; executable != (f.Name == "tools/run") {
			t.Errorf("%s: mode %v", f.Name, f.Mode())
		}
	}
	if want := []string{"a/b.js", "b.js", "tools/run"}; !slices.Equal(names, want) {
		t.Errorf("files %v, want %v", names, want)
	}
}

// Whose work is in the packages is said in them, and by NOTICE.
func TestNoticeNamesWhatIsBundled(t *testing.T) {
	m := build(t)
	parts, err := m.components()
	if err != nil {
		t.Fatal(err)
	}
	notice := string(m.shared["NOTICE.txt"])
	for _, part := range parts {
		named := part.name + " " + part.version
		if part.kind == cdx.ComponentTypeLibrary && strings.HasPrefix(part.purl, "pkg:golang/") {
			named = part.name // a release of Go changes none of its terms
		}
		if !strings.Contains(notice, named) {
			t.Errorf("NOTICE does not name %s, which is in %s", named, part.in)
		}
	}
	for _, want := range []string{"ical-generator", "@freedomofpress/tuf-browser", "golang.org/x/net"} {
		if !slices.ContainsFunc(parts, func(c component) bool { return c.name == want }) {
			t.Errorf("%s is bundled, and not found to be", want)
		}
	}
}

func TestSBOM(t *testing.T) {
	text, err := build(t).sbom("1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(text), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	if bom.Metadata.Component.Version != "1.2.3" || len(*bom.Components) < 8 {
		t.Errorf("bill of materials of %s with %d components", bom.Metadata.Component.Version, len(*bom.Components))
	}
	refs := *(*bom.Dependencies)[0].Dependencies
	for _, c := range *bom.Components {
		if c.Version == "" || c.PackageURL == "" || !slices.Contains(refs, c.BOMRef) || (*c.Licenses)[0].Expression == "" {
			t.Errorf("component %+v is not whole", c)
		}
	}
}

// The version stands in extension/manifest.json alone; what changed in it is told.
func TestChangelogTellsOfThisVersion(t *testing.T) {
	m := source(t)
	version, err := m.version()
	if err != nil {
		t.Fatal(err)
	}
	changes, err := os.ReadFile(m.path("CHANGELOG.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, newest, _ := strings.Cut(string(changes), "\n## ")
	if !strings.HasPrefix(newest, version+" ") && !strings.HasPrefix(newest, version+"\n") {
		t.Errorf("CHANGELOG.md begins with %q, the manifest says %s", strings.SplitN(newest, "\n", 2)[0], version)
	}
}
