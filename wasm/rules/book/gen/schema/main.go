// Command schema writes a JSON Schema for each sort of file the book has, so
// that editors complete and check what is typed into it. Shapes and
// descriptions are those of the Go types; what Go's types cannot say (limits.go)
// is added. Run it from wasm/rules: go generate.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/invopop/jsonschema"

	"tashikame/wasm/rules"
	"tashikame/wasm/rules/book"
)

// sorts are the sorts of files, by the name of their schema.
var sorts = map[string]struct {
	title string
	shape any
}{
	"advice":      {"What a state means and what follows from it, by id", map[string]rules.Advice{}},
	"brand":       {"A brand: what belongs to it, and how it speaks", rules.Brand{}},
	"due":         {"What the reader of deadlines knows", rules.Due{}},
	"holidays":    {"National holidays", rules.Holidays{}},
	"kinds":       {"Sorts of mail, in the order they are tried", []rules.MailKind{}},
	"lists":       {"Lists that belong to no brand and no site", book.Lists{}},
	"redirectors": {"Hosts that forward to an address they carry in their own", []rules.Redirector{}},
	"replies":     {"Answers to sellers, in the order of use", []rules.Reply{}},
	"shop":        {"What is known of the shop's pages, whatever they are for", rules.Shop{}},
	"shop-page":   {"How one kind of a shop's pages is read", rules.ShopPage{}},
	"site":        {"Where the parts of a webmail's page are", rules.Site{}},
	"sources":     {"Where advice comes from, by id", map[string]rules.Source{}},
	"texts":       {"What people are told, by id", map[string]rules.Text{}},
	"words":       {"Lists of phrases, by id", map[string]rules.Words{}},
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: schema FOLDER (go generate ./wasm/rules does it)")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "writing the book's schemas:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	reflector := jsonschema.Reflector{
		Anonymous:                  true,
		FieldNameTag:               "yaml",
		RequiredFromJSONSchemaTags: true, // limits.go says what must be there
	}
	if err := reflector.AddGoComments("tashikame/wasm/rules", ".", jsonschema.WithFullComment()); err != nil {
		return err
	}
	for name, sort := range sorts {
		schema := reflector.Reflect(sort.shape)
		schema.Title = sort.title
		if err := limit(schema); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := save(filepath.Join(folder, name+".json"), schema); err != nil {
			return err
		}
	}
	return nil
}

func save(file string, schema *jsonschema.Schema) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(schema); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}
