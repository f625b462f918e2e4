package check

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tashikame/wasm/detect"
	"tashikame/wasm/ledger"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

const (
	account = "k1"
	subject = "Amazon.co.jp ご注文の確認"
	// read is when the Message Center was opened.
	read = "2026-11-22T12:00:00+09:00"
)

// row is a message of the inbox, as its page shows it.
func row(from, subject, at string) string {
	return `<div class="message-table-row-content"><div>` + from + `</div><div><a href="#!/detail/1">` + subject + `</a></div><div>` + at + `</div></div>`
}

// opened is what is remembered after the Message Center was opened with rows in it.
func opened(t *testing.T, rows ...string) *ledger.Messages {
	t.Helper()
	m := ledger.OpenMessages(nil)
	rows = append(rows, row("Amazon.co.jp", "一番古い知らせ", "2026/11/01 8:00"))
	if listed, _ := core.Remember(center(rows...), m); listed != len(rows) {
		t.Fatalf("%d of %d rows are read", listed, len(rows))
	}
	return m
}

func center(rows ...string) wire.Snapshot {
	return wire.Snapshot{URL: "https://www.amazon.co.jp/gp/message#!/inbox", Now: read, Account: account,
		Regions: []wire.Region{{Key: "1", Kind: wire.RegionPage, HTML: strings.Join(rows, "")}}}
}

// letter is a mail open in Gmail.
func letter(subject, date, html string) wire.Snapshot {
	return wire.Snapshot{URL: "https://mail.google.com/mail/u/0/#inbox/1", Site: "gmail", Now: "2026-11-22T13:00:00+09:00", Lang: "ja", Account: account,
		Regions: []wire.Region{{Key: "1", Kind: wire.RegionMail, HTML: html, Fields: map[wire.Field]string{
			wire.FieldFromName: "Amazon.co.jp", wire.FieldFromAddress: "auto-confirm@amazon.co.jp", wire.FieldSubject: subject, wire.FieldDate: date,
		}}}}
}

func with(s wire.Snapshot, field wire.Field, value string) wire.Snapshot {
	s.Regions[0].Fields[field] = value
	return s
}

const (
	date  = "2026年11月20日(金) 18:04"
	order = "249-1234567-1234567"
)

func ordered(number string) string {
	return "<p>ご注文ありがとうございます。注文番号 " + number + "</p>" + fits
}

var usual = ordered(order)

func TestMessageCenterProves(t *testing.T) {
	inbox := func(t *testing.T) *ledger.Messages {
		return opened(t, row("Amazon.co.jp", subject, "2026/11/20 18:04"), row("Amazon.co.jp", "発送済み "+order, "2026/11/21"))
	}
	for _, c := range []struct {
		name string
		mail wire.Snapshot
	}{
		{"the same subject within five minutes", letter(subject, date, usual)},
		{"four minutes later", letter(subject, "2026年11月20日(金) 18:08", usual)},
		{"the day and the order number", letter("発送済み "+order, "2026年11月21日(土) 7:30", usual)},
		{"in a mailbox on anybody's host", on(letter(subject, date, usual), "roundcube", "https://mail.example.jp/?_task=mail")},
	} {
		got := core.CheckWith(c.mail, inbox(t)).Judgements[0]
		if got.Verdict != wire.Genuine || got.MessageCenter == nil || got.MessageCenter.State != wire.Found {
			t.Errorf("%s: %s, %+v", c.name, got.Verdict, got.MessageCenter)
		}
		if slices.Contains(ids(got), detect.FromProvesNothing.ID) {
			t.Errorf("%s: proven, and told that its sender proves nothing", c.name)
		}
	}
}

func on(s wire.Snapshot, site, url string) wire.Snapshot {
	s.Site, s.URL = site, url
	return s
}

