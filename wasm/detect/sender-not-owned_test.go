package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestSenderNotOwned(t *testing.T) {
	run(t, &SenderNotOwned, []row{
		{"free mail", "Amazon.co.jp <amazon.info@gmail.com>", link("https://www.amazon.co.jp/"), wire.Danger},
		{"free mail, words of service", "Amazon カスタマーサービス <a@mail.example>", "", wire.Danger},
		{"the name in other letters", "Аmazоn <a@mail.example>", "", wire.Danger},
		{"the name with spaces", "A m a z o n <a@mail.example>", "", wire.Danger},
		{"a whole notice as the name", "Amazonからの大切なお知らせ <a@mail.example>", "", wire.Danger},
		{"the name of a service of Amazon's", "Prime Video <a@mail.example>", "", wire.Danger},
		{"a logo, and a name that is nobody's", "お客様サポート <a@mail.example>", `<img src="x" alt="Amazon"><p>アカウントを停止しました。</p>` + link("https://mail.example/"), wire.Danger},
		{"a logo among others in a shop's mail", kutsu, `<img src="x" alt="Amazon"><img src="y" alt="くつの広場"><p>アカウントにログインできます。</p>` + link("https://kutsu.example/"), nothing},
		{"a newspaper's sentence about Amazon Japan", "お知らせ <a@mail.example>", "<p>アマゾンジャパン合同会社は会員資格の料金を上げる。お支払い方法は変わらない。</p>" + link("https://mail.example/"), nothing},
		{"an office Amazon may or may not have", "Amazon不正対策チーム <a@mail.example>", "", wire.Danger},
		{"another company's campaign", "くつ製作所 Amazonギフト券プレゼント事務局 <a@kutsu.example>", "", nothing},
		{"Amazon's own", amazon, "", nothing},
		{"a country site of Amazon", "Amazon <no-reply@amazon.com>", "", nothing},
		{"no address shown", "Amazon.co.jp ", "", nothing},
		{"a newsletter about Amazon", "Amazonお得情報便り <news@otoku.example>", link("https://amzn.to/x"), nothing},
		{"a marketplace seller", seller, "", nothing},
		{"a shop", kutsu, "Amazon Payでお支払いいただけます。", nothing},
	})
}
