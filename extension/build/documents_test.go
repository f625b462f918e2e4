package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// document is a Markdown file, taken apart as far as these tests need it.
type document struct {
	name     string
	commands []string // code blocks, and what is set as code and begins as a command does
	links    []string // in order; pictures too
	figures  []string // the numbers of each row of its tables
	anchors  []string // of its headings
}

var (
	block   = regexp.MustCompile("(?ms)^```[a-z]*\n(.*?)^```$")
	code    = regexp.MustCompile("`((?:make|go run|npx|npm) [^`]*|make)`")
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	number  = regexp.MustCompile(`\d(?:[\d,.]*\d)?`)
)

func readDocument(t *testing.T, name string) document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	d := document{name: name}
	for _, m := range block.FindAllSubmatch(text, -1) {
		d.commands = append(d.commands, string(m[1]))
	}
	prose := block.ReplaceAllString(string(text), "")
	for _, m := range code.FindAllStringSubmatch(prose, -1) {
		d.commands = append(d.commands, m[1])
	}
	for _, m := range link.FindAllStringSubmatch(prose, -1) {
		d.links = append(d.links, m[1])
	}
	for _, m := range heading.FindAllStringSubmatch(prose, -1) {
		d.anchors = append(d.anchors, anchor(m[1]))
	}
	for row := range strings.Lines(prose) {
		if strings.HasPrefix(row, "|") {
			numbers := number.FindAllString(row, -1)
			slices.Sort(numbers) // languages differ in the order they name things
			d.figures = append(d.figures, fmt.Sprint(numbers))
		}
	}
	return d
}

// anchor is the name by which a heading can be linked to, as GitHub makes it.
func anchor(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(heading) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
			b.WriteRune(r)
		}
	}
	return b.String()
}

func documents(t *testing.T) []document {
	t.Helper()
	var all []document
	names, err := source(t).tracked()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if path.Ext(name) == ".md" {
			all = append(all, readDocument(t, name))
		}
	}
	return all
}

// What the documents point at is there.
func TestLinksLeadSomewhere(t *testing.T) {
	all := documents(t)
	for _, d := range all {
		for _, to := range d.links {
			if strings.Contains(to, "://") || strings.HasPrefix(to, "mailto:") {
				continue
			}
			file, fragment, _ := strings.Cut(to, "#")
			target := path.Join(path.Dir(d.name), file)
			if file == "" {
				target = d.name
			}
			if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(target))); err != nil {
				t.Errorf("%s: links to %s, which is not there", d.name, to)
			}
			i := slices.IndexFunc(all, func(d document) bool { return d.name == target })
			if fragment != "" && i >= 0 && !slices.Contains(all[i].anchors, fragment) {
				t.Errorf("%s: links to %s, and %s has no such heading: %v", d.name, to, target, all[i].anchors)
			}
		}
	}
}

// Whatever the documents tell people to make, make makes.
func TestCommandsExist(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	goal := regexp.MustCompile(`(?m)\bmake ([a-z][a-z-]*)`)
	folder := regexp.MustCompile(`(?m)\bgo run (\./\S+)`)
	for _, d := range documents(t) {
		for _, command := range d.commands {
			for _, m := range goal.FindAllStringSubmatch(command, -1) {
				if !regexp.MustCompile(`(?m)^` + m[1] + `:`).Match(makefile) {
					t.Errorf("%s: make %s: there is no such rule", d.name, m[1])
				}
			}
			for _, m := range folder.FindAllStringSubmatch(command, -1) {
				if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(m[1]))); err != nil {
					t.Errorf("%s: go run %s: there is no such program", d.name, m[1])
				}
			}
		}
	}
}

// Who reads the Japanese README is told the same: the same commands, the same
// pages and pictures, the same figures.
func TestReadmesAgree(t *testing.T) {
	english, japanese := readDocument(t, "README.md"), readDocument(t, "README.ja.md")
	other := strings.NewReplacer("-ja-", "-en-", "#開発する人へ", "#for-developers", "PRIVACY.ja.md", "PRIVACY.md")
	for i, to := range japanese.links {
		if japanese.links[i] = other.Replace(to); to == "README.md" {
			japanese.links[i] = "README.ja.md"
		}
	}
	for _, pair := range []struct {
		what    string
		en, ja  []string
		ordered bool
	}{
		{"commands", english.commands, japanese.commands, false},
		{"links", english.links, japanese.links, false},
		{"figures", english.figures, japanese.figures, true},
	} {
		if !pair.ordered {
			slices.Sort(pair.en)
			slices.Sort(pair.ja)
		}
		if len(pair.en) < 5 {
			t.Fatalf("%d %s found in README.md", len(pair.en), pair.what)
		}
		for i := range max(len(pair.en), len(pair.ja)) {
			if en, ja := at(pair.en, i), at(pair.ja, i); en != ja {
				t.Errorf("%s: README.md has %q, README.ja.md %q", pair.what, en, ja)
				break
			}
		}
	}
	if len(english.anchors) != len(japanese.anchors) {
		t.Errorf("README.md has %d headings, README.ja.md %d", len(english.anchors), len(japanese.anchors))
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}
