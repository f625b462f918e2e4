package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"tashikame/worker/layout"
)

// role is what the server reads of a metadata file: enough to find what it
// leads to, nothing that needs trust.
type role struct {
	Signed struct {
		Version int64     `json:"version"`
		Expires time.Time `json:"expires"`
		Meta    map[string]struct {
			Version int64 `json:"version"`
		} `json:"meta"`
		Targets map[string]target `json:"targets"`
	} `json:"signed"`
}

type target struct {
	Length int64             `json:"length"`
	Hashes map[string]string `json:"hashes"`
	Custom struct {
		Version int    `json:"version"`
		Made    string `json:"made"`
	} `json:"custom"`
}

// chain is a publication as a client will find it.
type chain struct {
	timestamp, snapshot, targets role
	pack                         target
	source                       Source
}

// errArriving says that a publication is not wholly in the store yet. KV takes
// up to a minute to show everywhere what was written, in no certain order.
var errArriving = errors.New("a publication is arriving")

// follow reads what a timestamp leads to, down to the pack itself.
func (s *Server) follow(timestamp []byte, source Source) (*chain, error) {
	c := &chain{source: source}
	if err := json.Unmarshal(timestamp, &c.timestamp); err != nil {
		return nil, fmt.Errorf("%s: %w", layout.Timestamp, err)
	}
	if err := s.readRole(layout.Snapshot(c.timestamp.Signed.Meta["snapshot.json"].Version), &c.snapshot); err != nil {
		return nil, err
	}
	if err := s.readRole(layout.Targets(c.snapshot.Signed.Meta["targets.json"].Version), &c.targets); err != nil {
		return nil, err
	}
	c.pack = c.targets.Signed.Targets[layout.Pack]
	_, err := s.readNeeded(layout.Target(c.pack.Hashes["sha256"], layout.Pack))
	return c, err
}

func (s *Server) readRole(name string, into *role) error {
	text, err := s.readNeeded(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