// Each of these comes with an entry of its very subject, sent at its very time,
// and must not be taken for proven.
func TestMessageCenterDoesNotProve(t *testing.T) {
	listed := []string{row("Amazon.co.jp", subject, "2026/11/20 18:04")}
	keyed := []string{row("Amazon.co.jp", subject+" "+order, "2026/11/20")}
	kutsu := `<p>お支払い方法を更新してください。</p><a href="https://kutsu.example/login">更新する</a>`
	for _, c := range []struct {
		name string
		rows []string
		mail wire.Snapshot
		want wire.Verdict
	}{
		{"a stock subject at another time", listed, letter(subject, "2026年11月20日(金) 18:15", usual), wire.Consistent},
		{"a stock subject on another day", listed, letter(subject, "2026年11月22日(日) 9:00", usual), wire.Consistent},
		{"a stock subject and the order number, days later", keyed, letter(subject+" "+order, "2026年11月25日(水) 9:00", usual), wire.Consistent},
		{"an order number one digit off", keyed, letter(subject+" "+order, date, ordered("249-1234567-1234568")), wire.Consistent},
		{"an order number with a letter in it", keyed, letter(subject+" "+order, date, ordered("249-l234567-1234567")), wire.Consistent},
		{"an order number in wide digits", keyed, letter(subject+" "+order, date, ordered("２４９-１２３４５６７-１２３４５６７")), wire.Consistent},
		{"an order number that cannot be seen", keyed, letter(subject+" "+order, date, `<p>ご注文ありがとうございます。<span style="display:none">`+order+`</span></p>`+fits), wire.Consistent},
		{"another order's number at the minute of the entry", []string{row("Amazon.co.jp", subject+" "+order, "2026/11/20 18:04")}, letter(subject+" "+order, date, ordered("503-7654321-7654321")), wire.Consistent},
		{"a subject salted with characters of no width", listed, letter("Amazon.co.jp ご注\u200b文の確認", date, usual), wire.Consistent},
		{"a subject with a soft hyphen", listed, letter("Amazon.co.jp ご注文\u00adの確認", date, usual), wire.Consistent},
		{"a subject in Cyrillic letters", listed, letter("Аmazon.co.jp ご注文の確認", date, usual), wire.Consistent},
		{"a subject in wide letters", listed, letter("Ａｍａｚｏｎ.co.jp ご注文の確認", date, usual), wire.Consistent},
		{"a subject that runs on", listed, letter(subject+"（重要）", date, usual), wire.Consistent},

		{"a link elsewhere", listed, letter(subject, date, usual+kutsu), wire.Spoofed},
		{"an imitating link", listed, letter(subject, date, usual+imitating), wire.Spoofed},
		{"a forged sender elsewhere", listed, with(letter(subject, date, usual), wire.FieldFromAddress, "info@mail.example"), wire.Spoofed},
		{"a sender on an imitating domain", listed, with(letter(subject, date, usual), wire.FieldFromAddress, "auto-confirm@amazom.co.jp"), wire.Spoofed},
		{"two senders, one of them a stranger", listed, with(letter(subject, date, usual), wire.FieldFromAddress, "auto-confirm@amazon.co.jp, x@mail.example"), wire.Spoofed},
		{"no sender shown", listed, with(letter(subject, date, usual), wire.FieldFromAddress, ""), wire.Consistent},
		{"a seller's mail", listed, with(with(letter(subject, date, usual), wire.FieldFromName, "くつの店"), wire.FieldFromAddress, "k3x9@marketplace.amazon.co.jp"), wire.Consistent},
		{"a seller under Amazon's name", listed, with(letter(subject, date, usual), wire.FieldFromAddress, "k3x9@marketplace.amazon.co.jp"), wire.Consistent},
		{"a telephone number that is nobody's", listed, letter(subject, date, usual+"<p>ご不明な点は 050-1234-5678 までお電話ください。</p>"), wire.Caution},

		{"a row of a seller's", []string{row("くつの店", subject, "2026/11/20 18:04")}, letter(subject, date, usual), wire.Consistent},
		{"a row of a seller's that writes Amazon's name", []string{`<div class="message-table-row-content"><div>くつの店</div><div><a href="#">` + subject + `</a></div><div>Amazon.co.jp</div><div>2026/11/20 18:04</div></div>`}, letter(subject, date, usual), wire.Consistent},
		{"a row in which the subject is not told from the rest", []string{`<div class="message-table-row-content"><div>` + subject + `</div><div>ご注文ありがとうございます</div><div>2026/11/20 18:04</div></div>`}, letter(subject, date, usual), wire.Consistent},

		{"the page does not tell when it was sent", listed, letter(subject, "", usual), wire.Consistent},
		{"the page tells the day alone", listed, letter(subject, "2026年11月20日", usual), wire.Consistent},
		{"another account's entry", listed, of(letter(subject, date, usual), "k2"), wire.Consistent},
		{"no account", listed, of(letter(subject, date, usual), ""), wire.Consistent},
		{"a mail file", listed, on(letter(subject, date, usual), "eml", ""), wire.Consistent},
		{"a mail file on a mail host's page", listed, on(letter(subject, date, usual), "eml", "https://mail.google.com/mail/u/0/"), wire.Consistent},
		{"the terminal", listed, on(letter(subject, date, usual), "", ""), wire.Consistent},
		{"a page only guessed at", listed, on(letter(subject, date, usual), "generic", "https://mail.example.jp/"), wire.Consistent},
		{"a profile on another's host", listed, on(letter(subject, date, usual), "gmail", "https://mail.google.com.kutsu.example/"), wire.Consistent},
		{"a page that shows sources", listed, on(letter(subject, date, usual), "gmail-source", "https://mail.google.com/mail/u/0/?view=om&permmsgid=1"), wire.Consistent},
		{"a page in the clear", listed, on(letter(subject, date, usual), "roundcube", "http://mail.example.jp/"), wire.Consistent},
		{"a mail too large to be read", listed, cut(letter(subject, date, usual)), wire.Unreadable},
	} {
		messages := opened(t, c.rows...)
		got := core.CheckWith(c.mail, messages).Judgements[0]
		if got.Verdict != c.want {
			t.Errorf("%s: %s, want %s (%v)", c.name, got.Verdict, c.want, ids(got))
		}
		if got.Verdict == wire.Spoofed && (got.MessageCenter != nil || strings.Contains(strings.Join(ids(got), " "), detect.FoundInMessageCenter.ID)) {
			t.Errorf("%s: a spoofed mail is said to be listed", c.name)
		}
		// What was not proven has used nothing up. Its own account's mail still is.
		if got := core.CheckWith(letter(subject, date, usual), messages).Judgements[0]; c.rows[0] == listed[0] && got.Verdict != wire.Genuine {
			t.Errorf("%s: afterwards the real mail is %s", c.name, got.Verdict)
		}
	}
}

