package hostile

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tashikame/wasm/rules"
	"tashikame/worker/repo"
)

// house publishes twice and has a client see it.
func house(t *testing.T) (*repo.Repository, repo.Keys, repo.Client) {
	t.Helper()
	dir := t.TempDir()
	keys, err := repo.MakeKeys(filepath.Join(dir, "keys"), day)
	if err != nil {
		t.Fatal(err)
	}
	if err := repo.Create(filepath.Join(dir, "repo"), keys); err != nil {
		t.Fatal(err)
	}
	r, err := repo.Open(filepath.Join(dir, "repo"))
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"a.example", "b.example"} {
		book := *rules.Baseline()
		book.Opaque = append(book.Opaque[:len(book.Opaque):len(book.Opaque)], word)
		if _, err := r.Publish(&book, keys, repo.In(day, day, day)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.ReadFile(keys.RootFile())
	if err != nil {
		t.Fatal(err)
	}
	client := repo.Client{Root: root, State: t.TempDir(), Patience: 3 * time.Second}
	if _, err := client.Verify(r.Dir); err != nil {
		t.Fatal(err)
	}
	return r, keys, client
}

// reasons are why go-tuf's client refuses: for another reason would mean that
// the attack is not the one its name says.
var reasons = map[string]string{
	"arbitrary-software": "hash verification failed",
	"one-byte":           "hash verification failed",
	"rollback-timestamp": "new timestamp version 1 must be >= 2",
	"rollback-snapshot":  "new snapshot version 1 must be >= 2",
	"rollback-targets":   "expected targets.json version 1, got 2",
	"freeze":             "timestamp.json is expired",
	"mix-and-match":      "hash verification failed",
	"endless-timestamp":  "larger than expected",
	"endless-book":       "larger than expected",
	"slow-timestamp":     "Client.Timeout",
	"slow-book":          "Client.Timeout",
	"wrong-key":          "Verifying timestamp failed, not enough signatures",
	"too-few-signatures": "Verifying root failed, not enough signatures, got 1, want 2",
	"skipped-root":       "expected 2, got 3",
	"revoked-key":        "Verifying timestamp failed, not enough signatures",
	"corrupt-json":       "unexpected end of JSON",
	"huge-json":          "larger than expected",
	"redirect":           "not followed",
	"captive-portal":     "invalid character '<'",
	"out-of-order":       "status code: 500",
}

// Every attack must be refused, and must leave the client able to take the next
// honest publication.
func TestAttacksOnGoTUF(t *testing.T) {
	for _, attack := range All {
		if attack.Name == "fast-forward" {
			continue // with the key stolen it is as good as true; TestFastForwardHeals
		}
		t.Run(attack.Name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			r, keys, client := house(t)
			handler, err := attack.Serve(r.Dir, keys)
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			v, err := client.Verify(server.URL)
			server.CloseClientConnections()
			server.Close()
			if err == nil {
				t.Fatalf("taken: book %d", v.Book.Version)
			}
			if want := reasons[attack.Name]; want == "" || !strings.Contains(err.Error(), want) {
				t.Errorf("refused because %v; want %q", err, want)
			}

			next, err := copied(r.Dir)
			if err != nil {
				t.Fatal(err)
			}
			if attack.Name == "revoked-key" {
				return // the new root was true; the house goes on from there
			}
			// Twice, for with a stolen key a client can be brought to count one up.
			l := lab{keys: keys}
			for range 2 {
				if err := l.publish(next, keys); err != nil {
					t.Fatal(err)
				}
			}
			if v, err := client.Verify(next.Dir); err != nil {
				t.Errorf("afterwards the honest server is refused: %v", err)
			} else if v.Book.Version != 4 {
				t.Errorf("afterwards the honest server: book %d", v.Book.Version)
			}
		})
	}
}

// With both online keys a thief can make clients believe in a version so high
// that nothing later counts as newer. New keys must heal that.
func TestFastForwardHeals(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	r, keys, client := house(t)
	l := lab{keys: keys}
	handler, err := named(t, "fast-forward").Serve(r.Dir, keys)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	if v, err := client.Verify(server.URL); err != nil || v.Roles[1].Version != farAhead {
		t.Fatalf("the thief's timestamp: %v, %v", v, err)
	}
	if err := l.publish(r, keys); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Verify(r.Dir); err == nil {
		t.Fatal("a lower timestamp was taken before the keys were new")
	}
	if err := r.Rotate(keys, day, repo.In(day, day, day), "snapshot", "timestamp"); err != nil {
		t.Fatal(err)
	}
	if v, err := client.Verify(r.Dir); err != nil || v.Roles[1].Version >= farAhead {
		t.Errorf("after the keys were replaced: %v, %v", v, err)
	}
}

func named(t *testing.T, name string) Attack {
	t.Helper()
	i := slices.IndexFunc(All, func(a Attack) bool { return a.Name == name })
	if i < 0 {
		t.Fatalf("there is no attack %q", name)
	}
	return All[i]
}

// A lab that makes no attack at all must be taken, or the attacks prove nothing.
func TestTheHonestNextIsTaken(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	r, keys, client := house(t)
	l, err := newLab(r.Dir, keys)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(lie{dir: l.next.Dir})
	defer server.Close()
	if v, err := client.Verify(server.URL); err != nil || v.Book.Version != 3 {
		t.Errorf("not taken: %v", err)
	}
}

func TestAnAttackNeedsTwoPublications(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	dir := t.TempDir()
	keys, err := repo.MakeKeys(filepath.Join(dir, "keys"), day)
	if err != nil {
		t.Fatal(err)
	}
	if err := repo.Create(filepath.Join(dir, "repo"), keys); err != nil {
		t.Fatal(err)
	}
	if _, err := All[0].Serve(filepath.Join(dir, "repo"), keys); err == nil {
		t.Error("attacked from an empty repository")
	}
}
