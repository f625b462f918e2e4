package codec

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
)

// Whatever encoding/json reads is read the same, what it refuses is refused,
// and what is written it reads as the same value.
func FuzzAsEncodingJSON(f *testing.F) {
	for _, text := range []string{
		`{"text":"a","count":-12,"yes":true,"list":["b"],"items":[{"start":1}],"one":{"end":2},"names":{"c":"d"},"nested":{}}`,
		`{"text":"\ud83d\ude00 \ud83d \u3042\n\/\"","unknown":[{"x":[1.5e+3,null,false,-0]}]}`,
		`{"list":null,"one":null,"names":null} `, `{"count":01}`, `{"count":1e2}`, `{"text":"\u12"}`, `{"text":"` + "\xff" + `"}`, `[`, `{"a":1,}`, `{"text":"\ud800\u0041"}`, `{"x":-`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got, want outer
		err, errWant := Unmarshal(text, &got), json.Unmarshal([]byte(text), &want)
		if strings.Count(text, "[")+strings.Count(text, "{") > maxDepth || hasOtherCase(text) {
			return
		}
		if (err == nil) != (errWant == nil) {
			t.Fatalf("%q: %v, encoding/json: %v", text, err, errWant)
		}
		if err != nil {
			return
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %+v, encoding/json: %+v", text, got, want)
		}
		written, _ := Marshal(got)
		reference, _ := json.Marshal(got)
		var back, wantBack outer
		if json.Unmarshal(reference, &wantBack) != nil || json.Unmarshal([]byte(written), &back) != nil || !reflect.DeepEqual(back, wantBack) {
			t.Fatalf("%q: written as %q, by encoding/json as %q", text, written, reference)
		}
	})
}

// hasOtherCase tells texts with names that encoding/json takes for others, and
// names given twice, whose values it merges.
func hasOtherCase(text string) bool {
	for _, name := range []string{"text", "count", "yes", "list", "items", "one", "names", "typed", "nested", "start", "end"} {
		if strings.Count(strings.ToLower(text), name) > 1 || strings.Count(strings.ToLower(text), name) != strings.Count(text, name) {
			return true
		}
	}
	return strings.Contains(text, `\u00`) || strings.ContainsAny(text, "ſK")
}

func TestTooDeep(t *testing.T) {
	var v outer
	if err := Unmarshal(`{"x":`+strings.Repeat("[", 1e6), &v); err == nil || !strings.Contains(err.Error(), "deep") {
		t.Errorf("a million brackets: %v", err)
	}
}

func BenchmarkBook(b *testing.B) {
	text, err := os.ReadFile("../rules/baseline.json")
	if err != nil {
		b.Fatal(err)
	}
	var into struct {
		Texts  map[string]map[string]string `json:"texts"`
		Advice map[string]struct{}          `json:"advice"`
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if err := Unmarshal(string(text), &into); err != nil {
			b.Fatal(err)
		}
	}
}
