package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// engines are the oldest browsers served; the manifests say the same.
var engines = []api.Engine{{Name: api.EngineChrome, Version: "123"}, {Name: api.EngineFirefox, Version: "142"}}

// bundle makes one script of each part that runs by itself.
func (m *made) bundle() error {
	m.bundled = map[string]map[string]bool{}
	whole := m.bundling(api.FormatIIFE)
	for _, part := range [][2]string{
		{"background/main.ts", "background"},
		{"content/main.ts", "content"},
		{"guess/main.ts", "guess"},
		{"shop/main.ts", "shop"},
		{"pages/options/options.ts", "options"},
		{"pages/options/options.css", "options"},
		{"pages/eml/eml.ts", "eml"},
		{"pages/eml/eml.css", "eml"},
		{"pages/welcome/welcome.ts", "welcome"},
		{"pages/welcome/welcome.css", "welcome"},
		{"pages/popup/popup.css", "popup"},
	} {
		whole.EntryPointsAdvanced = append(whole.EntryPointsAdvanced, m.entry(part[0], part[1]))
	}
	if err := m.build(whole); err != nil {
		return err
	}
	// What the popup needs later, if at all, stands in files of its own: it is opened to be read at once.
	popup := m.bundling(api.FormatESModule)
	popup.EntryPointsAdvanced = []api.EntryPoint{m.entry("pages/popup/popup.ts", "popup")}
	popup.Splitting, popup.ChunkNames = true, "[name]"
	return m.build(popup)
}

func (m *made) entry(from, to string) api.EntryPoint {
	return api.EntryPoint{InputPath: m.path("extension", "src", filepath.FromSlash(from)), OutputPath: to}
}

// bundling is how scripts and style sheets are made.
func (m *made) bundling(format api.Format) api.BuildOptions {
	return api.BuildOptions{
		AbsWorkingDir: m.root,
		Outdir:        m.root,
		Bundle:        true,
		Format:        format,
		Charset:       api.CharsetUTF8,
		Engines:       engines,
		LegalComments: api.LegalCommentsEndOfFile,
		Metafile:      true,

		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,

		Define:  m.defines(),
		Plugins: []api.Plugin{m.assets()},
	}
}

func (m *made) build(options api.BuildOptions) error {
	goroot, err := goTool("env", "GOROOT")
	if err != nil {
		return err
	}
	// The toolchain that compiles the core supplies what runs it.
	options.Alias = map[string]string{"wasm_exec": filepath.Join(strings.TrimSpace(goroot), "lib", "wasm", "wasm_exec.js")}
	result := api.Build(options)
	if err := problems(result.Errors); err != nil {
		return err
	}
	for _, file := range result.OutputFiles {
		m.shared[filepath.Base(file.Path)] = file.Contents
	}
	return m.noteBundled(result.Metafile)
}

// npmPackage finds the innermost package that a path is of.
var npmPackage = regexp.MustCompile(`.*node_modules/((?:@[^/]+/)?[^/]+)/`)

// noteBundled notes which npm packages are in which script.
func (m *made) noteBundled(metafile string) error {
	var meta struct {
		Outputs map[string]struct {
			Inputs map[string]struct{ BytesInOutput int }
		}
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return err
	}
	for script, output := range meta.Outputs {
		for input, share := range output.Inputs {
			name := npmPackage.FindStringSubmatch(input)
			if name == nil || share.BytesInOutput == 0 {
				continue
			}
			if m.bundled[name[1]] == nil {
				m.bundled[name[1]] = map[string]bool{}
			}
			m.bundled[name[1]][script] = true
		}
	}
	return nil
}

// defines are the settings as src/settings.ts reads them.
func (m *made) defines() map[string]string {
	return map[string]string{
		"RULES_URL":       quote(m.rulesURL),
		"RULES_ROOT":      quote(string(m.rulesRoot)),
		"RULES_ROOT_HASH": quote(fmt.Sprintf("%x", sha256.Sum256(m.rulesRoot))),
		"SYNC_MINUTES":    fmt.Sprint(m.syncMinutes),
		"CORE_HASH":       quote(fmt.Sprintf("%x", sha256.Sum256(append(slices.Clone(m.shared["core.wasm"]), m.shared["book.json"]...)))),
		"SYNC_SECONDS":    fmt.Sprint(m.syncSeconds),
	}
}

func quote(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

// assets lets scripts import a style sheet, as text, and the signs, as data.
func (m *made) assets() api.Plugin {
	return api.Plugin{Name: "assets", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.svg$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			signs, err := readSigns(args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text, err := module(signs)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJSON}, err
		})
		build.OnResolve(api.OnResolveOptions{Filter: `\.css$`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind != api.ResolveJSImportStatement {
				return api.OnResolveResult{}, nil
			}
			return api.OnResolveResult{Path: filepath.Join(args.ResolveDir, args.Path), Namespace: "sheet"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `.`, Namespace: "sheet"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text, err := sheet(args.Path)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderText}, err
		})
	}}
}

// sheet is a style sheet with its imports, in one piece.
func sheet(file string) (string, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:      []string{file},
		Bundle:           true,
		MinifyWhitespace: true,
		MinifySyntax:     true,
		Charset:          api.CharsetUTF8,
		Engines:          engines,
	})
	if err := problems(result.Errors); err != nil {
		return "", err
	}
	return used(strings.TrimSpace(string(result.OutputFiles[0].Contents))), nil
}

// token finds where a custom property is given its value.
var token = regexp.MustCompile(`(--[\w-]+): [^;{}]*;?`)

// used leaves out the tokens that a sheet shares with others and has no use for
// itself: pages of other people load each of its bytes.
func used(css string) string {
	return token.ReplaceAllStringFunc(css, func(given string) string {
		name, _, _ := strings.Cut(given, ":")
		if strings.Contains(css, "var("+name+")") {
			return given
		}
		return ""
	})
}

func problems(messages []api.Message) error {
	var all []error
	for _, text := range api.FormatMessages(messages, api.FormatMessagesOptions{Kind: api.ErrorMessage}) {
		all = append(all, errors.New(strings.TrimSpace(text)))
	}
	return errors.Join(all...)
}
