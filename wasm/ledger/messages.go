package ledger

import (
	"sort"
	"strings"
	"time"

	"tashikame/wasm/words"
)

// Messages is what the Message Centers that were opened have listed: of each
// message a hash of its subject, when it was sent and which order it is about.
// No words of it are kept, and accounts are kept apart by the keys the face
// gives. It is not safe for concurrent use.
type Messages struct {
	chunks   map[string]string // as they were handed in, until they are read
	accounts map[string]*account
	changed  map[string]bool // names of chunks
	count    int
}

// Sender is who speaks in a message.
type Sender byte

const (
	Brand  Sender = 'b' // the brand itself
	Seller Sender = 's'
	Other  Sender = 'o' // the list does not say
)

// Tab is one of the lists of a Message Center.
type Tab byte

const (
	Inbox     Tab = 'i' // what the brand has sent
	SellerTab Tab = 's' // conversations with sellers
)

// Entry is one message as it is listed.
type Entry struct {
	Sender Sender
	// At is when it was sent, in seconds since 1970. Where only the Day is
	// listed, it is that day's last.
	At  int64
	Day bool
	// Subject is Exact of the subject; 0 where the list does not tell it from
	// what stands beside it.
	Subject uint64
	// Words are Loose of all that may be the subject.
	Words []uint64
	// Keys are the order numbers and ASINs it is about.
	Keys []string
	// Served is the mail that it has proven, or contested.
	Served uint64
}

// contested is an entry that two different mails have come with. One of them
// is false, and nobody knows which: it proves none from then on.
const contested = ^uint64(0)

// maxEntries is how many messages are remembered, of all accounts; the oldest
// go first.
const maxEntries = 20_000

// keep is for how long: Message Centers are looked up for mails that are read
// again within a year.
const keep = 400 * 24 * time.Hour

// account is what one account's Message Center has listed.
type account struct {
	entries []*Entry // by time
	tabs    map[Tab]*coverage
}

// Listing is what one look at a tab has shown.
type Listing struct {
	Tab     Tab
	Entries []Entry
	// Partial is true where not every row could be read.
	Partial bool
	// Seen is when.
	Seen time.Time
}

// OpenMessages takes the chunks that are stored; those of others are passed over.
func OpenMessages(chunks map[string]string) *Messages {
	return &Messages{chunks: chunks}
}

// Remember merges a listing into an account and says how many messages of it
// are new. An account without a key is not kept.
func (m *Messages) Remember(key string, l Listing) int {
	if !isKey(key) || len(l.Entries) == 0 {
		return 0
	}
	m.read()
	a := m.accounts[key]
	if a == nil {
		a = &account{tabs: map[Tab]*coverage{}}
		m.accounts[key] = a
	}
	a.cover(l)
	m.changed[seenName(key)] = true
	before := m.count
	for i := range l.Entries {
		m.put(key, a, &l.Entries[i])
	}
	added := m.count - before
	m.Forget(l.Seen.Add(-keep))
	m.shrink()
	return added
}

// Account says whether a key is of an account that is remembered.
func (m *Messages) Account(key string) bool {
	m.read()
	return m.accounts[key] != nil
}

// Drop forgets an account.
func (m *Messages) Drop(key string) {
	m.read()
	if a := m.accounts[key]; a != nil {
		m.cut(key, a, len(a.entries))
		delete(m.accounts, key)
		m.changed[seenName(key)] = true
	}
}

// Forget drops what was sent before a time.
func (m *Messages) Forget(before time.Time) {
	m.read()
	for key, a := range m.accounts {
		m.cut(key, a, a.from(before.Unix()))
		for _, c := range a.tabs {
			c.forget(before.Unix())
		}
	}
}

// shrink drops the oldest of all accounts until there are not too many.
func (m *Messages) shrink() {
	for m.count > maxEntries {
		oldest := ""
		for key, a := range m.accounts {
			if len(a.entries) > 0 && (oldest == "" || a.entries[0].At < m.accounts[oldest].entries[0].At) {
				oldest = key
			}
		}
		m.cut(oldest, m.accounts[oldest], 1)
	}
}

