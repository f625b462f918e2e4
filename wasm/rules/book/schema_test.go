package book

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaOf finds the schema that a file names in its first line, as an editor does.
func schemaOf(t *testing.T, name string, text []byte) *jsonschema.Schema {
	t.Helper()
	first, _, _ := strings.Cut(string(text), "\n")
	file, named := strings.CutPrefix(first, "# yaml-language-server: $schema=")
	if !named {
		t.Fatalf("%s: the first line names no schema: %q", name, first)
	}
	schema, err := jsonschema.NewCompiler().Compile(path.Join(path.Dir(name), file))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	var content any
	if err := yaml.Unmarshal(text, &content); err != nil {
		t.Fatal(err)
	}
	return schema.Validate(content)
}

// What editors check by is what the book says.
func TestEveryFileFollowsItsSchema(t *testing.T) {
	err := fs.WalkDir(Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(Files, name)
		if err != nil {
			return err
		}
		if err := validate(t, schemaOf(t, name, text), text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// A slip in any sort of file is seen while it is typed. Each row makes one in a
// file that is right.
func TestSlipsAreSeen(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, says string }{
		{"an unknown field", "brands/amazon.yaml", "\nowns:", "\nown:", "additional properties 'own' not allowed"},
		{"a missing field", "brands/amazon.yaml", "\nsince:", "\n#since:", "missing property 'since'"},
		{"an address for a host", "brands/amazon.yaml", "- amazon.co.jp\n", "- https://amazon.co.jp/\n", "does not match pattern"},
		{"a host in upper case", "sites/gmail.yaml", "[mail.google.com]", "[Mail.Google.com]", "does not match pattern"},
		{"a text for a list", "sites/gmail.yaml", "[mail.google.com]", "mail.google.com", "want array"},
		{"a field nobody reads", "sites/roundcube.yaml", "field: subject", "field: subjekt", "must be one of"},
		{"no day", "sites/roundcube.yaml", "since: ", "since: about ", "does not match pattern"},
		{"one language only", "texts/due.yaml", "\n  en: ", "\n  english: ", "missing property 'en'"},
		{"an empty text", "texts/due.yaml", `en: "The date and time as written (Japan time)."`, `en: " "`, "does not match pattern"},
		{"a number for a text", "words/asks.yaml", "phrases: [", "phrases: [3, ", "want string"},
		{"no phrases", "words/asks.yaml", "phrases:", "phrase:", "missing property 'phrases'"},
		{"a way of writing nobody knows", "redirectors/gateways.yaml", "how: urldefense-v3", "how: urldefense", "must be one of"},
		{"a word for a number", "due.yaml", "recent: 60", "recent: sixty", "want integer"},
		{"a kind without a guide", "kinds.yaml", "  guide:", "  guides:", "missing property 'guide'"},
		{"a reply without a title", "replies.yaml", "  title:", "  titel:", "missing property 'title'"},
		{"a version that is none", "lists.yaml", "version: 1", "version: v1", "want integer"},
		{"an advice from nobody", "advice/giftcard.yaml", ", from: [guide-giftcode]", "", "missing property 'from'"},
		{"a source without a date", "sources.yaml", ", date: 2026-11", "", "missing property 'date'"},
		{"a page without an id", "shop/cart.yaml", "\nid:", "\n#id:", "missing property 'id'"},
		{"a chain without a name", "shop.yaml", "    name:", "    nome:", "missing property 'name'"},
		{"a holiday list without years", "holidays.yaml", "from: ", "start: ", "missing property 'from'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, err := fs.ReadFile(Files, c.file)
			if err != nil {
				t.Fatal(err)
			}
			wrong := strings.Replace(string(text), c.old, c.new, 1)
			if wrong == string(text) {
				t.Fatalf("%s says %q no more: the row needs another slip", c.file, c.old)
			}
			err = validate(t, schemaOf(t, c.file, text), []byte(wrong))
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v; want %q", err, c.says)
			}
		})
	}
}
