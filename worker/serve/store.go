package serve

import (
	"errors"
	"fmt"
	"io/fs"

	"tashikame/worker/layout"
)

// Store keeps the published files under the names of package layout. A name
// that is not there is fs.ErrNotExist; any other error means that the store
// itself is in trouble. fs.ReadFileFS implementations fit.
type Store interface {
	ReadFile(name string) ([]byte, error)
}

// Source says where an answer came from.
type Source string

const (
	Published Source = "published"
	BuiltIn   Source = "built-in"
)

// read gives a file from the source that is in force.
func (s *Server) read(name string) ([]byte, Source, error) {
	text, err := s.published.ReadFile(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return text, Published, err
	}
	// Once anything was published, the built-in repository is history: to answer
	// from it would look like an attempt to roll clients back.
	switch _, other := s.published.ReadFile(layout.Timestamp); {
	case other == nil:
		return nil, Published, err
	case !errors.Is(other, fs.ErrNotExist):
		return nil, Published, other
	}
	text, err = s.builtIn.ReadFile(name)
	return text, BuiltIn, err
}

// readNeeded gives a file that a publication cannot do without.
func (s *Server) readNeeded(name string) ([]byte, error) {
	text, _, err := s.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s is not here yet", errArriving, name)
	}
	return text, err
}
