package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestPaymentNumber(t *testing.T) {
	away := link("https://kutsu.example/")
	run(t, &PaymentNumber, []row{
		{"11 digits", amazon, "<p>お支払い番号: 40211830957</p>", nothing},
		{"in groups", amazon, "<p>お支払い番号：402-1183-0957</p>", nothing},
		{"13 digits, Seven-Eleven's", amazon, "<p>払込票番号(13桁): 3921 0048 21155</p>", nothing},
		{"an amount behind it", amazon, "<p>お支払い番号: 40211830957 12,480円</p>", nothing},
		{"16 digits", amazon, "<p>お支払い番号: 1234-5678-9012-3456</p>", wire.CautionSign},
		{"10 digits", amazon, "<p>お支払い番号は1234567890です。</p>", wire.CautionSign},
		{"the order number taken for it", amazon, "<p>お支払い番号: 250-1234567-1234567</p>", wire.CautionSign},
		{"the order number beside it", amazon, "<p>お支払い番号は別のメールでお知らせします。注文番号: 250-1234567-1234567</p>", nothing},
		{"a date behind the words", amazon, "<p>お支払い番号の期限: 2026/11/26</p>", nothing},
		{"no number", amazon, "<p>お支払い番号は注文履歴でご覧ください。</p>", nothing},
		{"fits, and the link is foreign", amazon, "<p>お支払い番号: 40211830957</p>" + away, wire.Danger},
		{"fits, and the sender is foreign", "Amazon.co.jp <info@kutsu.example>", "<p>お支払い番号: 40211830957</p>", wire.Danger},
		{"from a seller", seller, "<p>お支払い番号: 40211830957</p>", wire.CautionSign},
		{"in a shop's mail", kutsu, "<p>お支払い番号: 1234567</p>" + away, nothing},
	})
}
