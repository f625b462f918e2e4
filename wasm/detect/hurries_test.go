package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestHurries(t *testing.T) {
	run(t, &Hurries, []row{
		{"a stranger", "Amazon <a@mail.example>", "<p>至急ご確認ください。</p>", wire.Danger},
		{"a window of hours from a stranger", "Amazon <a@mail.example>", "<p>24時間以内にご確認ください。</p>", wire.Danger},
		{"the window of a real invitation", amazon, "<p>72時間以内にご購入ください。</p>", nothing},
		{"no hurry", "Amazon <a@mail.example>", "<p>ご確認ください。</p>", nothing},
	})
}
