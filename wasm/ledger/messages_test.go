package ledger

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)

const me = "k1"

const stock = "Amazon.co.jp ご注文の確認"

// entry is a message of the brand's own, sent hours before noon.
func entry(subject string, before time.Duration, keys ...string) Entry {
	return Entry{Sender: Brand, At: noon.Add(-before).Unix(), Subject: Exact(subject), Words: []uint64{Loose(subject)}, Keys: keys}
}

// day is one of which only the day is listed, in Japan's time.
func day(subject string, before int, keys ...string) Entry {
	e := entry(subject, 0, keys...)
	e.At, e.Day = time.Date(2026, 11, 22-before, 14, 59, 59, 0, time.UTC).Unix(), true
	return e
}

func inbox(entries ...Entry) *Messages {
	m := OpenMessages(nil)
	m.Remember(me, Listing{Tab: Inbox, Entries: entries, Seen: noon})
	return m
}

// mail is one that comes as an entry made by entry would.
func mail(subject string, before time.Duration, keys ...string) Mail {
	return Mail{Subject: subject, Sent: noon.Add(-before), From: "Amazon.co.jp no-reply@amazon.co.jp", Keys: keys}
}

const (
	orderA = "249-1234567-1234567"
	orderB = "249-1234567-1234568"
	asin   = "B0EXAMPL01"
)

func TestFind(t *testing.T) {
	old := entry("一番古い知らせ", 300*time.Hour)
	for _, c := range []struct {
		name   string
		listed []Entry
		mail   Mail
		want   AnswerKind
		proves bool
	}{
		{"the same, a minute apart", []Entry{old, entry(stock, 5*time.Hour)}, mail(stock, 5*time.Hour+time.Minute), Found, true},
		{"the same order number, hours apart", []Entry{old, entry(stock, 5*time.Hour, orderA)}, mail(stock, 9*time.Hour, orderA), Found, true},
		{"the same product, of which only the day is listed", []Entry{old, day(stock, 1, asin)}, mail(stock, 20*time.Hour, asin), Found, true},
		{"spaced otherwise, as mail breaks lines", []Entry{old, entry("Your order of 鍋 has shipped", 5*time.Hour)}, mail("Your order\r\n of 鍋  has shipped", 5*time.Hour), Found, true},

		{"six minutes apart and nothing else", []Entry{old, entry(stock, 5*time.Hour)}, mail(stock, 5*time.Hour+6*time.Minute), Alike, false},
		{"the same day, of which no time is listed", []Entry{old, day(stock, 1)}, mail(stock, 20*time.Hour), Alike, false},
		{"a stock subject, days later", []Entry{old, entry(stock, 100*time.Hour)}, mail(stock, 5*time.Hour), Absent, false},
		{"a stock subject and the order number, days later", []Entry{old, entry(stock, 100*time.Hour, orderA)}, mail(stock, 5*time.Hour, orderA), Absent, false},
		{"another order's number at the same minute", []Entry{old, entry(stock, 5*time.Hour, orderA)}, mail(stock, 5*time.Hour, orderB), Alike, false},
		{"another product at the same minute", []Entry{old, entry(stock, 5*time.Hour, asin)}, mail(stock, 5*time.Hour, "B0EXAMPL02"), Alike, false},
		{"the product, and another order's number", []Entry{old, entry(stock, 5*time.Hour, asin, orderA)}, mail(stock, 5*time.Hour, asin, orderB), Alike, false},
		{"the order number, of which an earlier day is listed", []Entry{old, day(stock, 2, orderA)}, mail(stock, 3*time.Hour, orderA), Absent, false},
		{"the order number, of which a later day is listed", []Entry{old, day(stock, 0, orderA)}, mail(stock, 60*time.Hour, orderA), Absent, false},
		{"another subject", []Entry{old, entry(stock, 5*time.Hour)}, mail("お支払い方法の確認", 5*time.Hour), Absent, false},
		{"a subject salted with characters of no width", []Entry{old, entry(stock, 5*time.Hour)}, mail("Amazon.co.jp ご注\u200b文の確認", 5*time.Hour), Found, false},
		{"a subject in wide letters", []Entry{old, entry(stock, 5*time.Hour)}, mail("Ａｍａｚｏｎ.co.jp ご注文の確認", 5*time.Hour), Found, false},
		{"a subject in other letters", []Entry{old, entry(stock, 5*time.Hour)}, mail("Аmazon.co.jp ご注文の確認", 5*time.Hour), Absent, false},
		{"a subject in capitals", []Entry{old, entry(stock, 5*time.Hour)}, mail("AMAZON.co.jp ご注文の確認", 5*time.Hour), Found, false},

		{"newer than the last look", []Entry{old, entry(stock, 5*time.Hour)}, mail("別の知らせ", -time.Hour), Later, false},
		{"too new to be surely listed", []Entry{old, entry(stock, 5*time.Hour)}, mail("別の知らせ", 10*time.Minute), Later, false},
		{"older than what was listed", []Entry{entry(stock, 5*time.Hour)}, mail("別の知らせ", 50*time.Hour), Early, false},
		{"the page does not tell the time", []Entry{old, entry(stock, 5*time.Hour)}, Mail{Subject: stock}, Undated, false},
	} {
		got := inbox(c.listed...).Find(me, c.mail)
		if got.Kind != c.want || got.Proves != c.proves {
			t.Errorf("%s: %s, proves %v; want %s, %v", c.name, got.Kind, got.Proves, c.want, c.proves)
		}
	}
}

