package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// page is what the core says of one of the shop's pages.
func page(kind, status string, fields map[string]string, dues ...wire.Due) *wire.Judgement {
	return &wire.Judgement{Kind: wire.RegionPage, Verdict: wire.None, Brand: "amazon", Page: kind, Status: status, Fields: fields, Dues: dues}
}

func orderPage(t testing.TB, status, when string) *wire.Judgement {
	fields := map[string]string{"order": order, "total": "￥3,980"}
	if when == "" {
		return page("order-detail", status, fields)
	}
	return page("order-detail", status, fields, konbini(t, when, wire.Stated, "81250947306", "8125094730612")...)
}

func invitation(t testing.TB, when string, basis wire.Basis) wire.Due {
	return wire.Due{Kind: wire.DueInvitation, Key: "B0TEST1234", At: at(t, when).Format(time.RFC3339), Basis: basis, Quote: when}
}

func giftcard(t testing.TB, when, key string) wire.Due {
	return wire.Due{Kind: wire.DueGiftcard, Key: key, At: at(t, when).Format(time.RFC3339), Basis: wire.Stated, Day: true}
}

func TestOrderPageJoinsTheMailAndNamesTheNumbers(t *testing.T) {
	d, now := OpenDues(nil), at(t, "11-20 12:00")
	d.See(mailSays(t, "1", "11-26 23:59"))
	d.SeePage(rules.Baseline(), "ja", orderPage(t, "unpaid", "11-23 23:59"), now)
	items := agendaAt(t, d, "11-20 12:00").Items
	if len(items) != 1 || len(items[0].Sources) != 2 || !items[0].Differ || items[0].At != at(t, "11-23 23:59").Format(time.RFC3339) {
		t.Fatalf("%+v: want one, with both sources, due at the earlier", items)
	}
	if !slices.Equal(items[0].Numbers, []string{"81250947306", "8125094730612"}) {
		t.Errorf("numbers %q", items[0].Numbers)
	}
	for _, step := range items[0].Chains {
		if step.Digits != 11 && step.Digits != 13 {
			t.Errorf("%s takes %d digits", step.Chain, step.Digits)
		}
	}
	if again := agendaAt(t, OpenDues(all(d)), "11-20 12:00").Items; !slices.Equal(again[0].Numbers, items[0].Numbers) {
		t.Errorf("numbers %q after they were stored", again[0].Numbers)
	}
}

func TestWhatAPageSettles(t *testing.T) {
	now := at(t, "11-20 12:00")
	for _, c := range []struct {
		name string
		page *wire.Judgement
		want wire.AgendaState
	}{
		{"sent", orderPage(t, "shipped", ""), wire.AgendaSettled},
		{"delivered", orderPage(t, "delivered", ""), wire.AgendaSettled},
		{"cancelled", orderPage(t, "cancelled", ""), wire.AgendaSettled},
		{"paid, not yet sent", page("order-detail", "pending", map[string]string{"order": order, "paid": "yes"}), wire.AgendaSettled},
		{"made ready: nobody can tell", orderPage(t, "pending", ""), wire.AgendaOpen},
		{"not to be told", orderPage(t, "unknown", ""), wire.AgendaOpen},
		{"still to be paid", orderPage(t, "unpaid", "11-23 23:59"), wire.AgendaOpen},
		{"another order", page("order-detail", "delivered", map[string]string{"order": "249-7654321-1234567"}), wire.AgendaOpen},
		{"in the list of orders", &wire.Judgement{Kind: wire.RegionPage, Verdict: wire.None, Brand: "amazon", Page: "orders",
			Items: []wire.Item{{Kind: "order", Key: order, Status: "cancelled"}}}, wire.AgendaSettled},
		{"on nobody's page", &wire.Judgement{Kind: wire.RegionPage, Verdict: wire.None, Page: "order-detail", Status: "delivered",
			Fields: map[string]string{"order": order}}, wire.AgendaOpen},
		{"on a page that poses as the brand's", &wire.Judgement{Kind: wire.RegionPage, Verdict: wire.Spoofed, Brand: "amazon", Page: "order-detail", Status: "delivered",
			Fields: map[string]string{"order": order}}, wire.AgendaOpen},
	} {
		d := OpenDues(nil)
		d.See(mailSays(t, "1", "11-26 23:59"))
		d.SeePage(rules.Baseline(), "ja", c.page, now)
		items := agendaAt(t, d, "11-20 12:00").Items
		if len(items) != 1 || items[0].State != c.want {
			t.Errorf("%s: %+v, want %s", c.name, items, c.want)
		}
	}
}

func TestWhatIsSettledStaysSo(t *testing.T) {
	d, now := OpenDues(nil), at(t, "11-20 12:00")
	d.SeePage(rules.Baseline(), "ja", orderPage(t, "unpaid", "11-21 09:00"), now)
	d.SeePage(rules.Baseline(), "ja", orderPage(t, "delivered", ""), now)
	d.See(mailSays(t, "1", "11-26 23:59")) // the mail is opened once more
	item := agendaAt(t, d, "11-20 12:00").Items[0]
	if d.Undo(item.Key, now) || d.Mark(item.Key, wire.AgendaOpen, now) || item.State != wire.AgendaSettled {
		t.Errorf("%s: what has happened cannot be undone", item.State)
	}
	if len(d.Remind(nil, "ja", dayAndThreeHours, now).Tell) != 0 {
		t.Error("reminded of what was paid")
	}
	if item.Numbers != nil || strings.Contains(fmt.Sprint(all(d)), "81250947306") {
		t.Error("a number that was paid is kept")
	}
	d.SeePage(rules.Baseline(), "ja", orderPage(t, "unpaid", "11-21 09:00"), now) // the page has the last word
	if state := agendaAt(t, d, "11-20 12:00").Items[0].State; state != wire.AgendaOpen {
		t.Errorf("%s: the page says it is to be paid", state)
	}
}

