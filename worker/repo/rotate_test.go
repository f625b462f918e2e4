package repo

import (
	"os"
	"strings"
	"testing"

	"tashikame/worker/layout"
)

func rotate(t *testing.T, r *Repository, keys Keys, names ...string) *Repository {
	t.Helper()
	if err := r.Rotate(keys, 365*day, fresh(), names...); err != nil {
		t.Fatalf("rotate %v: %v", names, err)
	}
	return open(t, r.Dir)
}

// A client walks from whichever root it was built with to the newest.
func TestFourRoots(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	roots := [][]byte{trusted(t, keys)}
	seen := t.TempDir() // a client that comes by after each step
	for i, names := range [][]string{{"root-1", "timestamp"}, {"root-2", "snapshot"}, {"root-3", "targets"}} {
		if _, err := Verify(r.Dir, roots[0], seen); err != nil {
			t.Fatalf("before rotation %d: %v", i+1, err)
		}
		r = rotate(t, r, keys, names...)
		roots = append(roots, trusted(t, keys))
	}
	for i, root := range roots {
		v, err := Verify(r.Dir, root, "")
		if err != nil || v.Roles[0].Version != 4 || v.Book.Version != 1 {
			t.Errorf("from root %d: %+v, %v", i+1, v, err)
		}
	}
	if v, err := Verify(serve(t, r.Dir), roots[0], seen); err != nil || v.Roles[0].Version != 4 {
		t.Errorf("a client that saw all of it: %+v, %v", v, err)
	}
	if out := publish(t, r, keys, changed(t, "x.example"), fresh()); out.Version != 2 {
		t.Errorf("published as %d after the rotations", out.Version)
	}
	if v, err := Verify(r.Dir, roots[0], seen); err != nil || v.Book.Version != 2 {
		t.Errorf("a publication after the rotations: %v, %v", v, err)
	}
}

// Whoever stole an online key can do nothing with it once a new root is out.
func TestARevokedKey(t *testing.T) {
	for _, name := range onlineRoles {
		t.Run(name, func(t *testing.T) {
			r, keys := start(t)
			publish(t, r, keys, theBook(t), fresh())
			root := trusted(t, keys)
			stolen := Keys(t.TempDir())
			if err := os.CopyFS(string(stolen), os.DirFS(string(keys))); err != nil {
				t.Fatal(err)
			}
			before := t.TempDir()
			if err := os.CopyFS(before, os.DirFS(r.Dir)); err != nil {
				t.Fatal(err)
			}
			r = rotate(t, r, keys, name)
			if _, err := r.Publish(changed(t, "x.example"), stolen, fresh()); err == nil || !strings.Contains(err.Error(), "is not the one that") {
				t.Errorf("signed with the stolen key: %v", err)
			}
			// The thief does not ask us: beside the new root lies what the old key signed.
			old := open(t, before)
			publish(t, old, stolen, changed(t, "x.example"), fresh())
			publish(t, old, stolen, changed(t, "y.example"), fresh())
			text, err := os.ReadFile(r.path(layout.Root(2)))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(old.path(layout.Root(2)), text, 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := Verify(old.Dir, root, ""); err == nil || !strings.Contains(err.Error(), "not enough signatures") {
				t.Errorf("a client took what the stolen key signed: %v", err)
			}
		})
	}
}

func TestALostRootKey(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	root := trusted(t, keys)
	if err := os.Remove(keys.file("root-2")); err != nil {
		t.Fatal(err)
	}
	lost := r.Root.Signed.Roles["root"].KeyIDs[1]
	r = rotate(t, r, keys, "root-2")
	for _, id := range r.Root.Signed.Roles["root"].KeyIDs {
		if id == lost {
			t.Error("the lost key still signs")
		}
	}
	if len(r.Root.Signed.Roles["root"].KeyIDs) != 3 {
		t.Errorf("%d root keys", len(r.Root.Signed.Roles["root"].KeyIDs))
	}
	if _, err := Verify(r.Dir, root, ""); err != nil {
		t.Error(err)
	}
}

func TestOneRootKeyIsTooFew(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	for _, name := range []string{"root-1", "root-3"} {
		if err := os.Remove(keys.file(name)); err != nil {
			t.Fatal(err)
		}
	}
	before, err := os.ReadDir(string(keys))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Rotate(keys, day, fresh(), "timestamp"); err == nil || !strings.Contains(err.Error(), "2 are needed") {
		t.Errorf("rotated with one root key: %v", err)
	}
	if after, _ := os.ReadDir(string(keys)); len(after) != len(before) {
		t.Error("a key was touched all the same")
	}
	if open(t, r.Dir).Root.Signed.Version != 1 {
		t.Error("a root was written all the same")
	}
}

func TestRotateRefuses(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"root"}, "there is no key"},
		{[]string{"timestamp", "timestamp"}, "twice"},
	} {
		if err := r.Rotate(keys, day, fresh(), c.names...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("rotate %v: %v", c.names, err)
		}
	}
}

// Without a name the root is only made good for longer; keys and all that they
// signed stay.
func TestRenewingTheRoot(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	root := trusted(t, keys)
	before := r.Timestamp.Signed.Version
	r = rotate(t, r, keys)
	if r.Root.Signed.Version != 2 || r.Timestamp.Signed.Version != before {
		t.Errorf("root %d, timestamp %d", r.Root.Signed.Version, r.Timestamp.Signed.Version)
	}
	if _, err := Verify(r.Dir, root, ""); err != nil {
		t.Error(err)
	}
}

func TestARepositoryStartsWithTheFirstRoot(t *testing.T) {
	r, keys := start(t)
	rotate(t, r, keys)
	if err := Create(t.TempDir(), keys); err == nil || !strings.Contains(err.Error(), "starts with version 1") {
		t.Errorf("started with root 2: %v", err)
	}
}
