package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestClaimsBrand(t *testing.T) {
	run(t, &ClaimsBrand, []row{
		{"by name", "Amazon.co.jp <a@mail.example>", "", wire.Info},
		{"by domain", "お知らせ <a@amazon.co.jp>", "", wire.Info},
		{"by the letters of the address, where there is no name", "amazon@mail.example", "", wire.Info},
		{"a word that begins alike", "Amazonia Travel <a@travel.example>", "", nothing},
		{"a mention", kutsu, "<p>Amazonでも買えます。</p>", nothing},
	})
}