func of(s wire.Snapshot, account string) wire.Snapshot {
	s.Account = account
	return s
}

func cut(s wire.Snapshot) wire.Snapshot {
	s.Regions[0].Problem = "too-large"
	return s
}

func TestOneEntryProvesOneMail(t *testing.T) {
	messages := opened(t, row("Amazon.co.jp", subject, "2026/11/20 18:04"))
	first, second := letter(subject, date, usual), letter(subject, "2026年11月20日(金) 18:06", usual)
	for range 2 {
		if got := core.CheckWith(first, messages).Verdict; got != wire.Genuine {
			t.Fatalf("the mail of the entry: %s", got)
		}
	}
	if got := core.CheckWith(second, messages).Judgements[0]; got.Verdict != wire.Consistent || got.MessageCenter.State != wire.Untold {
		t.Errorf("a second mail: %s, %s", got.Verdict, got.MessageCenter.State)
	}
	// One of the two is false, and nobody knows which came first.
	if got := core.CheckWith(first, ledger.OpenMessages(messages.Changed())).Verdict; got != wire.Consistent {
		t.Errorf("the first mail, after a second one came for its entry: %s", got)
	}
}

func TestASpoofedMailUsesNoEntryUp(t *testing.T) {
	messages := opened(t, row("Amazon.co.jp", subject, "2026/11/20 18:04"))
	core.CheckWith(letter(subject, "2026年11月20日(金) 18:03", usual+elsewhere), messages)
	if got := core.CheckWith(letter(subject, date, usual), messages).Verdict; got != wire.Genuine {
		t.Errorf("the real mail after a spoofed one: %s", got)
	}
}

func TestAWinnersMailThatIsNotListed(t *testing.T) {
	const won = "おめでとうございます。招待者に選ばれました"
	html := "<p>招待者に選ばれました。購入期限は72時間です。</p>" + link("https://www.amazon.co.jp/dp/B0EXAMPL01")
	messages := opened(t, row("Amazon.co.jp", subject, "2026/11/20 18:04"))
	for _, c := range []struct {
		name string
		mail wire.Snapshot
		want wire.Verdict
	}{
		{"sent before the inbox was opened", letter(won, "2026年11月21日(土) 9:00", html), wire.Caution},
		{"sent after it", letter(won, "2026年11月22日(日) 12:30", html), wire.Consistent},
		{"sent just before it", letter(won, "2026年11月22日(日) 11:50", html), wire.Consistent},
		{"older than what was listed", letter(won, "2026年10月20日(火) 9:00", html), wire.Consistent},
		{"in an account whose inbox was never opened", of(letter(won, "2026年11月21日(土) 9:00", html), "k2"), wire.Consistent},
		{"a mail of another kind", letter("パスワードの変更について", "2026年11月21日(土) 9:00", usual), wire.Consistent},
		{"signed by Amazon, as the mail host says", with(letter(won, "2026年11月21日(土) 9:00", html), wire.FieldSignedBy, "amazon.co.jp"), wire.Genuine},
		{"a mail file", on(letter(won, "2026年11月21日(土) 9:00", html), "eml", ""), wire.Consistent},
	} {
		got := core.CheckWith(c.mail, messages).Judgements[0]
		if got.Verdict != c.want {
			t.Errorf("%s: %s, want %s (%v)", c.name, got.Verdict, c.want, ids(got))
		}
	}
}

