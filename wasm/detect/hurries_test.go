package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestHurries(t *testing.T) {
	run(t, &Hurries, []row{
		{"a stranger", "Amazon <a@mail.example>", "<p>至急ご確認ください。</p>", wire.Danger},
		{"no hurry", "Amazon <a@mail.example>", "<p>ご確認ください。</p>", nothing},
	})
}
