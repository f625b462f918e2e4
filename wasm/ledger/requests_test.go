package ledger

import (
	"maps"
	"strconv"
	"strings"
	"testing"
	"time"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// asked is a ledger of requests over what is stored, as the background has it.
type asked struct {
	t      *testing.T
	chunks map[string]string
	now    time.Time
}

func newAsked(t *testing.T) *asked {
	return &asked{t, map[string]string{}, time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)}
}

func (a *asked) ask(q wire.RequestsRequest) wire.RequestsAnswer {
	a.t.Helper()
	q.Now, q.Lang, q.Limit = a.now.Format(time.RFC3339), "ja", max(q.Limit, 100)
	answer, err := OpenRequests(a.chunks).Answer(rules.Baseline(), q)
	if err != nil {
		a.t.Fatal(err)
	}
	for name, text := range answer.Chunks {
		if a.chunks[name] = text; text == "" {
			delete(a.chunks, name)
		}
	}
	return answer
}

// page is what a product's page shows some days later.
func (a *asked) page(days int, account, asin, status string) wire.RequestsAnswer {
	a.t.Helper()
	a.now = a.now.AddDate(0, 0, days)
	return a.ask(wire.RequestsRequest{Do: "see", Account: account, Seen: &wire.Judgement{Status: status,
		Fields: map[string]string{"asin": asin, "title": "ゲーム機\t" + asin}}})
}

func (a *asked) list() []wire.Item { return a.ask(wire.RequestsRequest{Do: "list"}).Items }

func TestARequestIsRememberedWithItsChanges(t *testing.T) {
	a := newAsked(t)
	a.page(0, "", "B0EXAMPLE1", "requested")
	a.page(3, "", "B0EXAMPLE1", "unknown")
	a.page(1, "", "B0EXAMPLE1", "invited")
	items := a.list()
	if len(items) != 1 {
		t.Fatalf("%d requests, want 1", len(items))
	}
	f := items[0].Fields
	if items[0].Status != "invited" || f["since"] != "2026-11-22T03:00:00Z" || f["seen"] != "2026-11-26T03:00:00Z" || f["title"] != "ゲーム機 B0EXAMPLE1" {
		t.Errorf("remembered as %s, %v", items[0].Status, f)
	}
	if want := "2026-11-22 招待をリクエスト済みです\n2026-11-26 招待されています\n"; f["changes"] != want {
		t.Errorf("changes %q, want %q", f["changes"], want)
	}
	if f["open"] != "https://www.amazon.co.jp/dp/B0EXAMPLE1" {
		t.Errorf("leads to %q", f["open"])
	}
}

func TestPagesWithoutARequestAreNotRemembered(t *testing.T) {
	for _, status := range []string{"not-requested", "buyable", "unavailable", "signed-out", "unknown", ""} {
		a := newAsked(t)
		if answer := a.page(0, "", "B0EXAMPLE1", status); len(answer.Chunks) > 0 || len(a.list()) > 0 {
			t.Errorf("%s is remembered", status)
		}
	}
	a := newAsked(t)
	a.page(0, "", "short", "requested")
	a.page(0, "no/key", "B0EXAMPLE1", "requested")
	if len(a.chunks) > 0 {
		t.Errorf("stored %v", a.chunks)
	}
}

func TestATurnIsToldOnce(t *testing.T) {
	for _, c := range []struct {
		before, after string
		told          bool
	}{
		{"requested", "invited", true},
		{"requested", "open-again", true},
		{"requested", "not-requested", true},
		{"expired", "open-again", true},
		{"requested", "expired", false},
		{"invited", "consumed", false},
		{"consumed", "not-requested", false},
		{"requested", "buyable", false},
	} {
		a := newAsked(t)
		if first := a.page(0, "", "B0EXAMPLE1", c.before); first.Turn != "" {
			t.Errorf("%s, seen for the first time, is told", c.before)
		}
		answer := a.page(1, "", "B0EXAMPLE1", c.after)
		if told := answer.Turn != ""; told != c.told {
			t.Errorf("%s to %s: told %v", c.before, c.after, told)
		}
		if answer.Turn != "" && (len(answer.Items) != 1 || answer.Items[0].Key != answer.Turn) {
			t.Errorf("%s to %s: the turn of %q is not among %v", c.before, c.after, answer.Turn, answer.Items)
		}
		if again := a.page(1, "", "B0EXAMPLE1", c.after); again.Turn != "" {
			t.Errorf("%s to %s is told twice", c.before, c.after)
		}
	}
}

