package ledger

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// at reads a time of the tests: "11-20 10:15" of 2026, Japan time.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+s, clock.JST)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

const order = "249-1234567-7654321"

// number is one to pay by.
const number = "12345678901"

func konbini(t testing.TB, when string, basis wire.Basis, numbers ...string) []wire.Due {
	return []wire.Due{{Kind: wire.DueKonbini, Key: order, Numbers: numbers, At: at(t, when).Format(time.RFC3339), Basis: basis, Quote: when, Reason: "書かれている日時です。"}}
}

func mailSays(t testing.TB, origin, when string) Sighting {
	return Sighting{Origin: "mail:" + origin, From: wire.FromMail, Title: "お支払い番号のお知らせ", Seen: at(t, "11-20 10:15"), Dues: konbini(t, when, wire.Stated, number)}
}

func pageSays(t testing.TB, when string) Sighting {
	return Sighting{Origin: "page:order", From: wire.FromOrder, Title: "ケトル", Open: "https://www.amazon.co.jp/your-orders", Proven: true, Seen: at(t, "11-20 11:00"), Dues: konbini(t, when, wire.Stated, number)}
}

func agendaAt(t testing.TB, d *Dues, when string) wire.Agenda {
	return d.Agenda(rules.Baseline(), "ja", at(t, when), maxDues)
}

func TestSourcesOfOneThingAreOneDue(t *testing.T) {
	d := OpenDues(nil)
	d.See(mailSays(t, "1", "11-26 23:59"))
	d.See(mailSays(t, "1", "11-26 23:59")) // the same mail again
	d.See(pageSays(t, "11-23 23:59"))
	items := agendaAt(t, d, "11-20 12:00").Items
	if len(items) != 1 {
		t.Fatalf("%d items, want one", len(items))
	}
	item := items[0]
	if len(item.Sources) != 2 || !item.Differ {
		t.Errorf("%d sources, differ %v: want both shown", len(item.Sources), item.Differ)
	}
	if item.At != at(t, "11-23 23:59").Format(time.RFC3339) {
		t.Errorf("due at %s: the earlier one reminds", item.At)
	}
	if item.Title != "ケトル" || item.Open == "" {
		t.Errorf("%q %q: the page knows better than the mail", item.Title, item.Open)
	}
	// The page is read again and says another time: it replaces what it said.
	d.See(pageSays(t, "11-25 23:59"))
	if item := agendaAt(t, d, "11-20 12:00").Items[0]; len(item.Sources) != 2 || item.At != at(t, "11-25 23:59").Format(time.RFC3339) {
		t.Errorf("after another look: %d sources, due at %s", len(item.Sources), item.At)
	}
}

func TestPaymentNumberOnlyWhereProven(t *testing.T) {
	d := OpenDues(nil)
	d.See(mailSays(t, "1", "11-26 23:59"))
	item := agendaAt(t, d, "11-20 12:00").Items[0]
	todo := strings.Join(item.Todo, "\n")
	if len(item.Numbers) != 0 || item.Proven || !strings.Contains(todo, "注文履歴") || !strings.Contains(todo, "確かめられていない") {
		t.Errorf("unproven: numbers %q, proven %v, todo %q", item.Numbers, item.Proven, todo)
	}
	if chunks := d.Changed(); strings.Contains(fmt.Sprint(chunks), number) {
		t.Errorf("the number of an unproven mail is stored: %v", chunks)
	}
	if len(item.Chains) < 5 {
		t.Errorf("%d chains while the number is not known: want all", len(item.Chains))
	}
	d.See(pageSays(t, "11-26 23:59"))
	item = agendaAt(t, d, "11-20 12:00").Items[0]
	if !slices.Equal(item.Numbers, []string{number}) || !item.Proven {
		t.Errorf("proven by the page: numbers %q, proven %v", item.Numbers, item.Proven)
	}
	for _, c := range item.Chains {
		if c.Digits != 11 {
			t.Errorf("%s takes %d digits, the number has 11", c.Chain, c.Digits)
		}
	}
}

