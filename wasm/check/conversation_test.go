package check

import (
	"slices"
	"strings"
	"testing"

	"tashikame/wasm/wire"
)

func TestAConversationWithASeller(t *testing.T) {
	const at = "https://www.amazon.co.jp/hz/messaging?orderId=249-1234567-1234567"
	// As it is cut out: messages whole, of the rest the elements around them.
	around := func(message string) string {
		return `<div id="a-page"><div class="thread"><div class="message-body" data-ref="7">` + message + `</div></div></div>`
	}
	for _, c := range []struct {
		name, message string
		verdict       wire.Verdict
		finding       string
		reply         string
	}{
		{"shipped", "本日発送しました。注文番号 249-1234567-1234567", wire.None, "official-place", "late"},
		{"LINE", "保証のため、LINEで当店を追加してください。", wire.Caution, "moves-elsewhere", "keep-to-amazon"},
		{"a gift for a review", "★5のレビューでギフト券を差し上げます。", wire.Caution, "review-for-reward", "no-review-for-reward"},
		{"a link that leads out", `保証登録は<a href="https://kutsu.example/">こちら</a>です。`, wire.Caution, "seller-links-out", "keep-to-amazon"},
		{"a telephone number asked for", "確認のため、お名前と電話番号とご住所をご返信ください。", wire.Caution, "asks-personal-data", "keep-to-amazon"},
		{"money back elsewhere", "返金はPayPayで直接お送りします。PayPay IDをお知らせください。", wire.Caution, "odd-refund", "pay-and-refund-on-amazon"},
		{"an address that imitates", "https://amazon.co.jp.kutsu.example/ でログインしてください。", wire.Caution, "link-imitates", "keep-to-amazon"},
	} {
		s := wire.Snapshot{URL: at, Lang: "ja", Regions: []wire.Region{{Key: "1", Kind: wire.RegionPage, HTML: around(c.message)}}}
		j := core.Check(s).Judgements[0]
		if j.Verdict != c.verdict || j.Page != "conversation" || j.Headline == "" || strings.Contains(j.Headline, "ページではない") {
			t.Errorf("%s: %s, page %q, %q", c.name, j.Verdict, j.Page, j.Headline)
		}
		if got := ids(j); !slices.Contains(got, c.finding) {
			t.Errorf("%s: %v, want %s", c.name, got, c.finding)
		}
		if len(j.Replies) == 0 || j.Replies[0].ID != c.reply {
			t.Errorf("%s: replies %+v, want %s first", c.name, j.Replies, c.reply)
		}
		for _, f := range j.Findings {
			if f.Text == "" || f.ID != "official-place" && f.Ref != 7 {
				t.Errorf("%s: %s says %q and stands on %d", c.name, f.ID, f.Text, f.Ref)
			}
		}
	}
	unknown := core.Check(wire.Snapshot{URL: at, Lang: "ja", Regions: []wire.Region{{Kind: wire.RegionPage, HTML: "<nav>LINEで追加してください</nav>"}}}).Judgements[0]
	if unknown.Verdict != wire.None || unknown.Status != "unknown" {
		t.Errorf("a page without messages: %+v", unknown)
	}
	elsewhere := core.Check(wire.Snapshot{URL: "https://kutsu.example/hz/messaging", Lang: "ja", Regions: []wire.Region{{Kind: wire.RegionPage, HTML: around("LINEで追加してください")}}}).Judgements[0]
	if elsewhere.Page == "conversation" || len(elsewhere.Replies) > 0 {
		t.Errorf("a conversation elsewhere: %+v", elsewhere)
	}
}

func TestWhoseWordsAreJudged(t *testing.T) {
	const asks = "LINEで当店を追加してください。"
	const mine = "LINEで当店を追加してください、とのことですが、追加しません。"
	bubble := func(class, name, text string) string {
		return `<div class="` + class + `"><b>` + name + `</b> <span>2026年11月20日 10:15</span><div class="message-body" data-ref="7">` + text + `</div></div>`
	}
	for _, c := range []struct {
		name, page, status string
	}{
		{"the reader's own words", bubble("incoming", "道具の店", "本日発送しました。") + bubble("outgoing", "花子", mine), "calm"},
		{"the seller's beside them", bubble("incoming", "道具の店", asks) + bubble("outgoing", "花子", mine), "traps"},
		{"a seller who calls himself the reader", bubble("turn", "あなた", asks), "traps"},
		{"markup that all messages have", `<div class="outgoing">` + bubble("turn", "道具の店", asks) + `</div>`, "traps"},
		{"words around the messages", `<p>LINEで追加してください</p>` + bubble("turn", "道具の店", "本日発送しました。"), "calm"},
	} {
		j := talk(c.page, "ja")
		if j.Status != c.status {
			t.Errorf("%s: %s, %v", c.name, j.Status, ids(j))
		}
	}
}

func TestNoReplyYet(t *testing.T) {
	const page = `<div class="turn"><b>あなた</b> <span>2026年11月16日 18:30</span><div class="message-body">まだ届きません。</div></div>`
	for _, c := range []struct{ lang, headline, advice string }{
		{"ja", "出品者から6日間、返信がありません（2026年11月16日 18:30に送信）", "カスタマーサービス"},
		{"en", "No answer from the seller for 6 days (sent 2026-11-16 18:30)", "customer service"},
	} {
		j := talk(page, c.lang)
		if j.Headline != c.headline || len(j.Told) != 2 || !strings.Contains(j.Told[0].Text, c.advice) || !strings.Contains(j.Told[1].Text, "48") {
			t.Errorf("%s: %q, told %+v", c.lang, j.Headline, j.Told)
		}
		for _, told := range j.Told {
			if told.Source == "" || told.Date == "" || strings.Contains(told.Text, "{") {
				t.Errorf("%s: %+v", c.lang, told)
			}
		}
	}
}

// talk judges the page of a conversation.
func talk(page, lang string) wire.Judgement {
	return core.Check(wire.Snapshot{URL: "https://www.amazon.co.jp/hz/messaging", Lang: lang, Now: "2026-11-22T12:00:00+09:00",
		Regions: []wire.Region{{Kind: wire.RegionPage, HTML: page}}}).Judgements[0]
}
