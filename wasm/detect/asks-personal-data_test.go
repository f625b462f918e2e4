package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestAsksPersonalData(t *testing.T) {
	run(t, &AsksPersonalData, []row{
		{"a seller", seller, "<p>住所と電話番号をお送りください。</p>", wire.CautionSign},
		{"a stranger", "Amazon <a@mail.example>", "<p>個人情報の再確認をお願いします。</p>", wire.Danger},
		{"nothing asked", seller, "<p>発送しました。</p>", nothing},
	})
}
