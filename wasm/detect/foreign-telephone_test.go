package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestForeignTelephone(t *testing.T) {
	run(t, &ForeignTelephone, []row{
		{"a number to call", amazon, "<p>心当たりのない場合はお電話ください: 050-1234-5678</p>", wire.CautionSign},
		{"in full width", amazon, "<p>電話番号　０５０－１２３４－５６７８</p>", wire.CautionSign},
		{"the number first", amazon, "<p>「身に覚えのない場合は 050-0000-0142 までお電話ください」さんからの招待です。</p>", wire.CautionSign},
		{"abroad", amazon, "<p>Please call +1 (888) 555-0100 now.</p>", wire.CautionSign},
		{"without groups, beside the word", amazon, "<p>取消は05000009999へ電話してください</p>", wire.CautionSign},
		{"in groups of dots", amazon, "<p>キャンセル窓口 0120.000.999</p>", wire.CautionSign},
		{"behind a sign", amazon, "<p>連絡先☎050-0000-9999</p>", wire.CautionSign},
		{"abroad, without a plus", amazon, "<p>Call 1-888-555-0100 to cancel</p>", wire.CautionSign},
		{"a tracking number is none", amazon, "<p>お問い合わせは不要です。伝票番号 480012345671</p>", nothing},
		{"the shop's address is none", amazon, "<p>電話番号の登録 東京都目黒区下目黒1-8-1</p>", nothing},
		{"a carrier's", amazon, "<p>お電話でのお問い合わせ: 0120-01-9625</p>", nothing},
		{"an order number is none", amazon, "<p>電話番号は不要です。注文番号 249-1234567-7654321</p>", nothing},
		{"a payment number is none", amazon, "<p>お電話は不要です。お支払い番号 01234567890</p>", nothing},
	})
}
