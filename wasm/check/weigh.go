package check

import (
	"slices"

	"tashikame/wasm/detect"
	"tashikame/wasm/host"
	"tashikame/wasm/wire"
)

// links is what the action links of a mail amount to, seen from the brand it
// claims.
type links uint8

const (
	noLinks  links = iota
	allFit         // every one leads to an owned or companion host
	anyOther       // one is opaque, customer-hosted, foreign or unreadable
	anyImitating
)

// strong is the table for mails that speak as a brand: what the sender is to
// the brand, by what the links amount to. The order is noLinks, allFit,
// anyOther, anyImitating.
var strong = [...][4]wire.Verdict{
	detect.SenderOwned:   {wire.Consistent, wire.Consistent, wire.Spoofed, wire.Spoofed},
	detect.SenderNone:    {wire.Consistent, wire.Consistent, wire.Spoofed, wire.Spoofed},
	detect.SenderForeign: {wire.Spoofed, wire.Spoofed, wire.Spoofed, wire.Spoofed},
	detect.SenderSeller:  {wire.Consistent, wire.Consistent, wire.Caution, wire.Spoofed},
}

// weigh reads the verdict off the tables.
func weigh(m *detect.Mail) wire.Verdict {
	amount := linksOf(m)
	switch m.Claim.Strength {
	case detect.Strong:
		return strong[m.SenderClass()][amount]
	case detect.Weak:
		return weak(m, amount)
	}
	return wire.None
}

// weak is the table for mails that only mention a brand. Nothing is said about
// where they link to, unless it plays on the brand's name.
func weak(m *detect.Mail, amount links) wire.Verdict {
	deceives := amount == anyImitating || m.ShowsOwnedLinksElsewhere()
	_, wins := m.Said("winner")
	switch {
	case deceives && (wins || m.Demands()):
		return wire.Spoofed
	case amount == anyImitating:
		return wire.Caution
	}
	return wire.None
}

func linksOf(m *detect.Mail) links {
	amount := noLinks
	for i := range m.Links {
		l := &m.Links[i]
		if !l.Action {
			continue
		}
		amount = max(amount, linkClass(l.To))
	}
	if m.AnswersGoElsewhere() || m.LeadsUnseen() {
		amount = max(amount, anyOther)
	}
	return amount
}

func linkClass(to host.Destination) links {
	switch to.Kind {
	case host.Owned, host.Companion:
		return allFit
	case host.Imitating:
		return anyImitating
	}
	if to.Deceives() {
		return anyImitating // a customer's corner that plays on the name
	}
	return anyOther
}

// adjust applies what the tables do not hold: findings that turn a good answer
// into a caution, and mails there is nothing to read of.
func adjust(v wire.Verdict, m *detect.Mail, found []wire.Finding) wire.Verdict {
	atLeastCaution := slices.ContainsFunc(found, func(f wire.Finding) bool {
		switch f.ID {
		case detect.LinkImitates.ID, detect.LinkTextDiffers.ID:
			return false // weighed by the tables; without a claim, or a demand, a mark only
		}
		return f.Severity != wire.Info
	})
	failed := m.Site != nil && slices.ContainsFunc(found, isID(detect.AuthenticationFails.ID))
	switch {
	case v == wire.Spoofed || failed && v != wire.None:
		return wire.Spoofed
	case atLeastCaution && (v != wire.None || m.Claim.Strength != detect.NoClaim || m.Quote.Strength == detect.Strong):
		return wire.Caution
	case m.Doc.OnlyPictures() && v == wire.Consistent:
		return wire.Unreadable
	case v == wire.Consistent && slices.ContainsFunc(found, isProof):
		return wire.Genuine
	}
	return v
}

// isProof says whether a finding shows that a mail is the brand's, where
// nothing speaks against it. There are two, and no third.
func isProof(f wire.Finding) bool {
	return f.ID == detect.Authenticated.ID || f.ID == detect.FoundInMessageCenter.ID
}

func isID(id string) func(wire.Finding) bool {
	return func(f wire.Finding) bool { return f.ID == id }
}

// brandOf is the brand a judgement is about: the one claimed, or the one a
// mail that only mentions it is caught playing on.
func brandOf(m *detect.Mail) string {
	switch {
	case m.Claim.Strength == detect.Strong:
		return m.Claim.Brand
	case m.Quote.Strength == detect.Strong:
		return m.Quote.Brand
	}
	return m.Claim.Brand
}

// graver gives the verdict that matters more to a person.
func graver(a, b wire.Verdict) wire.Verdict {
	order := []wire.Verdict{wire.None, wire.Genuine, wire.Consistent, wire.Unreadable, wire.Caution, wire.Spoofed}
	if slices.Index(order, b) > slices.Index(order, a) {
		return b
	}
	return a
}