func TestMessageCenterSaysWhy(t *testing.T) {
	messages := opened(t, row("Amazon.co.jp", subject, "2026/11/20 18:04"), row("Amazon.co.jp", "発送済み", "2026/11/21"))
	for _, c := range []struct {
		name  string
		mail  wire.Snapshot
		state wire.Listing
		says  string
	}{
		{"found", letter(subject, date, usual), wire.Found, "同じお知らせがあります"},
		{"absent", letter("ない知らせ", date, usual), wire.NotFound, "偽物とは限りません"},
		{"never opened", of(letter(subject, date, usual), "k2"), wire.Untold, "まだ開いていない"},
		{"newer", letter(subject, "2026年11月22日(日) 12:30", usual), wire.Untold, "もう一度開く"},
		{"older", letter(subject, "2026年10月2日(金) 12:30", usual), wire.Untold, "より古い"},
		{"undated", letter(subject, "", usual), wire.Untold, "送信時刻が分からない"},
		{"the day alone is listed", letter("発送済み", "2026年11月21日(土) 9:00", usual), wire.Untold, "見比べて"},
	} {
		got := core.CheckWith(c.mail, messages).Judgements[0].MessageCenter
		if got == nil || got.State != c.state || !strings.Contains(got.Why, c.says) || strings.Contains(got.Why, "{") || got.Open != "https://www.amazon.co.jp/gp/message" {
			t.Errorf("%s: %+v", c.name, got)
			continue
		}
		if never := c.name == "never opened"; (got.AsOf == "") != never || !never && got.AsOf != read {
			t.Errorf("%s: as of %q", c.name, got.AsOf)
		}
	}
}

func TestNothingIsSaidWhereNothingIsRemembered(t *testing.T) {
	messages := opened(t, row("Amazon.co.jp", subject, "2026/11/20 18:04"))
	private := letter(subject, date, usual)
	private.Private = true
	if got := core.CheckWith(private, messages).Judgements[0]; got.MessageCenter != nil || got.Verdict != wire.Consistent {
		t.Errorf("a private window: %s, %+v", got.Verdict, got.MessageCenter)
	}
	if got := core.Check(letter(subject, date, usual)).Judgements[0]; got.MessageCenter != nil || got.Verdict != wire.Consistent {
		t.Errorf("without a ledger: %s, %+v", got.Verdict, got.MessageCenter)
	}
	if got := core.CheckWith(letter("日曜のこと", date, "<p>Amazonで頼んだものが届きました。</p>"), messages).Judgements[0]; got.MessageCenter != nil && got.Verdict == wire.None {
		t.Errorf("a private mail: %+v", got.MessageCenter)
	}
}

func TestRemember(t *testing.T) {
	rows := []string{row("Amazon.co.jp", subject, "2026/11/20 18:04"), row("Amazon.co.jp", "発送済み", "2026/11/21")}
	for _, c := range []struct {
		name          string
		change        func(*wire.Snapshot)
		listed, added int
	}{
		{"the inbox", func(*wire.Snapshot) {}, 2, 2},
		{"a private window", func(s *wire.Snapshot) { s.Private = true }, 0, 0},
		{"no account", func(s *wire.Snapshot) { s.Account = "" }, 2, 0},
		{"another's page", func(s *wire.Snapshot) { s.URL = "https://kutsu.example/gp/message" }, 0, 0},
		{"a mail that draws an inbox", func(s *wire.Snapshot) { s.Regions[0].Kind = wire.RegionMail }, 0, 0},
		{"a page of Amazon's that is no inbox", func(s *wire.Snapshot) { s.URL = "https://www.amazon.co.jp/dp/B0EXAMPL01" }, 0, 0},
	} {
		m := ledger.OpenMessages(nil)
		s := center(rows...)
		c.change(&s)
		if listed, added := core.Remember(s, m); listed != c.listed || added != c.added {
			t.Errorf("%s: %d listed, %d new; want %d, %d", c.name, listed, added, c.listed, c.added)
		}
	}
}

