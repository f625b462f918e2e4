package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestAsksCard(t *testing.T) {
	run(t, &AsksCard, []row{
		{"a stranger", "Amazon <a@mail.example>", "<p>お支払い方法の更新が必要です。</p>", wire.Danger},
		{"a seller", seller, "<p>カード番号をお知らせください。</p>", wire.CautionSign},
		{"Amazon itself", amazon, "<p>お支払い方法を更新してください。</p>" + link("https://www.amazon.co.jp/x"), wire.Info},
		{"nothing asked", amazon, "<p>発送しました。</p>", nothing},
	})
}
