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
