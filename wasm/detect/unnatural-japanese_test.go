package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestUnnaturalJapanese(t *testing.T) {
	run(t, &UnnaturalJapanese, []row{
		{"characters Japanese does not have", "Amazon <a@mail.example>", "<p>请确认您的账户。</p>", wire.Info},
		{"good Japanese", amazon, "<p>ご注文を承りました。</p>", nothing},
	})
}
