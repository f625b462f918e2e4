package repo

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/sigstore/sigstore/pkg/signature"
	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// Threshold is how many of the root keys must sign a root. Two of three: one
// may be lost, and one may be stolen.
const Threshold = 2

// RootKeys are the names of the root keys, each meant for another person.
var RootKeys = []string{"root-1", "root-2", "root-3"}

// onlineRoles have one key each, named after the role.
var onlineRoles = []string{metadata.TARGETS, metadata.SNAPSHOT, metadata.TIMESTAMP}

// Keys is a folder of private keys, one PKCS#8 PEM file each.
type Keys string

// MakeKeys makes every key and the first root, signed. It refuses a folder
// that already holds any of them.
func MakeKeys(dir string, rootFor time.Duration) (Keys, error) {
	keys := Keys(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	root := metadata.Root(time.Now().UTC().Truncate(time.Second).Add(rootFor))
	root.Signed.ConsistentSnapshot = true
	for _, name := range append(RootKeys[:len(RootKeys):len(RootKeys)], onlineRoles...) {
		public, err := keys.make(name)
		if err != nil {
			return "", err
		}
		if err := root.Signed.AddKey(public, roleOf(name)); err != nil {
			return "", err
		}
	}
	root.Signed.Roles[metadata.ROOT].Threshold = Threshold
	if err := Sign(root, keys, RootKeys...); err != nil {
		return "", err
	}
	text, err := root.ToBytes(false)
	if err != nil {
		return "", err
	}
	return keys, writeNew(keys.RootFile(), text, 0o644)
}

// roleOf tells which role a key signs for.
func roleOf(key string) string {
	for _, role := range onlineRoles {
		if key == role {
			return role
		}
	}
	return metadata.ROOT
}

// make writes one new private key and answers its public half.
func (k Keys) make(name string) (*metadata.Key, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return nil, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	if err := writeNew(k.file(name), text, 0o600); err != nil {
		return nil, err
	}
	return metadata.KeyFromPublicKey(public)
}

// RootFile is the root that a release of the extension is built to trust.
func (k Keys) RootFile() string { return filepath.Join(string(k), "root.json") }

func (k Keys) file(name string) string { return filepath.Join(string(k), name+".pem") }

// has tells whether a private key lies in the folder.
func (k Keys) has(name string) bool {
	_, err := os.Stat(k.file(name))
	return err == nil
}

// id is how a root names the key.
func (k Keys) id(name string) (string, error) {
	signer, err := k.signer(name)
	if err != nil {
		return "", err
	}
	public, err := signer.PublicKey()
	if err != nil {
		return "", err
	}
	key, err := metadata.KeyFromPublicKey(public)
	if err != nil {
		return "", err
	}
	return key.ID()
}

// signer loads one private key.
func (k Keys) signer(name string) (signature.Signer, error) {
	text, err := os.ReadFile(k.file(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the %s key is not in %s: bring it there, or make new keys with `publish keys`", name, string(k))
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, fmt.Errorf("%s: not a PEM file", k.file(name))
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", k.file(name), err)
	}
	private, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("%s: holds %T; an Ed25519 key is needed", k.file(name), key)
	}
	return signature.LoadSigner(private, crypto.Hash(0))
}

// Sign replaces the signatures of meta by those of the named keys.
func Sign[T metadata.Roles](meta *metadata.Metadata[T], keys Keys, names ...string) error {
	meta.ClearSignatures()
	for _, name := range names {
		signer, err := keys.signer(name)
		if err != nil {
			return err
		}
		if _, err := meta.Sign(signer); err != nil {
			return fmt.Errorf("signing with the %s key: %w", name, err)
		}
	}
	return nil
}

// writeNew writes a file that must not exist yet.
func writeNew(name string, text []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists: it is never written over; choose another folder", name)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