func TestWhatIsNotKept(t *testing.T) {
	for name, dues := range map[string][]wire.Due{
		"pressure":       {{Kind: wire.DuePressure, At: at(t, "11-21 10:15").Format(time.RFC3339)}},
		"over already":   konbini(t, "11-19 23:59", wire.Stated),
		"no time at all": {{Kind: wire.DueKonbini, Key: order, At: "soon"}},
	} {
		d := OpenDues(nil)
		d.See(Sighting{Origin: "mail:1", From: wire.FromMail, Seen: at(t, "11-20 10:15"), Dues: dues})
		if items := agendaAt(t, d, "11-20 12:00").Items; len(items) != 0 || len(d.Changed()) != 0 {
			t.Errorf("%s: %d items kept", name, len(items))
		}
	}
}

func TestDoneDismissedUndone(t *testing.T) {
	d := OpenDues(nil)
	d.See(pageSays(t, "11-21 09:00"))
	key := agendaAt(t, d, "11-20 12:00").Items[0].Key
	now := at(t, "11-20 12:00")
	for _, step := range []struct {
		do   func() bool
		want wire.AgendaState
		soon int
	}{
		{func() bool { return d.Mark(key, wire.AgendaDone, now) }, wire.AgendaDone, 0},
		{func() bool { return d.Undo(key, now) }, wire.AgendaOpen, 1},
		{func() bool { return d.Mark(key, wire.AgendaDismissed, now) }, wire.AgendaDismissed, 0},
		{func() bool { d.See(pageSays(t, "11-21 09:00")); return true }, wire.AgendaDismissed, 0}, // seen again, still dismissed
		{func() bool { return d.Undo(key, now) }, wire.AgendaOpen, 1},
	} {
		if !step.do() {
			t.Errorf("towards %s: nothing was done", step.want)
		}
		agenda := agendaAt(t, d, "11-20 12:00")
		if agenda.Items[0].State != step.want || agenda.Soon != step.soon {
			t.Errorf("%s, %d soon; want %s, %d", agenda.Items[0].State, agenda.Soon, step.want, step.soon)
		}
	}
	if d.Mark("nothing", wire.AgendaDone, now) || d.Undo("nothing", now) {
		t.Error("what is not there was marked")
	}
}

func TestPastIsGreyThenForgotten(t *testing.T) {
	d := OpenDues(nil)
	d.See(pageSays(t, "11-23 23:59"))
	d.See(Sighting{Origin: "mail:2", From: wire.FromMail, Title: "招待", Seen: at(t, "11-20 10:15"),
		Dues: []wire.Due{{Kind: wire.DueInvitation, Key: "B0TEST1234", At: at(t, "11-25 10:15").Format(time.RFC3339)}}})
	items := agendaAt(t, d, "11-24 12:00").Items
	if len(items) != 2 || items[0].Kind != wire.DueInvitation || !items[1].Past || items[1].Left >= 0 {
		t.Fatalf("%+v: want the invitation first, the payment past", items)
	}
	if items := agendaAt(t, d, "11-27 12:00").Items; len(items) != 1 {
		t.Errorf("%d items three days later, want one", len(items))
	}
	if chunks := d.Changed(); chunks["dues1/2026-11"] == "" || strings.Contains(chunks["dues1/2026-11"], order) {
		t.Errorf("what is forgotten is to be removed from storage: %q", chunks)
	}
	agendaAt(t, d, "12-28 12:00")
	if chunks := d.Changed(); len(chunks) != 1 || chunks["dues1/2026-11"] != "" {
		t.Errorf("an empty chunk is to be removed: %q", chunks)
	}
}

