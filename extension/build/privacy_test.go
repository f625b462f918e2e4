package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// PRIVACY.md is a promise, given in both languages. What the extension asks
// for, and under which names it keeps anything, is named there.
var promises = []string{"PRIVACY.md", "PRIVACY.ja.md"}

func privacy(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPrivacyNamesPermissions(t *testing.T) {
	for _, file := range promises {
		promise := privacy(t, file)
		for _, name := range []string{"chrome", "firefox"} {
			m, _ := readManifest(t, name)
			for _, permission := range append(m.Permissions, m.Optional...) {
				if !strings.Contains(promise, "`"+permission+"`") {
					t.Errorf("%s does not say why %s asks for %s", file, name, permission)
				}
			}
			for _, pattern := range m.HostPermissions {
				host := strings.TrimSuffix(strings.TrimPrefix(pattern, "https://"), "/*")
				if !strings.Contains(promise, "`"+host+"`") {
					t.Errorf("%s does not say that %s is read", file, host)
				}
			}
		}
	}
}

func TestPrivacyNamesWhatIsStored(t *testing.T) {
	names := storedNames(t)
	if len(names) < 15 {
		t.Fatalf("only %d names of stored things were found in the source: %v", len(names), names)
	}
	for _, promise := range promises {
		text := privacy(t, promise)
		for name, file := range names {
			if !strings.Contains(text, "`"+name+"`") && !strings.Contains(text, "`"+name+"…`") {
				t.Errorf("%s does not name %q, which %s stores", promise, name, file)
			}
		}
	}
}

// Row by row, both languages promise the same: the same names, for as long.
func TestPrivacyIsTheSameInJapanese(t *testing.T) {
	english, japanese := readDocument(t, promises[0]), readDocument(t, promises[1])
	if !slices.Equal(english.figures, japanese.figures) {
		t.Errorf("figures of the tables' rows: %q in English, %q in Japanese", english.figures, japanese.figures)
	}
	named := regexp.MustCompile("`[^`]+`")
	en, ja := named.FindAllString(privacy(t, promises[0]), -1), named.FindAllString(privacy(t, promises[1]), -1)
	for i := range max(len(en), len(ja)) {
		if at(en, i) != at(ja, i) {
			t.Fatalf("names: where %s has %s, %s has %s", promises[0], at(en, i), promises[1], at(ja, i))
		}
	}
}

var (
	constant  = regexp.MustCompile(`(?m)^(?:export )?const (\w+) = '([^']+)';`)
	access    = regexp.MustCompile(`(?s)storage\.(?:local|session)\s*\.(?:get|set|remove)\((.*?)\)[;.,)]|\bkeep\(\{\}, (\{.*?\})\)`)
	literal   = regexp.MustCompile(`'([^']+)'`)
	computed  = regexp.MustCompile(`\[(\w+)\]|^(\w+)$`)
	listed    = regexp.MustCompile(`^\[([\w, ]+)\]$`)
	shorthand = regexp.MustCompile(`^\{ (\w+(?:, \w+)*) \}`)
	property  = regexp.MustCompile(`\{ (\w+):`)
	begun     = regexp.MustCompile("const (\\w+) = `(\\w+:)\\$\\{") // a name that begins so
)

// storedNames are the names under which the source stores anything, and in
// which file it does. They are literals or constants; a test cannot run
// everything that stores, but it can read it.
func storedNames(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	constants := map[string]string{}
	found := map[string]string{}
	err := filepath.WalkDir(filepath.Join(root, "extension", "src"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".ts" {
			return err
		}
		text, err := os.ReadFile(path)
		texts[path] = string(text)
		for _, m := range constant.FindAllStringSubmatch(string(text), -1) {
			if strings.HasSuffix(m[1], "Key") || strings.HasSuffix(m[1], "Prefix") {
				constants[m[1]] = m[2]
				found[m[2]] = filepath.Base(path)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range texts {
		if !strings.Contains(text, "storage.") && !strings.Contains(text, "keep({}") {
			continue
		}
		own := map[string]string{}
		for _, m := range constant.FindAllStringSubmatch(text, -1) {
			own[m[1]] = m[2]
		}
		for _, m := range begun.FindAllStringSubmatch(text, -1) {
			own[m[1]] = m[2]
		}
		note := func(name string) {
			if name != "" {
				found[name] = filepath.Base(path)
			}
		}
		named := func(identifier string) {
			if name := own[identifier]; name != "" {
				note(name)
			} else {
				note(constants[identifier])
			}
		}
		for _, m := range access.FindAllStringSubmatch(text, -1) {
			argument := strings.TrimSpace(m[1] + m[2])
			for _, l := range literal.FindAllStringSubmatch(argument, -1) {
				note(l[1])
			}
			for _, c := range computed.FindAllStringSubmatch(argument, -1) {
				named(c[1] + c[2])
			}
			if list := listed.FindStringSubmatch(argument); list != nil {
				for identifier := range strings.SplitSeq(list[1], ", ") {
					named(identifier)
				}
			}
			if short := shorthand.FindStringSubmatch(argument); short != nil {
				for name := range strings.SplitSeq(short[1], ", ") {
					note(name)
				}
			}
			for _, p := range property.FindAllStringSubmatch(argument, -1) {
				note(p[1])
			}
		}
		for identifier, name := range own {
			if strings.Contains(text, "["+identifier+"]: ") {
				note(name)
			}
		}
	}
	return found
}

// Stores are told the same of every permission, in both languages, and no
// longer than they take it: 75 characters of a name, 132 of a summary.
func TestStoreTexts(t *testing.T) {
	for language, titles := range map[string][2]string{"en": {"Name", "Summary"}, "ja": {"名前", "短い説明"}} {
		file := filepath.Join(root, "docs", "store", language+".md")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := readManifest(t, "chrome")
		for _, permission := range append(append(m.Permissions, m.Optional...), "host_permissions") {
			if !strings.Contains(string(text), "| `"+permission+"` | ") {
				t.Errorf("%s: does not justify %s", file, permission)
			}
		}
		for i, most := range []int{75, 132} {
			_, part, found := strings.Cut(string(text), "\n## "+titles[i]+"\n")
			line, _, _ := strings.Cut(part, "\n")
			if length := len([]rune(line)); !found || length == 0 || length > most {
				t.Errorf("%s: %s has %d characters, of at most %d", file, titles[i], length, most)
			}
		}
	}
}
