package rules

import (
	"slices"
	"strings"
	"testing"

	"tashikame/wasm/wire"
)

func TestSitesAreWhole(t *testing.T) {
	whole := Site{
		ID: "post", Hosts: []string{"mail.post.example"}, Opens: []string{"https://mail.post.example/source?*"}, Source: true,
		Present: "pre", Message: "body", Bodies: []string{"pre"},
	}
	for name, c := range map[string]struct {
		change func(*Site)
		says   string
	}{
		"whole":                     {func(*Site) {}, ""},
		"no body":                   {func(s *Site) { s.Bodies = nil }, "must not be empty"},
		"nothing to know it by":     {func(s *Site) { s.Present = "" }, "must not be empty"},
		"a source on any host":      {func(s *Site) { s.Hosts = nil }, "known addresses"},
		"a source at any address":   {func(s *Site) { s.Opens = nil }, "known addresses"},
		"a host with a path":        {func(s *Site) { s.Hosts = []string{"post.example/mail"} }, "post.example/mail"},
		"a host that is not enough": {func(s *Site) { s.Hosts = []string{"example"} }, "example"},
	} {
		site := whole
		c.change(&site)
		err := (&Book{Format: Format, Sites: []Site{site}}).Check()
		if (err == nil) != (c.says == "") || (err != nil && !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// A field nobody reads is a typing error, and the sender then counts as not shown.
func TestSitesNameFieldsThatAreRead(t *testing.T) {
	known := []wire.Field{
		"from", wire.FieldFromName, wire.FieldFromAddress, wire.FieldReplyTo, wire.FieldSubject, wire.FieldDate,
		wire.FieldMailedBy, wire.FieldSignedBy, wire.FieldVia,
	}
	for _, site := range Baseline().Sites {
		for _, place := range site.Fields {
			if !slices.Contains(known, wire.Field(place.Field)) {
				t.Errorf("site %s: field %q is none", site.ID, place.Field)
			}
			if place.At == "" && place.Field != "from" {
				t.Errorf("site %s: field %q names no place", site.ID, place.Field)
			}
			for _, label := range place.Labels {
				if label != strings.ToLower(label) {
					t.Errorf("site %s: label %q: labels are compared in lower case", site.ID, label)
				}
			}
		}
	}
}
