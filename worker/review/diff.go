package review

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tashikame/wasm/rules"
)

// Diff lists what is different in the newer book, a line each: "+" what came,
// "-" what went, "~" what changed. Lists of words and hosts are compared as
// sets, things with an id by their id.
func Diff(older, newer *rules.Book) ([]string, error) {
	a, err := plain(older)
	if err != nil {
		return nil, err
	}
	b, err := plain(newer)
	if err != nil {
		return nil, err
	}
	var d differ
	d.compare("", a, b)
	return d.lines, nil
}

// plain is a book as JSON sees it, without what changes with every publication.
func plain(book *rules.Book) (any, error) {
	text, err := json.Marshal(book)
	if err != nil {
		return nil, err
	}
	var out map[string]any
	if err := json.Unmarshal(text, &out); err != nil {
		return nil, err
	}
	delete(out, "version")
	delete(out, "made")
	return out, nil
}

type differ struct{ lines []string }

func (d *differ) say(sign, path string, value any) {
	d.lines = append(d.lines, fmt.Sprintf("%s %s: %s", sign, strings.TrimPrefix(path, "."), short(value)))
}

func (d *differ) compare(path string, a, b any) {
	named, alsoNamed := entries(a), entries(b)
	switch {
	case named != nil && alsoNamed != nil:
		d.compareEntries(path, named, alsoNamed)
	case isList(a) && isList(b):
		left, _ := a.([]any)
		right, _ := b.([]any)
		d.compareSets(path, left, right)
	case short(a) == short(b):
		// the same
	case empty(a):
		d.say("+", path, b)
	case empty(b):
		d.say("-", path, a)
	default:
		d.lines = append(d.lines, fmt.Sprintf("~ %s: %s → %s", strings.TrimPrefix(path, "."), short(a), short(b)))
	}
}

func (d *differ) compareEntries(path string, a, b map[string]any) {
	all := maps.Clone(a)
	maps.Copy(all, b)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		d.compare(path+"."+key, a[key], b[key])
	}
}

// compareSets compares lists whose members have no name.
func (d *differ) compareSets(path string, a, b []any) {
	left, right := counted(a), counted(b)
	for _, list := range []struct {
		sign string
		from []any
		not  map[string]int
	}{{"-", a, right}, {"+", b, left}} {
		for _, member := range list.from {
			if text := short(member); list.not[text] == 0 {
				d.say(list.sign, path, member)
			} else {
				list.not[text]--
			}
		}
	}
}

func counted(list []any) map[string]int {
	out := map[string]int{}
	for _, member := range list {
		out[short(member)]++
	}
	return out
}

// entries sees a thing as named parts: an object, or a list of things with ids.
func entries(v any) map[string]any {
	switch v := v.(type) {
	case map[string]any:
		return v
	case []any:
		out := map[string]any{}
		for _, member := range v {
			object, _ := member.(map[string]any)
			id, _ := object["id"].(string)
			if id == "" {
				return nil
			}
			out[id] = object
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func isList(v any) bool {
	_, ok := v.([]any)
	return ok || v == nil
}

func empty(v any) bool { return v == nil || v == "" || short(v) == "[]" || short(v) == "{}" }

func short(v any) string {
	var text strings.Builder
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err.Error()
	}
	return strings.TrimSpace(text.String())
}
