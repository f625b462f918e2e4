package ledger

import (
	"strconv"
	"time"
)

// Mail is what of a mail is looked up.
type Mail struct {
	Subject string
	// Sent is when; zero where the page does not tell.
	Sent time.Time
	// From is the sender, name and address.
	From string
	// Keys are the order numbers and ASINs it names.
	Keys []string
	// Seller is true for what a seller writes.
	Seller bool
}

// Answer is what a Message Center says of a mail.
type Answer struct {
	Kind AnswerKind
	// AsOf is when the tab was last seen; zero is never.
	AsOf time.Time
	// Proves is true where the entry found is the brand's own, has the very
	// subject and serves no other mail.
	Proves bool
	entry  *Entry
	mail   uint64
}

// AnswerKind is an Answer in a word.
type AnswerKind string

const (
	// Found: the same subject, and a shared order number or product, or sent
	// within five minutes.
	Found AnswerKind = "found"
	// Absent: the tab was seen later and listed nothing like it.
	Absent AnswerKind = "absent"
	Never  AnswerKind = "never" // the tab was never seen
	Later  AnswerKind = "later" // the mail is newer than the last look
	Early  AnswerKind = "early" // the mail is older than what was listed
	// Undated: the page does not tell when the mail was sent.
	Undated AnswerKind = "undated"
	// Alike: the same subject at about that time, and nothing that tells
	// whether it is this mail.
	Alike AnswerKind = "alike"
	// Taken: the entry has served another mail. One entry serves one.
	Taken AnswerKind = "taken"
)

const (
	// together is how far apart the times of a mail and its entry are, in
	// seconds, where nothing else joins them.
	together = 5 * 60
	// apart is from where on they are two mails, whatever joins them: clocks
	// and zones differ by less.
	apart = 36 * 60 * 60
)

// Find looks a mail up. Nothing is changed by it.
func (m *Messages) Find(key string, mail Mail) Answer {
	m.read()
	a, tab := m.accounts[key], Inbox
	if mail.Seller {
		tab = SellerTab
	}
	if a == nil || a.tabs[tab] == nil {
		return Answer{Kind: Never}
	}
	c := a.tabs[tab]
	answer := Answer{Kind: Undated, AsOf: time.Unix(c.last, 0), mail: mail.key()}
	if mail.Sent.IsZero() {
		return answer
	}
	best := unlike
	subject := Loose(mail.Subject)
	for _, e := range a.around(mail.Sent.Unix(), apart) {
		if !e.may(subject) {
			continue
		}
		if fit := e.fits(&mail, answer.mail); fit > best {
			best, answer.entry = fit, e
		}
	}
	answer.Kind, answer.Proves = best.kind(), best >= proven
	if best == unlike {
		answer.Kind = c.without(mail.Sent.Unix())
	}
	return answer
}

// fit is how well an entry fits a mail.
type fit uint8

const (
	unlike fit = iota
	alike
	taken
	listed // it is this mail; that proves nothing
	proven
	served // proven, by the entry that has served this mail before
)

func (f fit) kind() AnswerKind {
	switch f {
	case alike:
		return Alike
	case taken:
		return Taken
	}
	return Found
}

// fits weighs an entry whose subject is the mail's and whose time is not apart.
func (e *Entry) fits(mail *Mail, id uint64) fit {
	sent := mail.Sent.Unix()
	if e.Day && sent > e.At+apart-daySeconds {
		return unlike // At is the day's end
	}
	joined := share(e.Keys, mail.Keys) || !e.Day && within(sent, e.At, together)
	if !joined || differ(e.Keys, mail.Keys) {
		return alike
	}
	switch {
	case mail.Seller || e.Sender != Brand || e.Subject == 0 || e.Subject != Exact(mail.Subject):
		return listed
	case e.Served == 0:
		return proven
	case e.Served == id:
		return served
	}
	return taken
}

func within(a, b, seconds int64) bool { return a-b <= seconds && b-a <= seconds }

// without is what a tab says of a mail that it has not listed.
func (c *coverage) without(sent int64) AnswerKind {
	switch {
	case c.has(sent):
		return Absent
	case sent+settle > c.last:
		return Later
	}
	return Early
}

// Serve notes that an entry has proven a mail. Where another mail comes for an
// entry that has served, neither is proven any more: one of them is false.
func (m *Messages) Serve(key string, answer Answer) {
	e := answer.entry
	if e == nil || e.Served == answer.mail || e.Served == contested {
		return
	}
	if e.Served == 0 {
		e.Served = answer.mail
	} else {
		e.Served = contested
	}
	m.touch(key, e)
}

// key tells a mail from others, in whatever mailbox it is read.
func (mail *Mail) key() uint64 {
	return hash(mail.Subject + "\n" + mail.From + "\n" + strconv.FormatInt(mail.Sent.Unix()/60, 10))
}
