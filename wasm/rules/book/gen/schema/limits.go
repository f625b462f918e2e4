package main

import (
	"fmt"

	"github.com/invopop/jsonschema"

	"tashikame/wasm/wire"
)

// required are the fields without which an entry is none.
var required = map[string][]string{
	"Advice":     {"ja", "en", "from"},
	"Brand":      {"id", "names", "owns", "sources", "since"},
	"Chain":      {"id", "name", "digits", "steps"},
	"Unsaid":     {"before", "behind"},
	"Due":        {"eras", "recent", "signs", "kinds", "defaults", "sources", "since"},
	"DueDefault": {"kind", "sources"},
	"DueKind":    {"kind"},
	"Era":        {"name", "square", "letter", "from"},
	"FieldPlace": {"field"},
	"Holidays":   {"from", "to", "days"},
	"Lists":      {"version", "sources", "since"},
	"MailKind":   {"id", "guide", "sources", "since"},
	"Redirector": {"id", "hosts", "sources", "since"},
	"Reply":      {"id", "title", "text", "sources", "since"},
	"Shop":       {"own-sellers", "chains", "sources", "since"},
	"ShopPage":   {"id", "sources", "since"},
	"Site":       {"id", "name", "present", "message", "key", "bodies", "sources", "since"},
	"Source":     {"ja", "en", "date"},
	"Text":       {"ja", "en"},
	"Words":      {"phrases", "sources", "since"},
}

// What is written in a field, by "Type.field", or by "field" for all types.
var (
	id     = form{pattern: `^[a-z0-9]+(-[a-z0-9]+)*$`}
	host   = form{pattern: `^\.?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$`}
	day    = form{pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`}
	filled = form{pattern: `\S`}

	forms = map[string]form{
		"id": id, "like": id, "since": day, "ja": filled, "en": filled,
		"sources": filled, "phrases": filled, "names": filled,
		"owns": host, "companions": host, "hosts-for-others": host, "sellers": host, "hosts": host, "resale": host,
		"opaque": host, "social": host, "hosting": host, "young": host,
		"Source.date":      {pattern: `^[0-9]{4}(-[0-9]{2}){0,2}$`},
		"Era.from":         day,
		"Brand.home":       {pattern: `^https://`},
		"Brand.messages":   {pattern: `^https://`},
		"Brand.telephones": {pattern: `^[0-9]+$`},
		"Redirector.how":   {oneOf: []any{"", "base64", "urldefense-v2", "urldefense-v3", "translate-goog", "path", "query"}},
		"FieldPlace.field": {oneOf: []any{
			"from", wire.FieldFromName, wire.FieldFromAddress, wire.FieldReplyTo, wire.FieldSubject, wire.FieldDate,
			wire.FieldMailedBy, wire.FieldSignedBy, wire.FieldVia,
		}},
	}
)

// form is what a text, or each text of a list, looks like.
type form struct {
	pattern string
	oneOf   []any
}

// limit adds to the shapes what must be there and what it looks like.
func limit(schema *jsonschema.Schema) error {
	for name, definition := range schema.Definitions {
		fields, known := required[name]
		if !known {
			return fmt.Errorf("%s: add to limits.go what an entry must have", name)
		}
		for _, field := range fields {
			if _, there := definition.Properties.Get(field); !there {
				return fmt.Errorf("%s has no field %q: limits.go says that it must", name, field)
			}
		}
		definition.Required = fields
		for field := definition.Properties.Oldest(); field != nil; field = field.Next() {
			f, of := forms[name+"."+field.Key]
			if !of {
				f = forms[field.Key]
			}
			f.apply(field.Value)
		}
	}
	return nil
}

func (f form) apply(field *jsonschema.Schema) {
	if field.Items != nil {
		f.apply(field.Items)
		return
	}
	if field.Type == "string" {
		field.Pattern, field.Enum = f.pattern, f.oneOf
	}
}
