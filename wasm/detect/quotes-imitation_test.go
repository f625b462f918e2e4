package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestQuotesImitation(t *testing.T) {
	run(t, &QuotesImitation, []row{
		{"a worried friend", "山田 <yamada@mail.example>", "<p>こんなメールが来たのですが本物でしょうか。</p><blockquote><p>Amazon.co.jpをご利用いただきありがとうございます。アカウントを確認してください。Amazonカスタマーサービス</p>" + link("https://kutsu.example/") + "</blockquote>", wire.CautionSign},
		{"a friend who forwards the real thing", "山田 <yamada@mail.example>", "<p>これが届いたのですが本物でしょうか。</p><blockquote><p>Amazon.co.jpをご利用いただきありがとうございます。アカウントを確認してください。Amazonカスタマーサービス</p>" + link("https://www.amazon.co.jp/") + "</blockquote>", nothing},
		{"nothing quoted", amazon, link("https://kutsu.example/"), nothing},
	})
}
