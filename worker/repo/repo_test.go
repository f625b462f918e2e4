package repo

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"tashikame/wasm/rules"
	"tashikame/wasm/rules/book"
	"tashikame/worker/layout"
)

const day = 24 * time.Hour

var fresh = func() Expiry { return In(90*day, 90*day, day) }

// start makes keys and an empty repository in a folder of its own.
func start(t *testing.T) (*Repository, Keys) {
	t.Helper()
	dir := t.TempDir()
	keys, err := MakeKeys(filepath.Join(dir, "keys"), 365*day)
	if err != nil {
		t.Fatal(err)
	}
	if err := Create(filepath.Join(dir, "repo"), keys); err != nil {
		t.Fatal(err)
	}
	return open(t, filepath.Join(dir, "repo")), keys
}

func open(t *testing.T, dir string) *Repository {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func theBook(t *testing.T) *rules.Book {
	t.Helper()
	b, err := book.Read(book.Files)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// changed is the book with one more word in it.
func changed(t *testing.T, word string) *rules.Book {
	b := theBook(t)
	b.Opaque = append(b.Opaque, word)
	return b
}

func publish(t *testing.T, r *Repository, keys Keys, b *rules.Book, until Expiry) *rules.Book {
	t.Helper()
	out, err := r.Publish(b, keys, until)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// serve answers for a repository directory as the plainest web server would.
func serve(t *testing.T, dir string) string {
	s := httptest.NewServer(http.StripPrefix("/v1", http.FileServer(http.Dir(dir))))
	t.Cleanup(s.Close)
	return s.URL
}

func trusted(t *testing.T, keys Keys) []byte {
	t.Helper()
	root, err := os.ReadFile(keys.RootFile())
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestAClientGetsTheBook(t *testing.T) {
	r, keys := start(t)
	out := publish(t, r, keys, theBook(t), fresh())
	for _, server := range []string{r.Dir, serve(t, r.Dir), serve(t, r.Dir) + "/"} {
		v, err := Verify(server, trusted(t, keys), "")
		if err != nil {
			t.Fatalf("%s: %v", server, err)
		}
		if want, err := Encode(out); err != nil || string(v.Pack) != string(want) {
			t.Errorf("%s: another book arrived than was published", server)
		}
	}
}

func TestKeysAreNeverWrittenOver(t *testing.T) {
	_, keys := start(t)
	before, err := os.ReadFile(keys.file("root-1"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := MakeKeys(string(keys), day); err == nil || !strings.Contains(err.Error(), "never written over") {
		t.Errorf("a second MakeKeys in the same folder: %v", err)
	}
	if after, _ := os.ReadFile(keys.file("root-1")); string(after) != string(before) {
		t.Error("the key changed")
	}
	files, err := filepath.Glob(string(keys) + "/*.pem")
	if err != nil || len(files) != 6 {
		t.Fatalf("six keys expected: %v, %v", files, err)
	}
	for _, file := range files {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v; only its owner may read it", file, info.Mode())
		}
	}
}

func TestRootNeedsTwoOfThree(t *testing.T) {
	r, _ := start(t)
	role := r.Root.Signed.Roles[metadata.ROOT]
	if role.Threshold != 2 || len(role.KeyIDs) != 3 {
		t.Errorf("root needs %d of %d keys; want 2 of 3", role.Threshold, len(role.KeyIDs))
	}
	if !r.Root.Signed.ConsistentSnapshot {
		t.Error("the root does not ask for consistent snapshots")
	}
	r.Root.Signatures = r.Root.Signatures[:1]
	if err := r.Root.VerifyDelegate(metadata.ROOT, r.Root); err == nil {
		t.Error("one signature was enough for a root")
	}
}

func TestVersionsRise(t *testing.T) {
	r, keys := start(t)
	jump := changed(t, "third.example")
	jump.Version = 40
	for _, c := range []struct {
		what string
		book *rules.Book
		want int
	}{
		{"the first", theBook(t), 1},
		{"the same again", theBook(t), 1},
		{"a changed one", changed(t, "second.example"), 2},
		{"back to the first", theBook(t), 3},
		{"one that names a higher version itself", jump, 40},
		{"the next after that", changed(t, "fourth.example"), 41},
	} {
		before := r.Timestamp
		out := publish(t, r, keys, c.book, fresh())
		if out.Version != c.want {
			t.Errorf("%s: version %d, want %d", c.what, out.Version, c.want)
		}
		r = open(t, r.Dir) // what is on disk, not what is in memory
		if before != nil && r.Timestamp.Signed.Version != before.Signed.Version+1 {
			t.Errorf("%s: timestamp %d after %d", c.what, r.Timestamp.Signed.Version, before.Signed.Version)
		}
		v, err := Verify(r.Dir, trusted(t, keys), "")
		if err != nil || v.Book.Version != c.want {
			t.Errorf("%s: a client sees %v, %v", c.what, v, err)
		}
	}
}

func TestRefreshNeedsTheTimestampKeyAlone(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	online := Keys(t.TempDir())
	key, err := os.ReadFile(keys.file("timestamp"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(online.file("timestamp"), key, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := r.Refresh(online, In(0, 0, 2*day)); err != nil {
		t.Fatal(err)
	}
	v, err := Verify(r.Dir, trusted(t, keys), "")
	if err != nil {
		t.Fatal(err)
	}
	if left := time.Until(v.Roles[1].Expires); left < day {
		t.Errorf("the timestamp is good for %v; it was renewed for two days", left)
	}
	if _, err := r.Publish(changed(t, "x.example"), online, fresh()); err == nil || !strings.Contains(err.Error(), "targets key") {
		t.Errorf("a book was signed without the targets key: %v", err)
	}
}

func TestAStrangersKeySignsNothing(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	_, strange := start(t)
	if _, err := r.Publish(changed(t, "x.example"), strange, fresh()); err == nil || !strings.Contains(err.Error(), "is not the one that") {
		t.Errorf("signed with keys the root does not know: %v", err)
	}
	if v, err := Verify(r.Dir, trusted(t, keys), ""); err != nil || v.Book.Version != 1 {
		t.Errorf("the repository was harmed: %v", err)
	}
}

// A pack that every client would refuse must not leave the house.
func TestABookThatBreaksAPromiseIsNotSigned(t *testing.T) {
	r, keys := start(t)
	b := theBook(t)
	b.Brands = b.Brands[1:]
	if _, err := r.Publish(b, keys, fresh()); err == nil || !strings.Contains(err.Error(), "leaves out the brand") {
		t.Errorf("a book without a baseline brand was signed: %v", err)
	}
}

// What a client must refuse, whoever made it.
func TestAttacks(t *testing.T) {
	edit := func(file func(*Repository) string, change func([]byte) []byte) func(*testing.T, *Repository, Keys) {
		return func(t *testing.T, r *Repository, _ Keys) {
			text, err := os.ReadFile(file(r))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file(r), change(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	pack := func(r *Repository) string { name, _ := r.packName(); return r.path(name) }
	flip := func(text []byte) []byte { text[len(text)/2] ^= 1; return text }
	for _, c := range []struct {
		name   string
		attack func(*testing.T, *Repository, Keys)
		want   string
	}{
		{"a byte of the pack", edit(pack, flip), "hash verification failed"},
		{"a longer pack", edit(pack, func(b []byte) []byte { return append(b, ' ') }), "larger than|more than"},
		{"a shorter pack", edit(pack, func(b []byte) []byte { return b[:len(b)-1] }), "length"},
		{"a byte of the snapshot", edit(func(r *Repository) string { return r.path(layout.Snapshot(r.Snapshot.Signed.Version)) }, flip), "hash"},
		{"a byte of the targets", edit(func(r *Repository) string { return r.path(layout.Targets(r.Targets.Signed.Version)) }, flip), "hash"},
		{"a timestamp that promises more", edit(func(r *Repository) string { return r.path(layout.Timestamp) }, func(b []byte) []byte {
			return []byte(strings.Replace(string(b), `"expires":"20`, `"expires":"21`, 1))
		}), "not enough signatures"},
		{"a login page instead of the timestamp", edit(func(r *Repository) string { return r.path(layout.Timestamp) }, func([]byte) []byte {
			return []byte("<!doctype html><title>Sign in to this Wi-Fi</title>")
		}), "invalid character"},
		{"an expired timestamp", func(t *testing.T, r *Repository, keys Keys) {
			if err := r.Refresh(keys, In(0, 0, -time.Hour)); err != nil {
				t.Fatal(err)
			}
		}, "expired"},
		{"an expired snapshot", func(t *testing.T, r *Repository, keys Keys) {
			publish(t, r, keys, theBook(t), In(day, -time.Hour, day))
		}, "expired"},
		{"expired targets", func(t *testing.T, r *Repository, keys Keys) {
			publish(t, r, keys, theBook(t), In(-time.Hour, day, day))
		}, "expired"},
		{"another house's repository", func(t *testing.T, r *Repository, _ Keys) {
			other, keys := start(t)
			publish(t, other, keys, changed(t, "x.example"), fresh())
			publish(t, other, keys, changed(t, "y.example"), fresh())
			if err := other.PushDir(r.Dir); err != nil { // flat, so the metadata alone is replaced
				t.Fatal(err)
			}
		}, "not enough signatures"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, keys := start(t)
			publish(t, r, keys, theBook(t), fresh())
			root := trusted(t, keys)
			c.attack(t, r, keys)
			for _, server := range []string{r.Dir, serve(t, r.Dir)} {
				_, err := Verify(server, root, "")
				if err == nil {
					t.Fatal("taken")
				}
				matched := false
				for want := range strings.SplitSeq(c.want, "|") {
					matched = matched || strings.Contains(err.Error(), want)
				}
				if !matched {
					t.Errorf("refused for another reason: %v; want %q", err, c.want)
				}
			}
		})
	}
}

func TestAStepBackIsNoticed(t *testing.T) {
	r, keys := start(t)
	state := t.TempDir()
	old := t.TempDir()
	publish(t, r, keys, theBook(t), fresh())
	if err := os.CopyFS(old, os.DirFS(r.Dir)); err != nil {
		t.Fatal(err)
	}
	publish(t, r, keys, changed(t, "x.example"), fresh())
	if _, err := Verify(r.Dir, trusted(t, keys), state); err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(old, trusted(t, keys), state); err == nil || !strings.Contains(err.Error(), "version") {
		t.Errorf("an older repository was taken after a newer one: %v", err)
	}
	if _, err := Verify(old, trusted(t, keys), ""); err != nil {
		t.Errorf("the older one is good for whoever has seen no newer: %v", err)
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	elsewhere := serve(t, r.Dir)
	s := httptest.NewServer(http.RedirectHandler(elsewhere+"/v1/timestamp.json", http.StatusFound))
	defer s.Close()
	if _, err := Verify(s.URL, trusted(t, keys), ""); err == nil || !strings.Contains(err.Error(), "not followed") {
		t.Errorf("followed: %v", err)
	}
}

// Whoever looks into the store between two writes must never find a timestamp
// that leads nowhere.
func TestPushOrder(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	steps, err := r.shipment()
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, step := range steps {
		for _, f := range step {
			if isTarget(f.name) {
				f.name = "pack"
			}
			order = append(order, f.name)
		}
	}
	want := []string{"1.root.json", "pack", "1.targets.json", "1.snapshot.json", "timestamp.json"}
	if !reflect.DeepEqual(order, want) {
		t.Errorf("order %v, want %v", order, want)
	}
}

func TestPushKVStopsWhereItFails(t *testing.T) {
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	broken := errors.New("no network")
	var sent []string
	err := r.PushKV(KV{Binding: "RULES", Run: func(args ...string) error {
		text, err := os.ReadFile(args[3])
		if err != nil {
			t.Fatal(err)
		}
		sent = append(sent, string(text))
		if len(sent) == 3 {
			return broken
		}
		return nil
	}})
	if !errors.Is(err, broken) {
		t.Fatalf("PushKV: %v", err)
	}
	if len(sent) != 3 || !strings.Contains(sent[2], "1.snapshot.json") || strings.Contains(strings.Join(sent, ""), layout.Timestamp) {
		t.Errorf("sent after a failure: %v", sent)
	}
}

func TestPushDir(t *testing.T) {
	r, keys := start(t)
	dir := filepath.Join(t.TempDir(), "kv")
	if err := r.PushDir(dir); err == nil || !strings.Contains(err.Error(), "nothing was published") {
		t.Errorf("pushed nothing: %v", err)
	}
	for _, word := range []string{"a.example", "b.example"} {
		publish(t, r, keys, changed(t, word), fresh())
		if err := r.PushDir(dir); err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	// Two publications: a client in the middle of the first one must find the rest of it.
	if len(files) != 1+2*3+1 {
		t.Errorf("the store holds %v", files)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), ".") {
			t.Errorf("a half-written file is left: %s", f.Name())
		}
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	if _, err := Open(t.TempDir()); err == nil || !strings.Contains(err.Error(), "is no repository") {
		t.Errorf("an empty folder: %v", err)
	}
	r, keys := start(t)
	publish(t, r, keys, theBook(t), fresh())
	if err := os.Remove(r.path(layout.Snapshot(1))); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(r.Dir); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "1.snapshot.json") {
		t.Errorf("a repository without its snapshot: %v", err)
	}
}
