package hostile

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"tashikame/worker/layout"
	"tashikame/worker/repo"
)

const (
	day      = 24 * time.Hour
	farAhead = 1 << 30
)

// All are the attacks, by name.
var All = []Attack{
	{"arbitrary-software", "another book under the signed one's name", nil, func(l *lab) (http.Handler, error) {
		return l.about(pack(l.next), func(text []byte) []byte { return bytes.Replace(text, []byte("amazon"), []byte("amaz0n"), 1) })
	}},
	{"one-byte", "one bit of the book is another", nil, func(l *lab) (http.Handler, error) {
		return l.about(pack(l.next), func(text []byte) []byte { text[len(text)/2] ^= 1; return text })
	}},
	{"rollback-timestamp", "the timestamp of an earlier day", []string{"timestamp"}, func(l *lab) (http.Handler, error) {
		old := l.timestamp(l.seen.Timestamp.Signed.Version-1, l.seen.Timestamp.Signed.Meta["snapshot.json"])
		return l.forged(l.seen.Dir, old)
	}},
	{"rollback-snapshot", "a new timestamp that vouches for an old snapshot", []string{"timestamp"}, func(l *lab) (http.Handler, error) {
		n := l.seen.Snapshot.Signed.Version - 1
		text, err := os.ReadFile(filepath.Join(l.seen.Dir, layout.Snapshot(n)))
		if err != nil {
			return nil, err
		}
		return l.forged(l.seen.Dir, l.timestamp(l.seen.Timestamp.Signed.Version+1, repo.Describe(n, text)))
	}},
	{"rollback-targets", "a new snapshot that vouches for old targets", []string{"timestamp", "snapshot"}, rollbackTargets},
	{"freeze", "a timestamp that has expired", []string{"timestamp"}, func(l *lab) (http.Handler, error) {
		old := l.timestamp(l.next.Timestamp.Signed.Version, l.next.Timestamp.Signed.Meta["snapshot.json"])
		old.Signed.Expires = time.Now().UTC().Truncate(time.Second).Add(-time.Hour)
		return l.forged(l.next.Dir, old)
	}},
	{"mix-and-match", "the new snapshot with the targets of the one before", nil, func(l *lab) (http.Handler, error) {
		text, err := os.ReadFile(filepath.Join(l.seen.Dir, layout.Targets(l.seen.Targets.Signed.Version)))
		if err != nil {
			return nil, err
		}
		return lie{l.next.Dir, map[string]http.HandlerFunc{layout.Targets(l.next.Targets.Signed.Version): bytesOf(text)}}, nil
	}},
	{"endless-timestamp", "a timestamp that never ends", nil, func(l *lab) (http.Handler, error) {
		return lie{l.next.Dir, map[string]http.HandlerFunc{layout.Timestamp: endless}}, nil
	}},
	{"endless-book", "a book that never ends", nil, func(l *lab) (http.Handler, error) {
		return lie{l.next.Dir, map[string]http.HandlerFunc{pack(l.next): endless}}, nil
	}},
	{"slow-timestamp", "a timestamp of which a byte comes now and then", nil, func(l *lab) (http.Handler, error) {
		return l.slow(layout.Timestamp)
	}},
	{"slow-book", "a book of which a byte comes now and then", nil, func(l *lab) (http.Handler, error) {
		return l.slow(pack(l.next))
	}},
	{"wrong-key", "everything signed by somebody else", nil, wrongKey},
	{"too-few-signatures", "a new root that one of the root keys signed", []string{"root-1"}, tooFewSignatures},
	{"skipped-root", "the root after the next in the next one's place", nil, skippedRoot},
	{"revoked-key", "a timestamp by a key that the new root has revoked", []string{"timestamp"}, revokedKey},
	{"fast-forward", "a timestamp of a version that nothing can follow", []string{"timestamp"}, func(l *lab) (http.Handler, error) {
		return l.forged(l.next.Dir, l.timestamp(farAhead, l.next.Timestamp.Signed.Meta["snapshot.json"]))
	}},
	{"corrupt-json", "a timestamp that is cut off", nil, func(l *lab) (http.Handler, error) {
		return l.about(layout.Timestamp, func(text []byte) []byte { return text[:len(text)/2] })
	}},
	{"huge-json", "a timestamp with ten megabytes of nothing in it", nil, func(l *lab) (http.Handler, error) {
		return l.about(layout.Timestamp, func(text []byte) []byte {
			return append(bytes.Repeat([]byte(" "), 10<<20), text...)
		})
	}},
	{"redirect", "the way to another server", nil, func(l *lab) (http.Handler, error) {
		honest := lie{dir: l.next.Dir}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Has("elsewhere") {
				honest.ServeHTTP(w, r)
				return
			}
			http.Redirect(w, r, r.URL.Path+"?elsewhere", http.StatusFound)
		}), nil
	}},
	{"captive-portal", "a page to sign in at, whatever is asked for", nil, func(*lab) (http.Handler, error) {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<!doctype html><title>Wi-Fi</title><p>Please sign in.")
		}), nil
	}},
	{"out-of-order", "an error for everything", nil, func(*lab) (http.Handler, error) {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "not just now", http.StatusInternalServerError)
		}), nil
	}},
}

