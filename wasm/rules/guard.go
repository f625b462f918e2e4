package rules

import (
	"errors"
	"slices"
	"strconv"
)

// MaxPack is the size, in bytes, above which no pack is read.
const MaxPack = 512 << 10

// guard holds a book that arrived against the one that shipped. Whoever can
// sign a book must still not be able to make Amazon's own pages look like
// somebody else's.
func guard(shipped, arrived *Book) error {
	var f faults
	// What was kept before an update of the extension gives way to what came with it.
	if arrived.Version < shipped.Version {
		f.add("rule pack: version ", strconv.Itoa(arrived.Version), " is older than the built-in ", strconv.Itoa(shipped.Version))
	}
	for _, old := range shipped.Brands {
		i := slices.IndexFunc(arrived.Brands, func(b Brand) bool { return b.ID == old.ID })
		if i < 0 {
			f.add("rule pack: leaves out the brand ", old.ID)
			continue
		}
		for _, domain := range old.Owns {
			if !slices.Contains(arrived.Brands[i].Owns, domain) {
				f.add("rule pack: takes ", domain, " from ", old.ID)
			}
		}
	}
	return errors.Join(f.found...)
}
