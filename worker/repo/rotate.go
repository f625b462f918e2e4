package repo

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"tashikame/worker/layout"
)

// Rotate signs the next root, in which each of the named keys is replaced by a
// new one; none named only makes the root good for longer. The old root's keys
// must sign as well as the new root's, as clients walk from one to the next; a
// lost key may be missing as long as enough others are there.
//
// Roles whose key was replaced are signed anew, so that a client that has seen
// the new root finds nothing signed by the old key.
func (r *Repository) Rotate(keys Keys, rootFor time.Duration, until Expiry, names ...string) error {
	if err := canRotate(keys, names); err != nil {
		return err
	}
	book, err := r.Book()
	if err != nil {
		return err
	}
	next, signers, err := r.nextRoot(keys, rootFor, names)
	if err != nil {
		return err
	}
	if err := r.takeRoot(next, keys, signers); err != nil {
		return err
	}
	switch {
	case r.Timestamp == nil:
		return nil
	case slices.Contains(names, metadata.TARGETS):
		pack, err := r.encode(book)
		if err != nil {
			return err
		}
		return r.signTargets(book, pack, keys, until)
	case slices.Contains(names, metadata.SNAPSHOT):
		text, err := os.ReadFile(r.path(layout.Targets(r.Targets.Signed.Version)))
		if err != nil {
			return err
		}
		return r.signSnapshot(text, keys, until)
	case slices.Contains(names, metadata.TIMESTAMP):
		return r.Refresh(keys, until)
	}
	return nil
}

// canRotate looks before anything is touched whether the keys for all of it are
// at hand.
func canRotate(keys Keys, names []string) error {
	for i, name := range names {
		if !slices.Contains(RootKeys, name) && !slices.Contains(onlineRoles, name) {
			return fmt.Errorf("there is no key %q: the keys are %v and %v", name, RootKeys, onlineRoles)
		}
		if slices.Contains(names[:i], name) {
			return fmt.Errorf("%s is named twice", name)
		}
	}
	atHand := 0
	for _, name := range RootKeys {
		if keys.has(name) {
			atHand++
		}
	}
	if atHand < Threshold {
		return fmt.Errorf("%d of the root keys are in %s: %d are needed to sign a root", atHand, string(keys), Threshold)
	}
	// Whoever is signed anew is vouched for anew.
	needed := map[string][]string{metadata.TARGETS: {metadata.SNAPSHOT, metadata.TIMESTAMP}, metadata.SNAPSHOT: {metadata.TIMESTAMP}}
	for _, name := range names {
		for _, other := range needed[name] {
			if !keys.has(other) {
				return fmt.Errorf("the %s key is not in %s: what the new %s key signs needs it as well", other, string(keys), name)
			}
		}
	}
	return nil
}

// nextRoot makes the next root, unsigned, and says which keys shall sign it:
// the root keys at hand before, the replaced ones among them, and the new ones.
func (r *Repository) nextRoot(keys Keys, rootFor time.Duration, names []string) (*metadata.Metadata[metadata.RootType], []string, error) {
	text, err := r.Root.ToBytes(false)
	if err != nil {
		return nil, nil, err
	}
	next, err := metadata.Root().FromBytes(text)
	if err != nil {
		return nil, nil, err
	}
	next.Signed.Version++
	next.Signed.Expires = time.Now().UTC().Truncate(time.Second).Add(rootFor)
	var signers []string
	for _, name := range RootKeys {
		if keys.has(name) && !slices.Contains(names, name) {
			signers = append(signers, name)
		}
	}
	for _, name := range names {
		old, err := replace(next, keys, name)
		if err != nil {
			return nil, nil, err
		}
		if roleOf(name) == metadata.ROOT {
			signers = append(signers, name)
			if old != "" {
				signers = append(signers, old)
			}
		}
	}
	return next, signers, nil
}

// replace revokes one key and lets the root name a new one. The old private key
// is put aside under a name of its own, and that name is answered; "" when it
// was not at hand.
func replace(root *metadata.Metadata[metadata.RootType], keys Keys, name string) (aside string, err error) {
	id, err := lostID(root, keys, name)
	if err != nil {
		return "", err
	}
	if err := root.Signed.RevokeKey(id, roleOf(name)); err != nil {
		return "", fmt.Errorf("revoking the %s key: %w", name, err)
	}
	if keys.has(name) {
		aside = fmt.Sprintf("%s-before-root-%d", name, root.Signed.Version)
		if keys.has(aside) {
			return "", fmt.Errorf("%s exists: it is never written over", keys.file(aside))
		}
		if err := os.Rename(keys.file(name), keys.file(aside)); err != nil {
			return "", err
		}
	}
	public, err := keys.make(name)
	if err != nil {
		return "", err
	}
	return aside, root.Signed.AddKey(public, roleOf(name))
}

// lostID finds the id of a key that is to go. Of a key that is not at hand it
// is the one that the others leave over.
func lostID(root *metadata.Metadata[metadata.RootType], keys Keys, name string) (string, error) {
	if keys.has(name) {
		return keys.id(name)
	}
	ids := slices.Clone(root.Signed.Roles[roleOf(name)].KeyIDs)
	for _, other := range RootKeys {
		if roleOf(name) != metadata.ROOT || other == name || !keys.has(other) {
			continue
		}
		id, err := keys.id(other)
		if err != nil {
			return "", err
		}
		ids = slices.DeleteFunc(ids, func(s string) bool { return s == id })
	}
	if len(ids) != 1 {
		return "", fmt.Errorf("the %s key is not in %s, and which one of the root's it was cannot be told without the others", name, string(keys))
	}
	return ids[0], nil
}

// takeRoot signs a root, holds it to the one before and to itself, and writes it.
func (r *Repository) takeRoot(next *metadata.Metadata[metadata.RootType], keys Keys, signers []string) error {
	if err := Sign(next, keys, signers...); err != nil {
		return err
	}
	if err := errors.Join(r.Root.VerifyDelegate(metadata.ROOT, next), next.VerifyDelegate(metadata.ROOT, next)); err != nil {
		return fmt.Errorf("too few root keys are at hand for root %d: %w", next.Signed.Version, err)
	}
	text, err := next.ToBytes(false)
	if err != nil {
		return err
	}
	if err := writeNew(r.path(layout.Root(next.Signed.Version)), text, 0o644); err != nil {
		return err
	}
	r.Root = next
	return write(keys.RootFile(), text)
}