func TestAccountsAreKeptApart(t *testing.T) {
	a := newAsked(t)
	a.page(0, "one", "B0EXAMPLE1", "requested")
	a.page(0, "two", "B0EXAMPLE1", "expired")
	if answer := a.page(1, "two", "B0EXAMPLE1", "open-again"); answer.Turn != "two/B0EXAMPLE1" {
		t.Errorf("told of %q", answer.Turn)
	}
	states := map[string]string{}
	for _, item := range a.list() {
		states[item.Key] = item.Status
	}
	if want := map[string]string{"one/B0EXAMPLE1": "requested", "two/B0EXAMPLE1": "open-again"}; !maps.Equal(states, want) {
		t.Errorf("%v, want %v", states, want)
	}
}

func TestAnInvitationMailForAnotherAccount(t *testing.T) {
	a := newAsked(t)
	d := OpenDues(nil)
	d.See(Sighting{Origin: "mail:1", From: wire.FromMail, Seen: a.now,
		Dues: []wire.Due{{Kind: wire.DueInvitation, Key: "B0EXAMPLE1", At: a.now.AddDate(0, 0, 2).Format(time.RFC3339)}}})
	maps.Copy(a.chunks, d.Changed())
	hints := a.page(0, "", "B0EXAMPLE1", "not-requested").Hints
	if len(hints) != 1 || hints[0].ID != "other-account" || hints[0].Text == "" || hints[0].Source == "" {
		t.Errorf("hints %v", hints)
	}
	if hints := a.page(0, "", "B0EXAMPLE2", "not-requested").Hints; len(hints) > 0 {
		t.Errorf("of another product: %v", hints)
	}
	if hints := a.page(0, "", "B0EXAMPLE1", "invited").Hints; len(hints) > 0 {
		t.Errorf("where the invitation is: %v", hints)
	}
}

func TestLookAgain(t *testing.T) {
	a := newAsked(t)
	a.page(0, "", "B0EXAMPLE1", "requested")
	a.page(0, "", "B0EXAMPLE2", "consumed")
	a.now = a.now.AddDate(0, 0, 29)
	for _, item := range a.list() {
		if item.Fields["stale"] != "" {
			t.Errorf("%s after 29 days: %s", item.Status, item.Fields["stale"])
		}
	}
	a.now = a.now.AddDate(0, 0, 2)
	for _, item := range a.list() {
		if stale := item.Fields["stale"] != ""; stale != (item.Status == "requested") {
			t.Errorf("%s after 31 days: stale %v", item.Status, stale)
		}
	}
}

func TestRemoveAndUndo(t *testing.T) {
	a := newAsked(t)
	a.page(0, "", "B0EXAMPLE1", "requested")
	removed := a.ask(wire.RequestsRequest{Do: "remove", Key: "/B0EXAMPLE1"}).Items
	if len(removed) != 1 || removed[0].Fields["removed"] == "" {
		t.Fatalf("removed: %v", removed)
	}
	if back := a.ask(wire.RequestsRequest{Do: "undo", Key: "/B0EXAMPLE1"}).Items; len(back) != 1 || back[0].Fields["removed"] != "" {
		t.Fatalf("had back: %v", back)
	}
	a.ask(wire.RequestsRequest{Do: "remove", Key: "/B0EXAMPLE1"})
	a.page(2, "", "B0EXAMPLE1", "requested")
	if items := a.list(); len(items) > 0 {
		t.Errorf("the same state brings it back: %v", items)
	}
	a.page(2, "", "B0EXAMPLE1", "invited")
	if items := a.list(); len(items) != 1 {
		t.Error("an invitation does not bring it back")
	}
}

