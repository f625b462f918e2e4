package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestMovesElsewhere(t *testing.T) {
	run(t, &MovesElsewhere, []row{
		{"to LINE", seller, "<p>下記の公式LINEにご連絡ください。</p>", wire.CautionSign},
		{"to private mail, in English", seller, "<p>Please contact us at our email address.</p>", wire.CautionSign},
		{"an address to write to", seller, "<p>直接のメールでご連絡ください: kutsu.service@mail.example</p>", wire.CautionSign},
		{"an address of Amazon's", seller, "<p>不審な連絡は reportascam@amazon.com へ。</p>", nothing},
		{"stays inside", seller, "<p>ご不明な点は、Amazonのメッセージでご連絡ください。</p>", nothing},
		{"Amazon Music on LINE", amazon, "<p>LINEの公式アカウントを追加して、セール情報をご連絡します。</p>" + link("https://www.amazon.co.jp/x"), nothing},
	})
}