func TestTimerOfAProductAndItsMail(t *testing.T) {
	d := OpenDues(nil)
	fields := map[string]string{"asin": "B0TEST1234", "title": "ケトル"}
	d.See(Sighting{Origin: "mail:1", From: wire.FromMail, Title: "招待者に選ばれました", Seen: at(t, "11-20 10:15"), Dues: []wire.Due{invitation(t, "11-23 10:15", wire.Counted)}})
	d.SeePage(rules.Baseline(), "ja", page("product", "invited", fields, invitation(t, "11-22 10:15", wire.Stated)), at(t, "11-20 12:00"))
	items := agendaAt(t, d, "11-20 12:00").Items
	if len(items) != 1 || !items[0].Differ || items[0].Title != "ケトル" || items[0].At != at(t, "11-22 10:15").Format(time.RFC3339) {
		t.Fatalf("%+v: the earlier one reminds, both are shown", items)
	}
	d.Changed()
	later := invitation(t, "11-22 10:15", wire.Stated)
	later.At = at(t, "11-22 10:15").Add(7 * time.Second).Format(time.RFC3339)
	d.SeePage(rules.Baseline(), "ja", page("product", "invited", fields, later), at(t, "11-20 13:00"))
	if changed := d.Changed(); len(changed) != 0 {
		t.Errorf("a timer that runs down is written again: %v", changed)
	}
	d.SeePage(rules.Baseline(), "ja", page("product", "consumed", fields), at(t, "11-20 14:00"))
	if state := agendaAt(t, d, "11-20 14:00").Items[0].State; state != wire.AgendaSettled {
		t.Errorf("bought, and still %s", state)
	}
}

func TestGiftCardsThatWereSpentAreNotDue(t *testing.T) {
	d, now := OpenDues(nil), at(t, "11-20 12:00")
	d.See(Sighting{Origin: "mail:1", From: wire.FromMail, Title: "ギフトカード", Seen: now, Dues: []wire.Due{giftcard(t, "12-31 23:59", order)}})
	d.SeePage(rules.Baseline(), "ja", page("giftcard-balance", "ok", nil, giftcard(t, "12-31 23:59", ""), giftcard(t, "12-25 23:59", "")), now)
	if items := agendaAt(t, d, "11-20 12:00").Items; len(items) != 2 || len(items[1].Sources) != 2 {
		t.Fatalf("%+v: what ends at one time is one", items)
	}
	d.SeePage(rules.Baseline(), "ja", page("giftcard-balance", "unknown", nil), now)
	if items := agendaAt(t, d, "11-20 12:00").Items; len(items) != 2 {
		t.Error("a list that could not be read has emptied the agenda")
	}
	d.SeePage(rules.Baseline(), "ja", page("giftcard-balance", "ok", nil, giftcard(t, "12-31 23:59", "")), now)
	if items := agendaAt(t, d, "11-20 12:00").Items; len(items) != 1 {
		t.Errorf("%d, one was spent", len(items))
	}
}

// TestTwoDeadlinesInOneMail: 3 days in one place and 6 in another; both are shown.
func TestTwoDeadlinesInOneMail(t *testing.T) {
	d := OpenDues(nil)
	for range 2 {
		said := mailSays(t, "1", "11-26 23:59")
		said.Dues = append(said.Dues, konbini(t, "11-23 23:59", wire.Counted)...)
		d.See(said)
	}
	items := agendaAt(t, d, "11-20 12:00").Items
	if len(items) != 1 || len(items[0].Sources) != 2 || items[0].At != at(t, "11-23 23:59").Format(time.RFC3339) {
		t.Errorf("%+v", items)
	}
}

func TestTitlesOfUnprovenMailsNameNoNumber(t *testing.T) {
	for title, want := range map[string]string{
		"お支払い番号 81250947306":         "お支払い番号 …",
		"お支払い番号：８１２５-０９４-７３０６のお知らせ":  "お支払い番号：…のお知らせ",
		"8125 0947 30612 をご提示ください":   "… をご提示ください",
		"ご注文 249-1234567-7654321 の件": "ご注文 249-1234567-7654321 の件",
		"11月25日 23:59まで":             "11月25日 23:59まで",
		"090-1234-5678":              "…",
		"2026-11-25":                 "2026-11-25",
	} {
		d := OpenDues(nil)
		said := mailSays(t, "1", "11-26 23:59")
		said.Title = title
		d.See(said)
		if got := agendaAt(t, d, "11-20 12:00").Items[0].Title; got != want {
			t.Errorf("%q is called %q, want %q", title, got, want)
		}
	}
}

// TestNumberGoesWithItsProof: one entry of the Message Center proves one mail;
// when a second comes for it, neither is proven.
func TestNumberGoesWithItsProof(t *testing.T) {
	d := OpenDues(nil)
	said := mailSays(t, "1", "11-26 23:59")
	said.Proven = true
	d.See(said)
	if items := agendaAt(t, d, "11-20 12:00").Items; !slices.Equal(items[0].Numbers, []string{number}) {
		t.Fatalf("numbers of a proven mail: %q", items[0].Numbers)
	}
	d.See(mailSays(t, "1", "11-26 23:59"))
	if items := agendaAt(t, d, "11-20 12:00").Items; items[0].Numbers != nil || strings.Contains(fmt.Sprint(all(d)), number) {
		t.Errorf("%q is kept of a mail that is not proven any more", items[0].Numbers)
	}
}