func TestStoredAndReadAgain(t *testing.T) {
	d := OpenDues(nil)
	d.See(mailSays(t, "1", "11-26 23:59"))
	d.See(pageSays(t, "12-02 23:59"))
	d.Mark("konbini "+order, wire.AgendaDismissed, at(t, "11-20 12:00"))
	d.Undo("konbini "+order, at(t, "11-20 12:00"))
	d.Told(wire.Reminder{Key: "konbini " + order, Lead: 1440})
	title := "題\tに 改行\nと\u2028ほか"
	d.See(Sighting{Origin: "mail:3", From: wire.FromMail, Title: title, Seen: at(t, "11-20 10:15"),
		Dues: []wire.Due{{Kind: wire.DueOther, At: at(t, "12-01 00:00").Format(time.RFC3339), Day: true, Quote: title}}})
	stored := d.Changed()
	if len(d.Changed()) != 0 {
		t.Error("what has not changed is written again")
	}
	again := OpenDues(stored)
	want, got := agendaAt(t, d, "11-20 12:00"), agendaAt(t, again, "11-20 12:00")
	want.Items[1].Title, want.Items[1].Sources[0].Quote = oneLine(title), oneLine(title)
	if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("read again:\n%+v\nwant\n%+v", got, want)
	}
	if told := again.dues["konbini "+order].told; !slices.Equal(told, []int{1440}) {
		t.Errorf("told %v, want what was told before", told)
	}
}

func TestBrokenChunksLoseOnlyTheirLines(t *testing.T) {
	d := OpenDues(nil)
	d.See(pageSays(t, "11-26 23:59"))
	d.See(Sighting{Origin: "mail:2", From: wire.FromMail, Seen: at(t, "11-20 10:15"), Dues: []wire.Due{{Kind: wire.DueReturn, Key: "250-7777777-7777777", At: at(t, "11-30 23:59").Format(time.RFC3339)}}})
	stored := d.Changed()
	text := stored["dues1/2026-11"]
	for name, chunks := range map[string]map[string]string{
		"garbage":         {"dues1/2026-11": "d\tx\n\x00\ns\t\t\n" + text},
		"somebody else's": {"dues1/2026-11": text, "messages1/a/2026-11": "b x y z", "dues1/": "", "other": text},
		"cut in a line":   {"dues1/2026-11": text + "d\tkonbini 1\tkonb"},
		"source alone":    {"dues1/2026-11": "s\tmail\tabc\tstated\t-\t1\t2\t3\n" + text},
	} {
		if items := agendaAt(t, OpenDues(chunks), "11-20 12:00").Items; len(items) != 2 {
			t.Errorf("%s: %d items, want the two that are whole", name, len(items))
		}
	}
}

func TestAgendaIsBounded(t *testing.T) {
	d := OpenDues(nil)
	for i := range maxDues + 50 {
		d.See(Sighting{Origin: fmt.Sprint(i), From: wire.FromMail, Seen: at(t, "11-20 10:15"),
			Dues: []wire.Due{{Kind: wire.DueOther, Key: fmt.Sprint(i), At: at(t, "11-21 00:00").Add(time.Duration(i) * time.Minute).Format(time.RFC3339)}}})
	}
	if items := agendaAt(t, d, "11-20 12:00").Items; len(items) != maxDues || items[0].Key != "other 50" {
		t.Errorf("%d items, the first %s", len(items), items[0].Key)
	}
}

func TestTimeLeftInWords(t *testing.T) {
	for _, c := range []struct {
		left   time.Duration
		ja, en string
	}{
		{27 * time.Hour, "残り 1日3時間", "1 d 3 h left"},
		{10 * 24 * time.Hour, "残り 10日", "10 days left"},
		{3*time.Hour + 20*time.Minute, "残り 3時間20分", "3 h 20 min left"},
		{59*time.Minute + 10*time.Second, "残り 1時間0分", "1 h 0 min left"},
		{30 * time.Second, "残り 1分", "1 min left"},
		{0, "期限を過ぎました", "Past"},
	} {
		ja, en := speech{rules.Baseline(), "ja"}.left(c.left), speech{rules.Baseline(), "en"}.left(c.left)
		if ja != c.ja || en != c.en {
			t.Errorf("%v: %q %q, want %q %q", c.left, ja, en, c.ja, c.en)
		}
	}
}

