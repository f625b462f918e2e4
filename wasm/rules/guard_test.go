package rules

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// arrived is the shipped book as a pack, after a change.
func arrived(t *testing.T, change func(*Book)) []byte {
	t.Helper()
	text, err := json.Marshal(Baseline())
	if err != nil {
		t.Fatal(err)
	}
	var book Book
	if err := json.Unmarshal(text, &book); err != nil {
		t.Fatal(err)
	}
	change(&book)
	if text, err = json.Marshal(book); err != nil {
		t.Fatal(err)
	}
	return text
}

// Whoever can sign a pack must still not get through with these.
func TestPacksThatAreRefused(t *testing.T) {
	owned := Baseline().Brands[0].Owns[1]
	for name, c := range map[string]struct {
		change func(*Book)
		says   string
	}{
		"as it shipped":            {func(*Book) {}, ""},
		"more domains":             {func(b *Book) { b.Brands[0].Owns = append(b.Brands[0].Owns, "amazon.example") }, ""},
		"a detector switched off":  {func(b *Book) { b.Off = []string{"link-not-owned"} }, ""},
		"a domain taken":           {func(b *Book) { b.Brands[0].Owns = slices.Delete(b.Brands[0].Owns, 1, 2) }, "takes " + owned + " from"},
		"a brand left out":         {func(b *Book) { b.Brands = nil }, "leaves out the brand"},
		"a brand under another id": {func(b *Book) { b.Brands[0].ID = "amazon2" }, "leaves out the brand"},
		"older than the built-in":  {func(b *Book) { b.Version-- }, "is older than the built-in"},
		"another format":           {func(b *Book) { b.Format = Format + 1 }, "this program reads format"},
		"home elsewhere":           {func(b *Book) { b.Brands[0].Home = "https://koushin.example/" }, "home https://koushin.example/ is not on a domain"},
		"reports sent elsewhere":   {func(b *Book) { b.Brands[0].Report = "abuse@koushin.example" }, "is not on a domain of the brand's"},
		"a script for a page":      {func(b *Book) { b.Brands[0].Messages = "javascript:alert(1)" }, "is not on a domain of the brand's"},
		"larger than is read":      {func(b *Book) { b.Opaque = append(b.Opaque, strings.Repeat("a", MaxPack)) }, "more than 524288"},
	} {
		_, err := Decode(string(arrived(t, c.change)))
		if (err == nil) != (c.says == "") || (err != nil && !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

func TestWhatIsNoPack(t *testing.T) {
	for _, text := range []string{"", "{", "[]", `"book"`, "<!doctype html>", `{"format":"1"}`, `{"brands":{}}`} {
		if book, err := Decode(text); err == nil {
			t.Errorf("%q was read: %+v", text, book)
		}
	}
}
