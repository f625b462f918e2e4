package detect

import (
	"slices"
	"strings"
)

// SenderClass is what a sender is to the brand the mail claims.
type SenderClass uint8

const (
	SenderOwned   SenderClass = iota // the address is on the brand's domain
	SenderNone                       // no address is shown, or that of a relay or group ('Amazon' via Office) which hides it
	SenderForeign                    // anything else
	SenderSeller                     // a marketplace seller's relay address
)

// SenderClass sees the sender from the brand the mail claims.
func (m *Mail) SenderClass() SenderClass {
	d := m.From.Domain
	switch {
	case m.From.Address == "" || slices.Contains(m.Index.Book.Relays, d.Host) || strings.Contains(m.From.Name, "' via "):
		return SenderNone
	case m.Claim.Seller:
		return SenderSeller
	case m.Claim.Brand != "" && (d.Owner == m.Claim.Brand || d.Seller == m.Claim.Brand):
		return SenderOwned
	}
	return SenderForeign
}
