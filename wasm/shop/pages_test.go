package shop

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tashikame/wasm/due"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

var reader = NewReader(rules.Baseline(), due.NewReader(rules.Baseline()))

// expected is what the file beside a page says of it. Of fields, items and
// advice only those it names are asked for.
type expected struct {
	URL    string            `json:"url"`
	Now    time.Time         `json:"now"`
	Status string            `json:"status"`
	Fields map[string]string `json:"fields"`
	Dues   []expectedDue     `json:"dues"`
	Items  []expectedItem    `json:"items"`
	Told   []string          `json:"told"`
}

type expectedDue struct {
	Kind  wire.DueKind `json:"kind"`
	At    string       `json:"at"`
	Basis wire.Basis   `json:"basis"`
	Quote string       `json:"quote"`
}

type expectedItem struct {
	Key    string            `json:"key"`
	Status string            `json:"status"`
	Fields map[string]string `json:"fields"`
	Dues   []expectedDue     `json:"dues"`
	Told   []string          `json:"told"`
}

// eachPage gives every page of testdata/pages with what is expected of it.
func eachPage(t testing.TB, prefix string, do func(name, html string, want expected)) {
	t.Helper()
	files, err := filepath.Glob("../testdata/pages/" + prefix + "*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no page %s: %v", prefix, err)
	}
	for _, file := range files {
		// A list of mails has no state, and other people's pages have none: both
		// are read in tests of their own.
		if name := filepath.Base(file); strings.HasPrefix(name, "messages-") || strings.HasPrefix(name, "place-") {
			continue
		}
		html, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		beside, err := os.ReadFile(strings.TrimSuffix(file, ".html") + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var want expected
		if err := json.Unmarshal(beside, &want); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		do(strings.TrimSuffix(filepath.Base(file), ".html"), string(html), want)
	}
}

func TestPages(t *testing.T) {
	eachPage(t, "", func(name, html string, want expected) {
		got, ok := reader.Read(want.URL, html, "ja", want.Now)
		if !ok {
			t.Errorf("%s: no reader for %s", name, got.Kind)
			return
		}
		if got.Status != want.Status {
			t.Errorf("%s: %s (%s), want %s", name, got.Status, got.Reason, want.Status)
		}
		holds(t, name, got.Fields, want.Fields)
		sameDues(t, name, got.Dues, want.Dues)
		tells(t, name, got.Advice, want.Told)
		if want.Items == nil {
			return
		}
		if len(got.Items) != len(want.Items) {
			t.Errorf("%s: %d items, want %d", name, len(got.Items), len(want.Items))
			return
		}
		for i, item := range got.Items {
			w, at := want.Items[i], name+", item "+want.Items[i].Key
			if item.Key != w.Key || item.Status != w.Status {
				t.Errorf("%s: %s is %s, want %s", at, item.Key, item.Status, w.Status)
			}
			holds(t, at, item.Fields, w.Fields)
			sameDues(t, at, item.Dues, w.Dues)
			tells(t, at, item.Advice, w.Told)
		}
	})
}

func holds(t *testing.T, name string, got, want map[string]string) {
	t.Helper()
	for field, value := range want {
		if got[field] != value {
			t.Errorf("%s: %s %q, want %q", name, field, got[field], value)
		}
	}
}

func sameDues(t *testing.T, name string, got []wire.Due, want []expectedDue) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: dues %v, want %v", name, got, want)
		return
	}
	for i, d := range got {
		if g := (expectedDue{d.Kind, d.At, d.Basis, d.Quote}); g != want[i] {
			t.Errorf("%s: due %v, want %v", name, g, want[i])
		}
	}
}

func tells(t *testing.T, name string, got, want []string) {
	t.Helper()
	for _, id := range want {
		found := false
		for _, g := range got {
			found = found || g == id
		}
		if !found {
			t.Errorf("%s: does not tell %s, only %v", name, id, got)
		}
	}
}