var dayAndThreeHours = wire.ReminderOptions{Leads: []int{24 * 60, 3 * 60}, East: 9 * 60}

// A day in the life of the background: it asks, tells, sleeps until it is told to ask again.
func TestRemindersAreToldOnceEach(t *testing.T) {
	d := OpenDues(nil)
	d.See(pageSays(t, "11-25 23:59"))
	now := at(t, "11-20 12:00")
	var told []string
	for range 10 {
		r := d.Remind(rules.Baseline(), "ja", dayAndThreeHours, now)
		for _, one := range r.Tell {
			told = append(told, now.Format("01-02 15:04")+" "+one.Title)
			d.Told(one)
		}
		d = OpenDues(all(d)) // the browser was closed
		if r.Next == "" {
			break
		}
		now, _ = time.Parse(time.RFC3339, r.Next)
		now = now.In(clock.JST)
	}
	want := []string{"11-24 23:59 お支払い期限 残り 1日0時間", "11-25 20:59 お支払い期限 残り 3時間0分"}
	if !slices.Equal(told, want) {
		t.Errorf("told %q\nwant %q", told, want)
	}
}

// all are the chunks of everything that is remembered.
func all(d *Dues) map[string]string {
	for _, known := range d.dues {
		d.touch(known)
	}
	return d.Changed()
}

func TestMissedRemindersAreToldOnceAtStart(t *testing.T) {
	d := OpenDues(nil)
	d.See(pageSays(t, "11-25 23:59"))
	// The browser was closed from before the first until after the second.
	r := d.Remind(rules.Baseline(), "ja", dayAndThreeHours, at(t, "11-25 22:00"))
	if len(r.Tell) != 1 || r.Tell[0].Lead != 180 || r.Next != "" {
		t.Fatalf("%+v: want one, for what is left now", r)
	}
	if !strings.Contains(r.Tell[0].Title, "残り 1時間59分") {
		t.Errorf("%q: it says what is left now", r.Tell[0].Title)
	}
	d.Told(r.Tell[0])
	for _, now := range []string{"11-25 22:00", "11-25 22:30", "11-25 20:00", "11-24 12:00"} { // the clock set back too
		if r := d.Remind(rules.Baseline(), "ja", dayAndThreeHours, at(t, now)); len(r.Tell) != 0 {
			t.Errorf("at %s it is told again", now)
		}
	}
	if r := d.Remind(rules.Baseline(), "ja", dayAndThreeHours, at(t, "11-26 01:00")); len(r.Tell) != 0 || r.Next != "" {
		t.Errorf("it is over, and %+v", r)
	}
}

func TestNothingIsToldOfWhatIsDone(t *testing.T) {
	d := OpenDues(nil)
	d.See(pageSays(t, "11-25 23:59"))
	d.Mark("konbini "+order, wire.AgendaDone, at(t, "11-21 00:00"))
	if r := d.Remind(rules.Baseline(), "ja", dayAndThreeHours, at(t, "11-25 22:00")); len(r.Tell) != 0 || r.Next != "" {
		t.Errorf("%+v", r)
	}
}

func TestAnotherTimeIsToldAnew(t *testing.T) {
	d := OpenDues(nil)
	d.See(pageSays(t, "11-21 12:00"))
	r := d.Remind(rules.Baseline(), "ja", dayAndThreeHours, at(t, "11-20 13:00"))
	d.Told(r.Tell[0])
	d.See(pageSays(t, "11-24 12:00"))
	if r := d.Remind(rules.Baseline(), "ja", dayAndThreeHours, at(t, "11-23 13:00")); len(r.Tell) != 1 {
		t.Error("a postponed due is not told of again")
	}
}