func TestTheListIsChosenFrom(t *testing.T) {
	a := newAsked(t)
	for i := range 9 {
		a.page(0, "", "B0EXAMPLE"+strconv.Itoa(i), "requested")
	}
	a.page(-1, "", "B0EXAMPLEX", "invited")
	if first := a.list()[0]; first.Status != "invited" {
		t.Errorf("%s comes first", first.Status)
	}
	for _, c := range []struct {
		q           wire.RequestsRequest
		items, more int
	}{
		{wire.RequestsRequest{Limit: 4}, 4, 6},
		{wire.RequestsRequest{Only: "invited", Limit: 4}, 1, 0},
		{wire.RequestsRequest{Find: "example３", Limit: 4}, 1, 0},
		{wire.RequestsRequest{Find: "冷蔵庫", Limit: 4}, 0, 0},
	} {
		c.q.Do, c.q.Now = "list", a.now.Format(time.RFC3339)
		answer, err := OpenRequests(a.chunks).Answer(rules.Baseline(), c.q)
		if err != nil || len(answer.Items) != c.items || answer.More != c.more || answer.All != 10 {
			t.Errorf("%+v: %d items, %d more, %d in all, %v", c.q, len(answer.Items), answer.More, answer.All, err)
		}
	}
}

func TestRequestsAreForgotten(t *testing.T) {
	a := newAsked(t)
	a.page(0, "", "B0EXAMPLE1", "requested")
	a.page(300, "", "B0EXAMPLE2", "requested")
	a.now = a.now.AddDate(0, 0, 101)
	if items := a.list(); len(items) != 1 || items[0].Fields["asin"] != "B0EXAMPLE2" || len(a.chunks) != 1 {
		t.Errorf("after 401 days: %v, stored %v", items, a.chunks)
	}
	r := OpenRequests(nil)
	for i := range maxRequests + 10 {
		r.add("", "A"+strconv.Itoa(100_000_000+i)).Fields["seen"] = "2026-11-22T03:00:00Z"
	}
	if kept := r.kept(a.now.AddDate(0, 0, -300)); len(kept) != maxRequests {
		t.Errorf("%d are kept", len(kept))
	}
}

func TestBrokenRequestsAreLostAlone(t *testing.T) {
	a := newAsked(t)
	a.page(0, "", "B0EXAMPLE1", "requested")
	a.page(0, "", "A0EXAMPLE1", "requested")
	whole := a.chunks["requests1//1"]
	for _, broken := range []string{"\x00", "B0EXAMPLE1\tx", strings.ReplaceAll(whole[:60], "\n", ""), "\t\t\t\t\t", "B0EXAMPLE1\t\t\t\t\t"} {
		a.chunks["requests1//1"] = broken + "\n" + whole
		if items := a.list(); len(items) != 2 {
			t.Errorf("beside %q: %d", broken, len(items))
		}
	}
}

// A look at a page writes one small chunk, and another of the same hour none.
func TestALookWritesLittle(t *testing.T) {
	a := newAsked(t)
	for i := range 30 {
		a.page(0, "", "B0EXAMPL"+strconv.Itoa(10+i), "requested")
	}
	a.now = a.now.Add(2 * time.Hour)
	if answer := a.page(0, "", "B0EXAMPL15", "requested"); len(answer.Chunks) != 1 {
		t.Errorf("%d chunks", len(answer.Chunks))
	}
	a.now = a.now.Add(time.Minute)
	if answer := a.page(0, "", "B0EXAMPL15", "requested"); len(answer.Chunks) != 0 {
		t.Errorf("%d chunks for the same once more", len(answer.Chunks))
	}
}
