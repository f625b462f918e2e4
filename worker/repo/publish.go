package repo

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"tashikame/wasm/check"
	"tashikame/wasm/rules"
	"tashikame/worker/layout"
)

// Encode compiles a book into the pack that travels, and holds it to what
// every client holds it to.
func Encode(book *rules.Book) ([]byte, error) {
	pack, err := compile(book)
	if err != nil {
		return nil, err
	}
	_, err = try(pack)
	return pack, err
}

func compile(book *rules.Book) ([]byte, error) {
	var pack bytes.Buffer
	enc := json.NewEncoder(&pack)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(book); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(pack.Bytes(), []byte("\n")), nil
}

// try does with a pack what the core does before it judges by one.
func try(pack []byte) (*rules.Book, error) {
	book, err := rules.Decode(string(pack))
	if err != nil {
		return nil, err
	}
	_, err = check.Try(book)
	return book, err
}

// encode compiles a book, and tries it unless it shall be one that clients refuse.
func (r *Repository) encode(book *rules.Book) ([]byte, error) {
	if r.Untried {
		return compile(book)
	}
	return Encode(book)
}

// Publish signs book as the newest. Its version becomes its own or the next
// one, whichever is higher; a book that says what the newest already says, under
// no higher version, is the newest, and is only promised for longer.
func (r *Repository) Publish(book *rules.Book, keys Keys, until Expiry) (*rules.Book, error) {
	newest, err := r.Book()
	if err != nil {
		return nil, err
	}
	out := *book
	if newest != nil {
		if book.Version <= newest.Version && same(newest, book) {
			out = *newest
		} else {
			out.Version = max(book.Version, newest.Version+1)
		}
	}
	pack, err := r.encode(&out)
	if err != nil {
		return nil, err
	}
	if err := r.signTargets(&out, pack, keys, until); err != nil {
		return nil, err
	}
	return &out, nil
}

// Book is the newest published book, nil when there is none.
func (r *Repository) Book() (*rules.Book, error) {
	if r.Targets == nil {
		return nil, nil
	}
	name, err := r.packName()
	if err != nil {
		return nil, err
	}
	pack, err := os.ReadFile(r.path(name))
	if err != nil {
		return nil, err
	}
	// Not rules.Decode: a book that an older program signed may break a promise
	// that was added since, and must still be replaceable.
	var book rules.Book
	if err := json.Unmarshal(pack, &book); err != nil {
		return nil, fmt.Errorf("%s: %w", r.path(name), err)
	}
	return &book, nil
}

func (r *Repository) packName() (string, error) {
	target, ok := r.Targets.Signed.Targets[layout.Pack]
	if !ok {
		return "", fmt.Errorf("%s: names no %s", r.path(layout.Targets(r.Targets.Signed.Version)), layout.Pack)
	}
	return layout.Target(hex.EncodeToString(target.Hashes["sha256"]), layout.Pack), nil
}

// same compares what two books say, not when and as which version.
func same(a, b *rules.Book) bool {
	x, y := *a, *b
	y.Version, y.Made = x.Version, x.Made
	left, err1 := json.Marshal(x)
	right, err2 := json.Marshal(y)
	return err1 == nil && err2 == nil && bytes.Equal(left, right)
}

// signTargets signs the pack, then everything that vouches for it.
func (r *Repository) signTargets(book *rules.Book, pack []byte, keys Keys, until Expiry) error {
	target, err := metadata.TargetFile().FromBytes(layout.Pack, pack, "sha256")
	if err != nil {
		return err
	}
	// For /v1/status and for people; clients go by the pack itself.
	custom, err := json.Marshal(map[string]any{"version": book.Version, "made": book.Made})
	if err != nil {
		return err
	}
	target.Custom = (*json.RawMessage)(&custom)

	targets := metadata.Targets(until.Targets)
	targets.Signed.Version = next(r.Targets, func(m *metadata.Metadata[metadata.TargetsType]) int64 { return m.Signed.Version })
	targets.Signed.Targets[layout.Pack] = target
	if err := Sign(targets, keys, metadata.TARGETS); err != nil {
		return err
	}
	r.Targets = targets
	name, err := r.packName()
	if err != nil {
		return err
	}
	if err := write(r.path(name), pack); err != nil {
		return err
	}
	text, err := store(r, targets, metadata.TARGETS, layout.Targets(targets.Signed.Version))
	if err != nil {
		return err
	}
	return r.signSnapshot(text, keys, until)
}

func (r *Repository) signSnapshot(targets []byte, keys Keys, until Expiry) error {
	snapshot := metadata.Snapshot(until.Snapshot)
	snapshot.Signed.Version = next(r.Snapshot, func(m *metadata.Metadata[metadata.SnapshotType]) int64 { return m.Signed.Version })
	snapshot.Signed.Meta["targets.json"] = Describe(r.Targets.Signed.Version, targets)
	if err := Sign(snapshot, keys, metadata.SNAPSHOT); err != nil {
		return err
	}
	text, err := store(r, snapshot, metadata.SNAPSHOT, layout.Snapshot(snapshot.Signed.Version))
	if err != nil {
		return err
	}
	r.Snapshot = snapshot
	return r.signTimestamp(Describe(snapshot.Signed.Version, text), keys, until)
}

func (r *Repository) signTimestamp(snapshot *metadata.MetaFiles, keys Keys, until Expiry) error {
	timestamp := metadata.Timestamp(until.Timestamp)
	timestamp.Signed.Version = next(r.Timestamp, func(m *metadata.Metadata[metadata.TimestampType]) int64 { return m.Signed.Version })
	timestamp.Signed.Meta["snapshot.json"] = snapshot
	if err := Sign(timestamp, keys, metadata.TIMESTAMP); err != nil {
		return err
	}
	if _, err := store(r, timestamp, metadata.TIMESTAMP, layout.Timestamp); err != nil {
		return err
	}
	r.Timestamp = timestamp
	return nil
}

// Refresh promises anew that the newest is the newest. It needs the timestamp
// key alone.
func (r *Repository) Refresh(keys Keys, until Expiry) error {
	if r.Timestamp == nil {
		return fmt.Errorf("%s: nothing was published yet: use `publish sign` first", r.Dir)
	}
	return r.signTimestamp(r.Timestamp.Signed.Meta["snapshot.json"], keys, until)
}

func next[T any](newest *T, version func(*T) int64) int64 {
	if newest == nil {
		return 1
	}
	return version(newest) + 1
}

// Describe pins a metadata file by version, length and hash. The hash is what
// a stolen snapshot key alone cannot get around.
func Describe(version int64, text []byte) *metadata.MetaFiles {
	meta := metadata.MetaFile(version)
	meta.Length = int64(len(text))
	meta.Hashes = metadata.Hashes{"sha256": digest(text)}
	return meta
}

// store writes a role after holding it to the root: a wrong key shows here and
// not at the first client.
func store[T metadata.Roles](r *Repository, meta *metadata.Metadata[T], role, name string) ([]byte, error) {
	if err := r.Root.VerifyDelegate(role, meta); err != nil {
		return nil, fmt.Errorf("the %s key is not the one that %s trusts: %w", role, r.path(layout.Root(r.Root.Signed.Version)), err)
	}
	text, err := meta.ToBytes(false)
	if err != nil {
		return nil, err
	}
	return text, write(r.path(name), text)
}
