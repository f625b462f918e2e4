package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// may says what each room of the core may import of the others. What judges
// stays apart from what shows, and nothing below knows what stands above.
var may = map[string][]string{
	"wire":           {},
	"codec":          {},
	"rules":          {"codec"},
	"rules/book":     {"rules"},
	"rules/book/gen": {"rules/book", "rules"},
	"words":          {},
	"clock":          {},
	"auth":           {},
	"page":           {},
	"host":           {"rules", "wire", "words"},
	"due":            {"clock", "rules", "wire", "words"},
	"detect":         {"auth", "page", "host", "rules", "wire", "words"},
	"shop":           {"clock", "page", "host", "due", "rules", "wire", "words"},
	"ledger":         {"clock", "rules", "wire", "words"},
	"check":          {"clock", "detect", "shop", "page", "host", "due", "ledger", "rules", "wire", "words"},
	"eml":            {"wire", "page"},
}

// TestNoLayouts keeps package time's layouts out of the core: they weigh a
// fiftieth of it. Package clock reads and writes what is needed.
func TestNoLayouts(t *testing.T) {
	for room := range may {
		if room == "eml" || strings.HasPrefix(room, "rules/book") {
			continue
		}
		files, err := filepath.Glob(filepath.FromSlash(room) + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatalf("wasm/%s has no files (%v)", room, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(file, "_test.go") && layouts.Match(text) {
				t.Errorf("wasm/%s uses package time's layouts: use package clock", file)
			}
		}
	}
}

var layouts = regexp.MustCompile(`time\.Parse|\.Format\("|\.Format\(time\.|\.AppendFormat\(`)

func TestImportsRunOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}}: {{join .Imports \" \"}}", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		room, imports, _ := strings.Cut(strings.TrimSpace(line), ": ")
		room = strings.TrimPrefix(room, "tashikame/wasm/")
		allowed, bound := may[room]
		// The weight of fmt is known: a twentieth of core.wasm.
		if inCore := bound && !strings.HasPrefix(room, "rules/book") && room != "eml"; inCore && slices.Contains(strings.Fields(imports), "fmt") {
			t.Errorf("wasm/%s imports fmt: put the words together by hand", room)
		}
		for path := range strings.FieldsSeq(imports) {
			to, ours := strings.CutPrefix(path, "tashikame/wasm/")
			if strings.HasPrefix(path, "tashikame/") && !ours {
				t.Errorf("wasm/%s imports %s: the core imports nothing of the others", room, path)
			}
			if bound && ours && !slices.Contains(allowed, to) {
				t.Errorf("wasm/%s imports wasm/%s: the arrows run the other way", room, to)
			}
		}
	}
}
