package check

import (
	"errors"
	"slices"
	"strings"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// Trial tries a book on built-in examples before it may judge anybody's mail.
// It goes by steps, so that mails that come meanwhile need not wait for all of it.
type Trial struct {
	book        *rules.Book
	core        *Core
	made, tried int
	failed      []string
}

// NewTrial begins a trial; call Step until it is done.
func NewTrial(book *rules.Book) *Trial { return &Trial{book: book, core: &Core{}} }

// Step makes the book ready, then tries one example after the other. When all
// are tried it gives what judges by the book, or an error: a book that takes an
// honest mail for a spoofed one, or lets the plainest phishing pass, is
// refused, and the example named.
func (t *Trial) Step() (*Core, error) {
	switch {
	case t.made < len(making):
		making[t.made](t.core, t.book)
		t.made++
	case t.tried < len(examples):
		t.try(&examples[t.tried])
		t.tried++
	case t.failed != nil:
		return nil, errors.New("rule pack: judges built-in examples wrongly: " + strings.Join(t.failed, "; "))
	default:
		return t.core, nil
	}
	return nil, nil
}

func (t *Trial) try(e *example) {
	got := t.core.Check(wire.Snapshot{Lang: "en", Regions: []wire.Region{{Kind: wire.RegionMail, HTML: e.html, Fields: map[wire.Field]string{
		wire.FieldFromName: e.name, wire.FieldFromAddress: e.address, wire.FieldSubject: e.subject,
	}}}})
	if !slices.Contains(e.may, got.Verdict) {
		t.failed = append(t.failed, e.what+" ("+string(got.Verdict)+")")
	}
}

// Try is a whole trial at once.
func Try(book *rules.Book) (*Core, error) {
	for t := NewTrial(book); ; {
		if core, err := t.Step(); core != nil || err != nil {
			return core, err
		}
	}
}

// example is a mail that every book must judge rightly.
type example struct {
	what                   string
	name, address, subject string
	html                   string
	may                    []wire.Verdict
}

var (
	flagged = []wire.Verdict{wire.Spoofed}
	calm    = []wire.Verdict{wire.Consistent}
	silent  = []wire.Verdict{wire.None}
)

const (
	ownLink   = `<p>ご注文の詳細は注文履歴でご確認ください。</p><a href="https://www.amazon.co.jp/gp/css/order-history">注文履歴</a>`
	otherLink = `<p>お支払い方法を更新してください。</p><a href="https://koushin.example/login">更新する</a>`
)

var examples = []example{
	{"forged sender, link elsewhere", "Amazon.co.jp", "account-update@amazon.co.jp", "お支払い方法の更新", otherLink, flagged},
	{"sender elsewhere, link elsewhere", "Amazon", "info@koushin.example", "重要なお知らせ", otherLink, flagged},
	{"sender elsewhere, link to Amazon", "Amazon.co.jp", "info@koushin.example", "ご注文の確認", ownLink, flagged},
	{"imitating host", "Amazon.co.jp", "no-reply@amazon.co.jp", "ご確認", `<a href="https://amazon.co.jp.koushin.example/">確認する</a>`, flagged},
	{"name in other letters", "Аmаzоn", "info@koushin.example", "ご確認", otherLink, flagged},
	{"customer's corner of Amazon's cloud", "Amazon.co.jp", "no-reply@amazon.co.jp", "ご確認", `<a href="https://koushin.s3.amazonaws.com/x.html">確認する</a>`, flagged},
	{"order from Amazon", "Amazon.co.jp", "auto-confirm@amazon.co.jp", "Amazon.co.jpでのご注文", ownLink, calm},
	{"shipment from Amazon", "Amazon.co.jp", "shipment-tracking@amazon.co.jp", "発送済み", `<p>発送しました。</p><a href="https://www.amazon.co.jp/gp/your-account/ship-track">配送状況</a>`, calm},
	{"Amazon abroad", "Amazon", "no-reply@amazon.com", "Your order", `<a href="https://www.amazon.com/your-orders">Your orders</a>`, calm},
	{"Amazon's short link", "Amazon.co.jp", "store-news@amazon.co.jp", "おすすめ", `<a href="https://amzn.asia/d/x">商品を見る</a>`, calm},
	{"seller through Amazon", "くつの店", "k3x9@marketplace.amazon.co.jp", "発送のご連絡", `<p>本日発送しました。</p><a href="https://www.amazon.co.jp/">Amazon</a>`, calm},
	{"shop that takes Amazon Pay", "くつの専門店", "shop@kutsu.example", "ご注文の確認", `<p>Amazon Payでお支払いいただきました。</p><a href="https://kutsu.example/">くつの専門店</a>`, silent},
	{"private mail", "山田", "yamada@mail.example", "日曜のこと", `<p>Amazonで頼んだものが届きました。</p><a href="https://shashin.example/">写真</a>`, silent},
}
