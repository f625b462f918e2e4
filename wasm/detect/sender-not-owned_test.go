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
