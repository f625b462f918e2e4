package repo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"tashikame/worker/layout"
)

// Repository is a directory that any web server could serve at /v1/. Of the
// roles it holds the newest version; the roles but root are nil as long as
// nothing was published.
type Repository struct {
	Dir       string
	Root      *metadata.Metadata[metadata.RootType]
	Targets   *metadata.Metadata[metadata.TargetsType]
	Snapshot  *metadata.Metadata[metadata.SnapshotType]
	Timestamp *metadata.Metadata[metadata.TimestampType]
	// Untried has books signed that every client refuses. Tests of clients need such.
	Untried bool
}

// Expiry says until when each role is good.
type Expiry struct{ Targets, Snapshot, Timestamp time.Time }

// In gives each role its time from now. TUF writes times in whole seconds.
func In(targets, snapshot, timestamp time.Duration) Expiry {
	now := time.Now().UTC().Truncate(time.Second)
	return Expiry{now.Add(targets), now.Add(snapshot), now.Add(timestamp)}
}

// Create starts a repository with the root that lies beside the keys.
func Create(dir string, keys Keys) error {
	text, err := os.ReadFile(keys.RootFile())
	if err != nil {
		return fmt.Errorf("the root to start with: %w", err)
	}
	if n, err := rootVersion(text); err != nil || n != 1 {
		return errors.Join(err, fmt.Errorf("%s is version %d: a repository starts with version 1, and clients need those between; copy an existing repository instead", keys.RootFile(), n))
	}
	if err := os.MkdirAll(filepath.Join(dir, "targets"), 0o755); err != nil {
		return err
	}
	return writeNew(filepath.Join(dir, layout.Root(1)), text, 0o644)
}

// Continue starts a repository where the one in a store has got to, so that
// what is published from it counts as newer. It does nothing, and says so, when
// the store is empty or belongs to other keys.
func Continue(dir, store string, keys Keys) (bool, error) {
	trusted, err := os.ReadFile(keys.RootFile())
	if err != nil {
		return false, err
	}
	n, err := rootVersion(trusted)
	if err != nil {
		return false, err
	}
	same, err := os.ReadFile(filepath.Join(store, layout.Root(n)))
	if errors.Is(err, fs.ErrNotExist) || !bytes.Equal(same, trusted) {
		return false, nil
	}
	files, err := filepath.Glob(filepath.Join(store, "*.json"))
	if err != nil {
		return false, err
	}
	r := &Repository{Dir: dir}
	if err := os.MkdirAll(filepath.Join(dir, "targets"), 0o755); err != nil {
		return false, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return false, err
		}
		if err := write(r.path(filepath.Base(file)), text); err != nil {
			return false, err
		}
	}
	return true, nil
}

// Open reads a repository. It checks that each role is signed as the root
// demands, so that nothing is built upon what no client would take; whether it
// is still fresh is not asked, for that is what a publication mends.
func Open(dir string) (*Repository, error) {
	r := &Repository{Dir: dir}
	var err error
	if r.Root, err = r.newestRoot(); err != nil {
		return nil, err
	}
	timestamp, err := new(metadata.Metadata[metadata.TimestampType]).FromFile(r.path(layout.Timestamp))
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.path(layout.Timestamp), err)
	}
	r.Timestamp = timestamp
	if r.Snapshot, err = read[metadata.SnapshotType](r, layout.Snapshot(timestamp.Signed.Meta["snapshot.json"].Version)); err != nil {
		return nil, err
	}
	if r.Targets, err = read[metadata.TargetsType](r, layout.Targets(r.Snapshot.Signed.Meta["targets.json"].Version)); err != nil {
		return nil, err
	}
	return r, r.checkSignatures()
}

func rootVersion(text []byte) (int64, error) {
	root, err := metadata.Root().FromBytes(text)
	if err != nil {
		return 0, fmt.Errorf("the root: %w", err)
	}
	return root.Signed.Version, nil
}

func (r *Repository) path(name string) string {
	if isTarget(name) {
		return filepath.Join(r.Dir, "targets", name)
	}
	return filepath.Join(r.Dir, name)
}

// isTarget tells by the name of a file in the flat store whether it is a target.
func isTarget(name string) bool { return strings.HasSuffix(name, "."+layout.Pack) }

func (r *Repository) newestRoot() (*metadata.Metadata[metadata.RootType], error) {
	newest, err := read[metadata.RootType](r, layout.Root(1))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is no repository (it has no %s): start one with `publish sign -new`", r.Dir, layout.Root(1))
	}
	for err == nil {
		var next *metadata.Metadata[metadata.RootType]
		next, err = read[metadata.RootType](r, layout.Root(newest.Signed.Version+1))
		if errors.Is(err, fs.ErrNotExist) {
			return newest, nil
		}
		if err == nil {
			newest = next
		}
	}
	return nil, err
}

func (r *Repository) checkSignatures() error {
	return errors.Join(
		r.Root.VerifyDelegate(metadata.TIMESTAMP, r.Timestamp),
		r.Root.VerifyDelegate(metadata.SNAPSHOT, r.Snapshot),
		r.Root.VerifyDelegate(metadata.TARGETS, r.Targets),
	)
}

func read[T metadata.Roles](r *Repository, name string) (*metadata.Metadata[T], error) {
	meta, err := new(metadata.Metadata[T]).FromFile(r.path(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.path(name), err)
	}
	return meta, nil
}

// write puts a file in place in one step: a server that reads the directory
// meanwhile sees the old one or the new one, never half of one.
func write(name string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if err := errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