// about serves the next publication with one file changed.
func (l *lab) about(name string, change func([]byte) []byte) (http.Handler, error) {
	path := filepath.Join(l.next.Dir, name)
	if strings.HasSuffix(name, "."+layout.Pack) {
		path = filepath.Join(l.next.Dir, "targets", name)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return lie{l.next.Dir, map[string]http.HandlerFunc{name: bytesOf(change(text))}}, nil
}

// timestamp makes one that is good for a day, unsigned.
func (l *lab) timestamp(version int64, snapshot *metadata.MetaFiles) *metadata.Metadata[metadata.TimestampType] {
	out := metadata.Timestamp(repo.In(day, day, day).Timestamp)
	out.Signed.Version = version
	out.Signed.Meta["snapshot.json"] = snapshot
	return out
}

// forged serves a directory with another timestamp.
func (l *lab) forged(dir string, timestamp *metadata.Metadata[metadata.TimestampType]) (http.Handler, error) {
	text, err := forge(l, timestamp, "timestamp")
	if err != nil {
		return nil, err
	}
	return lie{dir, map[string]http.HandlerFunc{layout.Timestamp: bytesOf(text)}}, nil
}

func rollbackTargets(l *lab) (http.Handler, error) {
	n := l.seen.Targets.Signed.Version - 1
	old, err := os.ReadFile(filepath.Join(l.seen.Dir, layout.Targets(n)))
	if err != nil {
		return nil, err
	}
	snapshot := metadata.Snapshot(repo.In(day, day, day).Snapshot)
	snapshot.Signed.Version = l.seen.Snapshot.Signed.Version + 1
	snapshot.Signed.Meta["targets.json"] = repo.Describe(n, old)
	text, err := forge(l, snapshot, "snapshot")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(l.seen.Dir, layout.Snapshot(snapshot.Signed.Version)), text, 0o644); err != nil {
		return nil, err
	}
	return l.forged(l.seen.Dir, l.timestamp(l.seen.Timestamp.Signed.Version+1, repo.Describe(snapshot.Signed.Version, text)))
}

// wrongKey goes on where the client is, with keys the root does not name.
func wrongKey(l *lab) (http.Handler, error) {
	dir, err := os.MkdirTemp("", "hostile-")
	if err != nil {
		return nil, err
	}
	keys, err := repo.MakeKeys(filepath.Join(dir, "keys"), day)
	if err != nil {
		return nil, err
	}
	if err := repo.Create(filepath.Join(dir, "repo"), keys); err != nil {
		return nil, err
	}
	other, err := repo.Open(filepath.Join(dir, "repo"))
	if err != nil {
		return nil, err
	}
	for range l.next.Timestamp.Signed.Version {
		if err := l.publish(other, keys); err != nil {
			return nil, err
		}
	}
	return lie{dir: other.Dir}, nil
}

// stolenKeys are the house's keys in a folder of their own, for a rotation
// would otherwise replace them.
func (l *lab) stolenKeys() (repo.Keys, error) {
	dir, err := os.MkdirTemp("", "hostile-")
	if err != nil {
		return "", err
	}
	return repo.Keys(dir), os.CopyFS(dir, os.DirFS(string(l.keys)))
}

func (l *lab) rotated(names ...string) error {
	keys, err := l.stolenKeys()
	if err != nil {
		return err
	}
	return l.next.Rotate(keys, day, repo.In(day, day, day), names...)
}

func tooFewSignatures(l *lab) (http.Handler, error) {
	if err := l.rotated(); err != nil {
		return nil, err
	}
	text, err := forge(l, l.next.Root, "root-1")
	if err != nil {
		return nil, err
	}
	return lie{l.next.Dir, map[string]http.HandlerFunc{layout.Root(l.next.Root.Signed.Version): bytesOf(text)}}, nil
}

func skippedRoot(l *lab) (http.Handler, error) {
	for range 2 {
		if err := l.rotated(); err != nil {
			return nil, err
		}
	}
	text, err := os.ReadFile(filepath.Join(l.next.Dir, layout.Root(l.next.Root.Signed.Version)))
	if err != nil {
		return nil, err
	}
	return lie{l.next.Dir, map[string]http.HandlerFunc{layout.Root(l.next.Root.Signed.Version - 1): bytesOf(text)}}, nil
}

func revokedKey(l *lab) (http.Handler, error) {
	if err := l.rotated("timestamp"); err != nil {
		return nil, err
	}
	return l.forged(l.next.Dir, l.timestamp(l.next.Timestamp.Signed.Version+1, l.next.Timestamp.Signed.Meta["snapshot.json"]))
}

// endless sends as long as anybody listens.
func endless(w http.ResponseWriter, _ *http.Request) {
	blanks := bytes.Repeat([]byte(" "), 64<<10)
	for {
		if _, err := w.Write(blanks); err != nil {
			return
		}
	}
}

// slow sends a file so that it would take hours.
func (l *lab) slow(name string) (http.Handler, error) {
	return lie{l.next.Dir, map[string]http.HandlerFunc{name: func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for {
			if _, err := w.Write([]byte(" ")); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(500 * time.Millisecond):
			}
		}
	}}}, nil
}