func TestWhatIsNotTheBrandsOwnProvesNothing(t *testing.T) {
	for name, change := range map[string]func(*Entry){
		"a seller's row":                func(e *Entry) { e.Sender = Seller },
		"a row that names no sender":    func(e *Entry) { e.Sender = Other },
		"a row whose subject is unsure": func(e *Entry) { e.Subject = 0 },
	} {
		e := entry(stock, 5*time.Hour)
		change(&e)
		if got := inbox(e).Find(me, mail(stock, 5*time.Hour)); got.Kind != Found || got.Proves {
			t.Errorf("%s: %s, proves %v", name, got.Kind, got.Proves)
		}
	}
}

func TestSellersMailIsLookedUpInTheirTab(t *testing.T) {
	m := inbox(entry("発送のご連絡", 5*time.Hour))
	theirs := mail("発送のご連絡", 5*time.Hour)
	theirs.Seller = true
	if got := m.Find(me, theirs); got.Kind != Never || got.Proves {
		t.Errorf("before the tab was opened: %s, proves %v", got.Kind, got.Proves)
	}
	row := entry("発送のご連絡", 5*time.Hour)
	row.Sender = Seller
	m.Remember(me, Listing{Tab: SellerTab, Entries: []Entry{row}, Seen: noon})
	if got := m.Find(me, theirs); got.Kind != Found || got.Proves {
		t.Errorf("after it: %s, proves %v", got.Kind, got.Proves)
	}
}

func TestAccountsAreApart(t *testing.T) {
	m := inbox(entry(stock, 5*time.Hour))
	if got := m.Find("k2", mail(stock, 5*time.Hour)); got.Kind != Never {
		t.Errorf("another account: %s", got.Kind)
	}
	if m.Remember("", Listing{Tab: Inbox, Entries: []Entry{entry(stock, time.Hour)}, Seen: noon}) != 0 || m.Find("", mail(stock, time.Hour)).Kind != Never {
		t.Error("an account without a key is kept")
	}
	if n := m.Remember("../x/y", Listing{Tab: Inbox, Entries: []Entry{entry(stock, time.Hour)}, Seen: noon}); n != 0 {
		t.Error("a key that breaks a chunk's name is kept")
	}
}

