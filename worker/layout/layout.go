package layout

import (
	"fmt"
	"regexp"
	"strings"
)

const (
	// Timestamp is the one file that is overwritten.
	Timestamp = "timestamp.json"
	// Pack is the target that clients ask for.
	Pack = "rules.json"

	// Base is where clients look for metadata, and PackBase for targets.
	Base     = "/v1/"
	PackBase = Base + "targets/"
	// Status is for people and monitors; clients never ask for it.
	Status = Base + "status"
)

// Root, Targets and Snapshot name the version n of a role's file.
func Root(n int64) string     { return fmt.Sprintf("%d.root.json", n) }
func Targets(n int64) string  { return fmt.Sprintf("%d.targets.json", n) }
func Snapshot(n int64) string { return fmt.Sprintf("%d.snapshot.json", n) }

// Target names a target by the hex SHA-256 of its bytes.
func Target(hash, target string) string { return hash + "." + target }

// Kind says how a file may be kept.
type Kind int

const (
	None      Kind = iota // not an address of the repository
	Versioned             // the name stands for the same bytes for ever
	Changing              // overwritten by each publication
)

// Nine digits are more publications than there will ever be, and keep what is
// asked of the store from growing with what is asked of us.
var (
	metadata = regexp.MustCompile(`^[1-9][0-9]{0,8}\.(root|targets|snapshot)\.json$`)
	pack     = regexp.MustCompile(`^[0-9a-f]{64}\.rules\.json$`)
)

// Find tells which file of the store an address means.
func Find(urlPath string) (name string, kind Kind) {
	if rest, ok := strings.CutPrefix(urlPath, PackBase); ok && pack.MatchString(rest) {
		return rest, Versioned
	}
	rest, ok := strings.CutPrefix(urlPath, Base)
	switch {
	case !ok:
		return "", None
	case rest == Timestamp:
		return rest, Changing
	case metadata.MatchString(rest):
		return rest, Versioned
	}
	return "", None
}