func TestQuietHours(t *testing.T) {
	o := dayAndThreeHours
	o.QuietFrom, o.QuietTo = 22*60, 7*60
	for _, c := range []struct {
		name, due, now string
		tell           int // lead, -1 for none
		next           string
	}{
		{"three hours before falls into the night, and there is the morning", "11-25 09:00", "11-24 12:00", 1440, "11-25 07:00"},
		{"nothing would be left in the morning: told before the night", "11-25 07:10", "11-24 12:00", 1440, "11-24 22:00"},
		{"a day before falls into the night: told in the morning", "11-25 23:59", "11-24 12:00", -1, "11-25 07:00"},
		{"the browser is started at night: it waits", "11-25 23:59", "11-25 02:00", -1, "11-25 07:00"},
		{"the browser is started at night and it cannot wait", "11-25 06:00", "11-25 03:30", 180, ""},
	} {
		d := OpenDues(nil)
		d.See(pageSays(t, c.due))
		r := d.Remind(rules.Baseline(), "ja", o, at(t, c.now))
		lead := -1
		if len(r.Tell) > 0 {
			lead = r.Tell[0].Lead
		}
		next := ""
		if r.Next != "" {
			v, _ := time.Parse(time.RFC3339, r.Next)
			next = v.In(clock.JST).Format("01-02 15:04")
		}
		if lead != c.tell || next != c.next {
			t.Errorf("%s: tells %d, next %q; want %d, %q", c.name, lead, next, c.tell, c.next)
		}
	}
	// The same night by another clock: quiet hours are the reader's, deadlines are Japan's.
	abroad := o
	abroad.East = -8 * 60
	d := OpenDues(nil)
	d.See(pageSays(t, "11-25 09:00")) // 16:00 of the day before, over there
	if r := d.Remind(rules.Baseline(), "en", abroad, at(t, "11-24 12:00")); !strings.HasPrefix(r.Next, "2026-11-24T21:00") {
		t.Errorf("abroad the next is %s", r.Next)
	}
}

func TestCalendar(t *testing.T) {
	d := OpenDues(nil)
	d.See(pageSays(t, "11-25 23:59"))
	d.See(Sighting{Origin: "mail:2", From: wire.FromMail, Title: "招待", Seen: at(t, "11-20 10:15"),
		Dues: []wire.Due{{Kind: wire.DueInvitation, Key: "B0TEST1234", At: at(t, "11-22 10:15").Format(time.RFC3339), Reason: "メールの送信から数えました。"}}})
	now := at(t, "11-20 12:00")
	events := d.Calendar(rules.Baseline(), "ja", nil, dayAndThreeHours, now)
	if len(events) != 2 {
		t.Fatalf("%d events, want both", len(events))
	}
	first := events[0]
	if first.At != "2026-11-22T01:15:00Z" || first.Summary != "招待の購入期限：招待" || !strings.Contains(first.Description, "数えました") || !slices.Equal(first.Alarms, []int{1440, 180}) {
		t.Errorf("%+v", first)
	}
	if first.UID == events[1].UID || strings.Contains(events[1].UID, order) {
		t.Errorf("uids %q and %q", first.UID, events[1].UID)
	}
	if one := d.Calendar(rules.Baseline(), "ja", []string{"konbini " + order}, dayAndThreeHours, now); len(one) != 1 || one[0].UID != events[1].UID {
		t.Errorf("one by its key: %+v", one)
	}
	d.Mark("konbini "+order, wire.AgendaDone, now)
	if left := d.Calendar(rules.Baseline(), "ja", nil, dayAndThreeHours, now); len(left) != 1 {
		t.Errorf("%d events, what is done is none", len(left))
	}
}

func TestEveryKindHasItsWords(t *testing.T) {
	texts := rules.Baseline().Texts
	for _, kind := range []wire.DueKind{wire.DueInvitation, wire.DueKonbini, wire.DueGiftcard, wire.DueReturn, wire.DueOther} {
		for _, id := range []string{"due-kind-" + string(kind), "due-todo-" + string(kind)} {
			if texts[id].JA == "" || texts[id].EN == "" {
				t.Errorf("no text %s", id)
			}
		}
	}
}

