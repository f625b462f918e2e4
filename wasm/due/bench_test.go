package due

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"tashikame/wasm/rules"
)

// mailText is 100 KB of the text of shopping mail: a deadline, a price and a
// number every few lines, the rest plain Japanese.
func mailText() string {
	const one = `山田 はな 様

いつもご利用いただき、ありがとうございます。ご注文を承りました。商品の準備が整いましたら、あらためてお知らせいたします。
ご注文番号 249-1234567-7654321　合計 ￥12,980（税込）
お支払い番号 12345 67890　お支払い期限：2026年11月25日（水）23:59
期限を過ぎますと、ご注文は自動的に取り消されます。店頭の端末で番号を入力し、レジにて代金をお支払いください。
お届け予定日は11月28日から11月30日です。配送状況は、発送後にお送りするメールのリンクからご確認いただけます。
※このメールアドレスは送信専用です。ご返信いただいてもお答えできませんので、ご了承ください。お問い合わせはカスタマーサービスまでお願いいたします。
寒さの厳しい季節となりましたが、あたたかいお飲みものや毛布など、冬のおすすめの品をそろえてお待ちしております。
`
	return strings.Repeat(one, 100<<10/len(one)+1)[:100<<10]
}

func BenchmarkRead(b *testing.B) {
	r := NewReader(rules.Baseline())
	text := mailText()
	sent := time.Date(2026, 11, 20, 10, 15, 0, 0, JST)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r.Read(text, Context{Sent: sent})
	}
}

func BenchmarkNFKC(b *testing.B) {
	text := mailText()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		norm.NFKC.String(text)
	}
}
