package layout

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	hash := strings.Repeat("0a", 32)
	for _, c := range []struct {
		path, name string
		kind       Kind
	}{
		{"/v1/timestamp.json", "timestamp.json", Changing},
		{"/v1/1.root.json", "1.root.json", Versioned},
		{"/v1/120.snapshot.json", "120.snapshot.json", Versioned},
		{"/v1/7.targets.json", "7.targets.json", Versioned},
		{"/v1/targets/" + hash + ".rules.json", hash + ".rules.json", Versioned},

		{"/v1/" + hash + ".rules.json", "", None}, // targets live in their own folder
		{"/v1/targets/1.root.json", "", None},
		{"/v1/targets/" + strings.ToUpper(hash) + ".rules.json", "", None},
		{"/v1/targets/" + hash + ".other.json", "", None},
		{"/v1/0.root.json", "", None},
		{"/v1/01.root.json", "", None},
		{"/v1/1234567890.root.json", "", None},
		{"/v1/root.json", "", None}, // consistent snapshots have no unnumbered root
		{"/v1/1.timestamp.json", "", None},
		{"/v1/../v1/timestamp.json", "", None},
		{"/v1/timestamp.json/", "", None},
		{"/timestamp.json", "", None},
		{"/v1/", "", None},
		{"/", "", None},
	} {
		if name, kind := Find(c.path); name != c.name || kind != c.kind {
			t.Errorf("Find(%s) = %q, %d; want %q, %d", c.path, name, kind, c.name, c.kind)
		}
	}
}

// What the publisher names must be found where the clients ask for it.
func TestNamesAreFound(t *testing.T) {
	for _, name := range []string{Timestamp, Root(1), Targets(2), Snapshot(345)} {
		if got, _ := Find(Base + name); got != name {
			t.Errorf("%s is not found", name)
		}
	}
	if name := Target(strings.Repeat("f", 64), Pack); !strings.HasSuffix(name, "."+Pack) {
		t.Errorf("target name %s", name)
	} else if got, _ := Find(PackBase + name); got != name {
		t.Errorf("%s is not found", name)
	}
}
