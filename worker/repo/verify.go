package repo

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
	"github.com/theupdateframework/go-tuf/v2/metadata/config"
	"github.com/theupdateframework/go-tuf/v2/metadata/fetcher"
	"github.com/theupdateframework/go-tuf/v2/metadata/updater"

	"tashikame/wasm/rules"
	"tashikame/worker/layout"
)

// Role is a role as a client found it.
type Role struct {
	Name    string    `json:"name"`
	Version int64     `json:"version"`
	Expires time.Time `json:"expires"`
}

// Verified is what a client trusts after a whole walk.
type Verified struct {
	Roles []Role
	Pack  []byte
	Book  *rules.Book
}

func (v *Verified) String() string {
	if v == nil {
		return "nothing verified"
	}
	return fmt.Sprintf("book %d, %v", v.Book.Version, v.Roles)
}

// Client is somebody who believes a root.
type Client struct {
	Root []byte
	// State is the folder that remembers between walks what was seen, so that a
	// step back is noticed; "" remembers nothing.
	State string
	// Patience is how long one request may take.
	Patience time.Duration
}

// Verify walks a repository with the patience of the extension.
func Verify(server string, trusted []byte, state string) (*Verified, error) {
	return Client{trusted, state, 15 * time.Second}.Verify(server)
}

// Verify walks a repository as a client does: from the trusted root to the pack
// itself, which is tried on the core's built-in examples. Server is the address of a rule server, or a repository directory.
func (c Client) Verify(server string) (*Verified, error) {
	if c.State == "" {
		tmp, err := os.MkdirTemp("", "verify-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(tmp)
		c.State = tmp
	}
	cfg, err := c.config(server)
	if err != nil {
		return nil, err
	}
	client, err := updater.New(cfg)
	if err != nil {
		return nil, fmt.Errorf("the trusted root: %w", err)
	}
	if err := client.Refresh(); err != nil {
		return nil, err
	}
	info, err := client.GetTargetInfo(layout.Pack)
	if err != nil {
		return nil, err
	}
	_, pack, err := client.DownloadTarget(info, "", "")
	if err != nil {
		return nil, err
	}
	book, err := try(pack)
	if err != nil {
		return nil, err
	}
	t := client.GetTrustedMetadataSet()
	return &Verified{
		Roles: []Role{
			{metadata.ROOT, t.Root.Signed.Version, t.Root.Signed.Expires},
			{metadata.TIMESTAMP, t.Timestamp.Signed.Version, t.Timestamp.Signed.Expires},
			{metadata.SNAPSHOT, t.Snapshot.Signed.Version, t.Snapshot.Signed.Expires},
			{metadata.TARGETS, t.Targets[metadata.TARGETS].Signed.Version, t.Targets[metadata.TARGETS].Signed.Expires},
		},
		Pack: pack,
		Book: book,
	}, nil
}

func (c Client) config(server string) (*config.UpdaterConfig, error) {
	base := strings.TrimSuffix(server, "/") + strings.TrimSuffix(layout.Base, "/")
	var files fetcher.Fetcher
	if u, err := url.Parse(server); err != nil || u.Scheme == "" {
		base, files = "dir://", directory(server)
	}
	cfg, err := config.New(base, c.Root)
	if err != nil {
		return nil, err
	}
	cfg.RemoteTargetsURL = strings.TrimSuffix(base, "/") + "/targets"
	cfg.LocalMetadataDir = c.State
	cfg.LocalTargetsDir = filepath.Join(c.State, "targets")
	if files != nil {
		cfg.Fetcher = files
		return cfg, nil
	}
	return cfg, cfg.SetDefaultFetcherHTTPClient(&http.Client{
		Timeout: c.Patience,
		// A redirect leads away from the server that was asked for.
		CheckRedirect: func(req *http.Request, _ []*http.Request) error {
			return fmt.Errorf("the rule server redirects to %s: not followed", req.URL.Host)
		},
	})
}

// directory fetches from a repository directory.
type directory string

func (d directory) DownloadFile(address string, maxLength int64, _ time.Duration) ([]byte, error) {
	name := filepath.Join(string(d), strings.TrimPrefix(address, "dir:/"))
	text, err := os.ReadFile(name)
	switch {
	case os.IsNotExist(err):
		return nil, &metadata.ErrDownloadHTTP{StatusCode: http.StatusNotFound, URL: name}
	case err != nil:
		return nil, err
	case int64(len(text)) > maxLength:
		return nil, &metadata.ErrDownloadLengthMismatch{Msg: fmt.Sprintf("%s: %d bytes, more than %d", name, len(text), maxLength)}
	}
	return text, nil
}
