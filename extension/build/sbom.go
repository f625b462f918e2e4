package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// component is somebody else's work in a package.
type component struct {
	name    string
	version string
	licence string // SPDX
	kind    cdx.ComponentType
	purl    string
	in      string // the file it is in, or the files
}

// licences are those of the Go modules in the core. Their files of that name
// have no form that a program can read.
var licences = map[string]string{
	"golang.org/x/net": "BSD-3-Clause",
}

// data is what the source was made from with the help of npm packages
// (go generate); the packages themselves are not in it.
var data = []struct{ name, licence, in string }{
	{"tldts", "MPL-2.0 AND MIT", "suffix.bin"},
	{"unhomoglyph", "Unicode-DFS-2016 AND MIT", "core.wasm"},
	{"@holiday-jp/holiday_jp", "MIT", "book.json"},
}

// components are everything in the packages that is not ours.
func (m *made) components() ([]component, error) {
	goVersion := strings.TrimPrefix(runtime.Version(), "go")
	all := []component{{"Go standard library", goVersion, "BSD-3-Clause", cdx.ComponentTypeLibrary,
		"pkg:golang/std@" + goVersion, "core.wasm, mail.wasm, background.js, eml.js"}}
	modules, err := m.coreModules()
	if err != nil {
		return nil, err
	}
	for path, version := range modules {
		licence, known := licences[path]
		if !known {
			return nil, fmt.Errorf("%s is in the core: name its licence in extension/build/sbom.go and in NOTICE", path)
		}
		all = append(all, component{path, version, licence, cdx.ComponentTypeLibrary, "pkg:golang/" + path + "@" + version, "core.wasm"})
	}
	for name, in := range m.bundled {
		c, err := m.npmPackage(name)
		if err != nil {
			return nil, err
		}
		c.kind, c.in = cdx.ComponentTypeLibrary, strings.Join(slices.Sorted(maps.Keys(in)), ", ")
		all = append(all, c)
	}
	for _, d := range data {
		c, err := m.npmPackage(d.name)
		if err != nil {
			return nil, err
		}
		c.kind, c.licence, c.in = cdx.ComponentTypeData, d.licence, d.in
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b component) int { return strings.Compare(a.purl, b.purl) })
	return all, nil
}

// coreModules are the modules that the core is compiled from, by version.
func (m *made) coreModules() (map[string]string, error) {
	list := exec.Command("go", "list", "-deps", "-tags=extension", "-f={{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "./wasm")
	list.Dir = m.root
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("listing the core's modules: %w", err)
	}
	modules := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if path, version, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			modules[path] = version
		}
	}
	return modules, nil
}

func (m *made) npmPackage(name string) (component, error) {
	text, err := os.ReadFile(m.path("node_modules", name, "package.json"))
	if err != nil {
		return component{}, err
	}
	var p struct{ Version, License string }
	if err := json.Unmarshal(text, &p); err != nil {
		return component{}, fmt.Errorf("npm package %s: %w", name, err)
	}
	if p.License == "" {
		return component{}, fmt.Errorf("npm package %s states no licence", name)
	}
	// A scope's @ is written as %40 in package URLs.
	scope, rest, scoped := strings.Cut(name, "/")
	purl := "pkg:npm/" + name + "@" + p.Version
	if scoped {
		purl = "pkg:npm/" + strings.Replace(url.PathEscape(scope), "@", "%40", 1) + "/" + rest + "@" + p.Version
	}
	return component{name: name, version: p.Version, licence: p.License, purl: purl}, nil
}

// sbom is the bill of materials of the packages, in CycloneDX. It has neither
// a date nor a number of its own: the same source gives the same bytes.
func (m *made) sbom(version string) ([]byte, error) {
	all, err := m.components()
	if err != nil {
		return nil, err
	}
	ours := cdx.Component{
		BOMRef: "tashikame", Type: cdx.ComponentTypeApplication, Name: "tashikame", Version: version,
		Licenses: &cdx.Licenses{{Expression: "Apache-2.0"}},
	}
	var parts []cdx.Component
	var refs []string
	for _, c := range all {
		refs = append(refs, c.purl)
		parts = append(parts, cdx.Component{
			BOMRef: c.purl, Type: c.kind, Name: c.name, Version: c.version, PackageURL: c.purl,
			Licenses:   &cdx.Licenses{{Expression: c.licence}},
			Properties: &[]cdx.Property{{Name: "tashikame:in", Value: c.in}},
		})
	}
	bom := cdx.NewBOM()
	bom.Metadata = &cdx.Metadata{Component: &ours}
	bom.Components = &parts
	bom.Dependencies = &[]cdx.Dependency{{Ref: ours.BOMRef, Dependencies: &refs}}
	var out bytes.Buffer
	err = cdx.NewBOMEncoder(&out, cdx.BOMFileFormatJSON).SetPretty(true).Encode(bom)
	return out.Bytes(), err
}
