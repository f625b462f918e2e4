package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestWinnerUnlike(t *testing.T) {
	run(t, &WinnerUnlike, []row{
		{"a prize that wants a card", amazon, "<p>おめでとうございます。当選しました。クレジットカード番号を登録し、送料のみお支払いください。</p>", wire.CautionSign},
		{"a real invitation", amazon, "<p>おめでとうございます。招待者に選ばれました。購入期限は72時間です。</p>" + link("https://www.amazon.co.jp/dp/B0EXAMPLE1"), nothing},
	})
}