// One entry serves one mail. Where a second comes for it, one of the two is
// false and none is proven any more.
func TestOneEntryServesOneMail(t *testing.T) {
	m := inbox(entry(stock, 5*time.Hour))
	first, second := mail(stock, 5*time.Hour), mail(stock, 5*time.Hour+2*time.Minute)
	m.Serve(me, m.Find(me, first))
	if got := m.Find(me, first); !got.Proves {
		t.Errorf("the mail it has served, seen again: %s", got.Kind)
	}
	got := m.Find(me, second)
	if got.Proves || got.Kind != Taken {
		t.Errorf("another mail: %s, proves %v", got.Kind, got.Proves)
	}
	m.Serve(me, got)
	m = OpenMessages(m.Changed())
	for name, mail := range map[string]Mail{"the first": first, "the second": second, "a third": mail(stock, 5*time.Hour+3*time.Minute)} {
		if got := m.Find(me, mail); got.Proves {
			t.Errorf("%s, after two have come for one entry: proven", name)
		}
	}
}

func TestTwoEntriesServeTwoMails(t *testing.T) {
	m := inbox(entry("発送済み", 5*time.Hour, orderA), entry("発送済み", 4*time.Hour, orderA))
	for _, before := range []time.Duration{4*time.Hour + time.Minute, 5 * time.Hour} {
		got := m.Find(me, mail("発送済み", before, orderA))
		if !got.Proves {
			t.Errorf("sent %s before: %s", before, got.Kind)
		}
		m.Serve(me, got)
	}
	if got := m.Find(me, mail("発送済み", 3*time.Hour, orderA)); got.Proves {
		t.Error("two entries serve three mails")
	}
}

func TestListedAgain(t *testing.T) {
	m := inbox(day(stock, 0), entry("発送済み", 30*time.Hour))
	exact := entry(stock, 2*time.Hour, orderA)
	if n := m.Remember(me, Listing{Tab: Inbox, Entries: []Entry{exact, entry("発送済み", 30*time.Hour), day("発送済み", 1)}, Seen: noon.Add(time.Minute)}); n != 0 {
		t.Errorf("%d new messages where the same are listed again", n)
	}
	if got := m.Find(me, mail(stock, 2*time.Hour)); !got.Proves {
		t.Errorf("a time learnt later is not used: %s", got.Kind)
	}
}

// A later page of a list reaches back and says nothing of what is newer.
func TestALaterPageSaysNothingOfWhatIsNewer(t *testing.T) {
	m := inbox(entry("新しい知らせ", time.Hour), entry("その前", 10*time.Hour))
	m.Remember(me, Listing{Tab: Inbox, Entries: []Entry{entry("もっと前", 100*time.Hour), entry("最初", 200*time.Hour)}, Seen: noon.Add(48 * time.Hour)})
	for before, want := range map[time.Duration]AnswerKind{
		-20 * time.Hour: Early, 5 * time.Hour: Absent, 50 * time.Hour: Early, 150 * time.Hour: Absent, 250 * time.Hour: Early,
	} {
		if got := m.Find(me, mail("ない知らせ", before)); got.Kind != want {
			t.Errorf("sent %s before noon: %s, want %s", before, got.Kind, want)
		}
	}
}

func TestAListingThatWasNotReadInFullProvesNoAbsence(t *testing.T) {
	m := OpenMessages(nil)
	m.Remember(me, Listing{Tab: Inbox, Entries: []Entry{entry("x", 50*time.Hour), entry("y", time.Hour)}, Seen: noon, Partial: true})
	if got := m.Find(me, mail("ない知らせ", 5*time.Hour)); got.Kind == Absent {
		t.Error("absent from a listing with unread rows")
	}
	if got := m.Find(me, mail("y", time.Hour)); !got.Proves {
		t.Errorf("a row that was read does not count: %s", got.Kind)
	}
}