func TestRepliesFitTheMail(t *testing.T) {
	from := func(html string) wire.Judgement {
		s := letter("商品について", date, html)
		s = with(with(s, wire.FieldFromName, "くつの店"), wire.FieldFromAddress, "k3x9@marketplace.amazon.co.jp")
		return core.Check(s).Judgements[0]
	}
	for _, c := range []struct{ name, html, first string }{
		{"wants to go on elsewhere", "<p>発送について、LINEを追加してご連絡ください。LINE ID: kutsu</p>", "keep-to-amazon"},
		{"sends elsewhere", "<p>保証登録はこちら</p>" + elsewhere, "keep-to-amazon"},
		{"offers money for a review", "<p>星5のレビューを書いていただくと、Amazonギフト券2000円分を差し上げます。</p>", "no-review-for-reward"},
		{"tells of the shipping", "<p>商品を発送いたしました。追跡番号は次のとおりです。</p>", "late"},
		{"proposes a substitute", "<p>申し訳ございません。在庫切れのため、代替品をご提案いたします。</p>", "substitute"},
	} {
		got := from(c.html + "<p>注文番号 " + order + "</p>")
		if len(got.Replies) == 0 || got.Replies[0].ID != c.first {
			t.Errorf("%s: %v (%s, %s, %v)", c.name, replyIDs(got), got.Verdict, got.Mail, ids(got))
			continue
		}
		for _, r := range got.Replies {
			if r.Title == "" || r.JA == "" || r.EN == "" || strings.Contains(r.JA+r.EN, "{") {
				t.Errorf("%s: %+v", c.name, r)
			}
		}
	}
	for name, j := range map[string]wire.Judgement{
		"Amazon's own mail":        core.Check(letter(subject, date, usual)).Judgements[0],
		"a spoofed mail":           core.Check(letter(subject, date, usual+elsewhere)).Judgements[0],
		"a seller who imitates it": from(imitating),
	} {
		if j.Replies != nil {
			t.Errorf("%s has replies: %v", name, replyIDs(j))
		}
	}
}

func replyIDs(j wire.Judgement) []string {
	var out []string
	for _, r := range j.Replies {
		out = append(out, r.ID)
	}
	return out
}

// A detector that was renamed would leave its reply unused.
func TestRepliesNameDetectorsThatAre(t *testing.T) {
	known := map[string]bool{}
	for _, d := range detect.All {
		known[d.ID] = true
	}
	for _, r := range rules.Baseline().Replies {
		for _, id := range r.Findings {
			if !known[id] {
				t.Errorf("reply %s: no detector %s", r.ID, id)
			}
		}
	}
}

func TestReportOfAFalseMail(t *testing.T) {
	spoofed := core.Check(letter(subject, date, usual+elsewhere)).Judgements[0].Scam
	if spoofed == nil || spoofed.To != "reportascam@amazon.com" || spoofed.Subject == "" || spoofed.Body == "" || !strings.Contains(spoofed.Steps, "添付") {
		t.Errorf("%+v", spoofed)
	}
	if got := core.Check(letter(subject, date, usual)).Judgements[0].Scam; got != nil {
		t.Errorf("a mail that nothing speaks against: %+v", got)
	}
}

// What is sent to say that a verdict is wrong must hold nothing of the mail.
func TestDoubtHoldsNothingOfTheMail(t *testing.T) {
	s := letter("山田様へ "+subject, date, "<p>山田太郎様、注文番号 "+order+"</p>"+elsewhere)
	got := core.Check(s).Judgements[0]
	if !strings.Contains(got.Doubt, "spoofed") || !strings.Contains(got.Doubt, "link-not-owned") {
		t.Errorf("%s", got.Doubt)
	}
	for _, private := range []string{"山田", order, "kutsu", "auto-confirm", "mail.google.com", account} {
		if strings.Contains(got.Doubt, private) {
			t.Errorf("it holds %q: %s", private, got.Doubt)
		}
	}
}

// The pages that shop reads are those that check remembers.
func TestRememberFixture(t *testing.T) {
	html, err := os.ReadFile(filepath.Join("..", "testdata", "pages", "messages-inbox.html"))
	if err != nil {
		t.Fatal(err)
	}
	m := ledger.OpenMessages(nil)
	core.Remember(center(string(html)), m)
	if got := core.CheckWith(letter("Amazon.co.jp ご注文の確認 "+order, date, usual), m).Verdict; got != wire.Genuine {
		t.Errorf("%s", got)
	}
}