// cut drops the first n entries of an account.
func (m *Messages) cut(key string, a *account, n int) {
	if n == 0 {
		return
	}
	for _, e := range a.entries[:n] {
		m.touch(key, e)
	}
	a.entries = a.entries[n:]
	m.count -= n
}

// put adds an entry, or what it says better than the one that is known.
func (m *Messages) put(key string, a *account, e *Entry) {
	for _, old := range a.around(e.At, daySeconds) {
		if !old.same(e) {
			continue
		}
		if old.Day && !e.Day {
			m.touch(key, old)
			a.take(old)
			m.count--
			e.Served = old.Served
			break
		}
		if len(old.Keys) < len(e.Keys) || old.Subject == 0 && e.Subject != 0 {
			old.Keys, old.Subject, old.Sender = e.Keys, e.Subject, e.Sender
			m.touch(key, old)
		}
		return
	}
	e = &Entry{e.Sender, e.At, e.Day, e.Subject, e.Words, e.Keys, e.Served}
	at := a.from(e.At)
	a.entries = append(a.entries, nil)
	copy(a.entries[at+1:], a.entries[at:])
	a.entries[at] = e
	m.count++
	m.touch(key, e)
}

// touch notes that the chunk an entry is kept in has changed.
func (m *Messages) touch(key string, e *Entry) { m.changed[chunkName(key, e.At)] = true }

// same says whether two listings are of one message: lists show today's with
// the minute, and later the day alone.
func (e *Entry) same(other *Entry) bool {
	if len(e.Words) == 0 || len(other.Words) == 0 || e.Words[0] != other.Words[0] || differ(e.Keys, other.Keys) {
		return false
	}
	switch {
	case e.Day == other.Day:
		return e.At == other.At
	case e.Day:
		return other.At <= e.At && other.At > e.At-daySeconds
	}
	return e.At <= other.At && e.At > other.At-daySeconds
}

// from is the place of the first entry that was not sent before a time.
func (a *account) from(at int64) int {
	return sort.Search(len(a.entries), func(i int) bool { return a.entries[i].At >= at })
}

// take takes an entry out.
func (a *account) take(e *Entry) {
	for i := a.from(e.At); i < len(a.entries); i++ {
		if a.entries[i] == e {
			a.entries = append(a.entries[:i], a.entries[i+1:]...)
			break
		}
	}
}

// around gives the entries sent within some seconds of a time: the only ones
// that can be one message with what was sent then.
func (a *account) around(at, seconds int64) []*Entry {
	return a.entries[a.from(at-seconds):a.from(at+seconds+1)]
}

// may says whether an entry and another text may have one subject.
func (e *Entry) may(subject uint64) bool {
	for _, w := range e.Words {
		if w == subject {
			return true
		}
	}
	return false
}

// Exact hashes a subject as it stands, but for white space: mail breaks its
// lines there and pages fold it. A character that only looks the same, or
// takes no room, makes another subject.
func Exact(subject string) uint64 { return hash(strings.Join(strings.Fields(subject), "")) }

// Loose hashes words however they are spaced, capitalised or widened.
func Loose(text string) uint64 { return hash(words.Fold(text).Text) }

// hash is FNV-1a. 0 and contested stand for something else.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	if h == 0 || h == contested {
		return 1
	}
	return h
}

// differ says whether two lists of keys both name orders or products and
// share none.
func differ(a, b []string) bool {
	for _, order := range []bool{true, false} {
		of, as := only(a, order), only(b, order)
		if len(of) > 0 && len(as) > 0 && !share(of, as) {
			return true
		}
	}
	return false
}

// only gives the order numbers of a list, or what is none.
func only(keys []string, orders bool) []string {
	var out []string
	for _, k := range keys {
		if strings.Contains(k, "-") == orders {
			out = append(out, k)
		}
	}
	return out
}

func share(a, b []string) bool {
	for _, k := range a {
		for _, other := range b {
			if k == other {
				return true
			}
		}
	}
	return false
}