func FuzzOpenDues(f *testing.F) {
	d := OpenDues(nil)
	d.See(Sighting{Origin: "mail:1", From: wire.FromMail, Seen: at(f, "11-20 10:15"), Dues: konbini(f, "11-26 23:59", wire.Stated)})
	for text := range maps.Values(d.Changed()) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := OpenDues(map[string]string{"dues1/2026-11": text})
		before := agendaAt(t, d, "11-20 12:00")
		again := OpenDues(all(d))
		if after := agendaAt(t, again, "11-20 12:00"); len(after.Items) != len(before.Items) {
			t.Fatalf("%q: %d dues, %d after they were stored", text, len(before.Items), len(after.Items))
		}
	})
}

func TestAnswer(t *testing.T) {
	d := OpenDues(nil)
	book := rules.Baseline()
	ask := func(q wire.DuesRequest) wire.DuesAnswer {
		t.Helper()
		q.Now, q.Lang = at(t, "11-20 12:00").Format(time.RFC3339), "ja"
		a, err := d.Answer(book, q)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, c := range []struct {
		verdict wire.Verdict
		from    wire.DueSource
		keeps   bool
	}{
		{wire.Spoofed, wire.FromMail, false}, {wire.Caution, wire.FromMail, true}, {wire.Unreadable, wire.FromMail, false},
		{wire.None, wire.FromMail, false}, {"", wire.FromMail, false}, // a mail nobody has judged
		{wire.Consistent, wire.FromMail, true}, {wire.Genuine, wire.FromMail, true}, {"", wire.FromOrder, true},
	} {
		d = OpenDues(nil)
		a := ask(wire.DuesRequest{Do: "see", Seen: &wire.DueSighting{Origin: "1", From: c.from, Verdict: c.verdict, Title: "題", Dues: konbini(t, "11-21 09:00", wire.Stated)}})
		if (len(a.Agenda.Items) == 1) != c.keeps || (len(a.Chunks) == 1) != c.keeps {
			t.Errorf("%s from %s: %d items, %d chunks; kept is to be %v", c.verdict, c.from, len(a.Agenda.Items), len(a.Chunks), c.keeps)
		}
	}
	options := &dayAndThreeHours
	told := ask(wire.DuesRequest{Do: "remind", Options: options}).Reminders.Tell
	if len(told) != 1 {
		t.Fatalf("%d reminders", len(told))
	}
	if a := ask(wire.DuesRequest{Do: "told", Told: told}); len(a.Chunks) != 1 {
		t.Error("what was told is not stored")
	}
	if again := ask(wire.DuesRequest{Do: "remind", Options: options}); len(again.Reminders.Tell) != 0 {
		t.Error("told twice")
	}
	if a := ask(wire.DuesRequest{Do: "calendar", Options: options}); len(a.Events) != 1 {
		t.Errorf("%d events", len(a.Events))
	}
	key := told[0].Key
	if a := ask(wire.DuesRequest{Do: "mark", Key: key, State: wire.AgendaDone}); a.Agenda.Items[0].State != wire.AgendaDone || a.Agenda.Soon != 0 {
		t.Errorf("%+v", a.Agenda)
	}
	if a := ask(wire.DuesRequest{Do: "undo", Key: key}); a.Agenda.Items[0].State != wire.AgendaOpen || a.Agenda.Soon != 1 {
		t.Errorf("%+v", a.Agenda)
	}
	paid := wire.Judgement{Kind: wire.RegionPage, Verdict: wire.None, Brand: "amazon", Page: "order-detail", Status: "delivered", Fields: map[string]string{"order": order}}
	if a := ask(wire.DuesRequest{Do: "page", Page: &paid}); a.Agenda.Items[0].State != wire.AgendaSettled || a.Agenda.Soon != 0 || len(a.Chunks) != 1 {
		t.Errorf("%+v", a)
	}
	if _, err := d.Answer(book, wire.DuesRequest{Do: "dance", Now: at(t, "11-20 12:00").Format(time.RFC3339)}); err == nil {
		t.Error("an unknown request is answered")
	}
	if _, err := d.Answer(book, wire.DuesRequest{Do: "agenda", Now: "now"}); err == nil {
		t.Error("a clock that is none is believed")
	}
}
