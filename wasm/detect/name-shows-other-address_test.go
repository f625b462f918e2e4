package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestNameShowsOtherAddress(t *testing.T) {
	run(t, &NameShowsOtherAddress, []row{
		{"Amazon's address as the name", "no-reply@amazon.co.jp <a@mail.example>", "", wire.Danger},
		{"with words", "Amazon (no-reply@amazon.co.jp) <a@mail.example>", "", wire.Danger},
		{"its own address as the name", "shop@kutsu.example <shop@kutsu.example>", "", nothing},
		{"Amazon's own, both", "no-reply@amazon.co.jp <no-reply@amazon.co.jp>", "", nothing},
	})
}
