package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestThreatens(t *testing.T) {
	run(t, &Threatens, []row{
		{"a stranger", "Amazon <a@mail.example>", "<p>アカウントは停止されました。</p>", wire.Danger},
		{"a seller", seller, "<p>応じない場合はアカウントを停止します。</p>", wire.CautionSign},
		{"no threat", seller, "<p>発送しました。</p>", nothing},
	})
}