func TestThereAndBack(t *testing.T) {
	m := inbox(entry(stock, 5*time.Hour, orderA, asin), day("発送済み", 3), entry("先月の知らせ", 800*time.Hour))
	m.Serve(me, m.Find(me, mail(stock, 5*time.Hour, orderA)))
	chunks := m.Changed()
	if len(m.Changed()) != 0 {
		t.Error("what has not changed is given again")
	}
	if want := []string{"messages1/k1/2026-10", "messages1/k1/2026-11", "messages1/k1/seen"}; !slices.Equal(slices.Sorted(maps.Keys(chunks)), want) {
		t.Errorf("chunks %q, want %q", slices.Sorted(maps.Keys(chunks)), want)
	}
	for name, text := range chunks {
		if strings.Contains(text, "注文") || strings.Contains(text, "Amazon") {
			t.Errorf("%s holds words of a message: %s", name, text)
		}
	}
	back := OpenMessages(chunks)
	if n := back.Remember(me, Listing{Tab: Inbox, Entries: []Entry{day("発送済み", 3)}, Seen: noon}); n != 0 {
		t.Error("what was stored is not known again")
	}
	if changed := back.Changed(); len(changed) != 1 {
		t.Errorf("chunks are given that have not changed: %q", slices.Sorted(maps.Keys(changed)))
	}
	if got := back.Find(me, mail(stock, 6*time.Hour, orderA)); got.Proves {
		t.Error("what an entry has served is forgotten")
	}
	back.Drop(me)
	changed := back.Changed()
	for name := range chunks {
		if text, there := changed[name]; !there || text != "" {
			t.Errorf("%s of an account that was dropped is kept", name)
		}
	}
}

func TestBrokenChunksLoseOnlyWhatIsBroken(t *testing.T) {
	m := inbox(entry(stock, 5*time.Hour))
	chunks := m.Changed()
	const month = "messages1/k1/2026-11"
	chunks[month] = "b zz\nx 1 1 1 - 0\nb -5 1 1 - 0\nb 1 !! 1 - 0\n\n" + chunks[month] + "b thzr"
	chunks["messages1/k1/seen"] += "i 1\nq 1 1\ni x x x-\n"
	chunks["messages1/../2026-11"], chunks["messages1/k1"], chunks["agenda"] = "b", "b", "[]"
	back := OpenMessages(chunks)
	if got := back.Find(me, mail(stock, 5*time.Hour)); !got.Proves {
		t.Errorf("%s", got.Kind)
	}
	if len(back.Changed()) != 0 {
		t.Error("reading changes what is stored")
	}
}

func TestOldAndTooMany(t *testing.T) {
	m := OpenMessages(nil)
	for i := range 210 {
		var entries []Entry
		for k := range 100 {
			entries = append(entries, entry("知らせ"+strconv.Itoa(i*100+k), time.Duration(i*100+k)*time.Minute))
		}
		m.Remember("k"+strconv.Itoa(i%2), Listing{Tab: Inbox, Entries: entries, Seen: noon})
	}
	if m.count != maxEntries {
		t.Errorf("%d entries are kept, want %d", m.count, maxEntries)
	}
	if got := m.Find("k0", mail("知らせ0", 0)); got.Kind != Found {
		t.Errorf("the newest: %s", got.Kind)
	}
	if got := m.Find("k1", mail("知らせ20999", 20999*time.Minute)); got.Kind == Found {
		t.Error("the oldest is kept")
	}
	m.Remember("k0", Listing{Tab: Inbox, Entries: []Entry{entry("一年後", -keep)}, Seen: noon.Add(keep)})
	if m.count > 2 {
		t.Errorf("%d entries are kept after %s", m.count, keep)
	}
}

// benchmarkChunks are 20,000 messages of a year, as they are stored.
func benchmarkChunks() map[string]string {
	m := OpenMessages(nil)
	for i := range maxEntries / 100 {
		var entries []Entry
		for k := range 100 {
			entries = append(entries, entry("知らせ"+strconv.Itoa(i*100+k), time.Duration(i*100+k)*20*time.Minute, orderA))
		}
		m.Remember(me, Listing{Tab: Inbox, Entries: entries, Seen: noon})
	}
	return m.Changed()
}

func BenchmarkOpenAndFind(b *testing.B) {
	chunks := benchmarkChunks()
	size := 0
	for _, text := range chunks {
		size += len(text)
	}
	b.ReportMetric(float64(size), "bytes")
	for b.Loop() {
		OpenMessages(chunks).Find(me, mail("知らせ7", 7*20*time.Minute))
	}
}

func BenchmarkFind(b *testing.B) {
	m := OpenMessages(benchmarkChunks())
	for b.Loop() {
		m.Find(me, mail("知らせ7", 7*20*time.Minute))
	}
}
