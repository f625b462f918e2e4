package check

import (
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/detect"
	"tashikame/wasm/ledger"
	"tashikame/wasm/shop"
	"tashikame/wasm/wire"
)

// Remember reads the Message Center that a snapshot shows into what is
// remembered of its account. It says how many messages are listed and how many
// of them are new.
func (c *Core) Remember(s wire.Snapshot, messages *ledger.Messages) (listed, added int) {
	now := parseTime(s.Now)
	if s.Private || now.IsZero() {
		return 0, 0
	}
	for i := range s.Regions {
		if region := &s.Regions[i]; region.Kind == wire.RegionPage {
			for _, l := range c.pages.Listings(s.URL, region.HTML, now) {
				l.Partial = l.Partial || region.Problem != ""
				listed += len(l.Messages)
				added += messages.Remember(s.Account, listing(&l, now))
			}
		}
	}
	return listed, added
}

// listing takes from a page what is remembered of it.
func listing(l *shop.Listing, now time.Time) ledger.Listing {
	out := ledger.Listing{Tab: ledger.Inbox, Seen: now, Partial: l.Partial}
	if l.Sellers {
		out.Tab = ledger.SellerTab
	}
	for i := range l.Messages {
		m := &l.Messages[i]
		e := ledger.Entry{Sender: ledger.Other, At: m.At.Unix(), Day: m.Day, Keys: m.Keys}
		switch {
		case l.Sellers:
			e.Sender = ledger.Seller
		case m.Brand:
			e.Sender = ledger.Brand
		}
		if m.Subject != "" {
			e.Subject = ledger.Exact(m.Subject)
		}
		for _, line := range m.Lines {
			e.Words = append(e.Words, ledger.Loose(line))
		}
		out.Entries = append(out.Entries, e)
	}
	return out
}

// lookup is a mail's place in the Message Center, while the mail is judged.
type lookup struct {
	messages *ledger.Messages // nil where nothing is looked up
	answer   ledger.Answer
	believed bool
	seller   bool
}

// lookUp looks a mail up that speaks as a brand, and tells the detectors.
func (c *Core) lookUp(s *wire.Snapshot, m *detect.Mail, messages *ledger.Messages) lookup {
	if messages == nil || s.Private || m.Claim.Strength != detect.Strong || m.Region.Kind != wire.RegionMail {
		return lookup{}
	}
	l := lookup{messages: messages, believed: c.believed(s, m), seller: m.Claim.Seller || m.From.Domain.Seller != ""}
	mail := ledger.Mail{
		Subject: m.Subject, Sent: c.sent(m, s), From: m.From.Name + " " + m.From.Address,
		Keys: m.OrderNumbers(), Seller: l.seller,
	}
	if asin := m.ASIN(); asin != "" {
		mail.Keys = append(mail.Keys, asin)
	}
	l.answer = messages.Find(s.Account, mail)
	m.Listed = detect.Listed{
		Proves: l.believed && l.answer.Proves,
		Absent: l.believed && l.answer.Kind == ledger.Absent,
		AsOf:   asOf(l.answer.AsOf, s.Lang),
	}
	return l
}

// believed says whether a page can be taken at its word on who sent a mail,
// when, and under which subject: one that a profile of the book reads, and
// that shows all three. A mail file, the terminal and a page that was only
// guessed at have no profile.
func (c *Core) believed(s *wire.Snapshot, m *detect.Mail) bool {
	if m.From.Address == "" || m.Subject == "" || m.Region.Problem != "" {
		return false
	}
	site, own := c.readBy(s)
	return site != nil && !site.Source && (own || len(site.Hosts) == 0)
}

// settle notes which entry has proven the mail, and says what was found. Of a
// mail that is warned of nothing is said that could make it look better.
func (c *Core) settle(s *wire.Snapshot, m *detect.Mail, j *wire.Judgement, l lookup) {
	if j.Verdict == wire.Spoofed {
		j.Findings = without(j.Findings, detect.FoundInMessageCenter.ID)
	}
	if l.messages == nil || j.Verdict == wire.None || j.Verdict == wire.Spoofed || j.Verdict == wire.Unreadable {
		return
	}
	switch {
	case j.Verdict == wire.Genuine && m.Listed.Proves,
		j.Verdict == wire.Consistent && l.believed && l.answer.Kind == ledger.Taken:
		l.messages.Serve(s.Account, l.answer)
	}
	center := &wire.MessageCenter{State: wire.Untold}
	text := "messages-" + string(l.answer.Kind)
	switch l.answer.Kind {
	case ledger.Found:
		center.State = wire.Found
		if l.seller {
			text += "-seller"
		}
	case ledger.Absent:
		center.State = wire.NotFound
	}
	if at := l.answer.AsOf; !at.IsZero() {
		center.AsOf = clock.RFC3339(at.In(clock.JST))
	}
	center.Why = c.text(text, s.Lang, map[string]string{"when": asOf(l.answer.AsOf, s.Lang)})
	if b := c.index.Brand(m.Claim.Brand); b != nil {
		center.Open = b.Messages
	}
	j.MessageCenter = center
}

// without leaves out the findings of one detector.
func without(all []wire.Finding, id string) []wire.Finding {
	kept := all[:0]
	for i := range all {
		if all[i].ID != id {
			kept = append(kept, all[i])
		}
	}
	return kept
}

// asOf is a time as people read it.
func asOf(at time.Time, lang string) string {
	if at.IsZero() {
		return ""
	}
	return clock.Shown(at.In(clock.JST), lang, true)
}
