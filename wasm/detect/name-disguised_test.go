package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestNameDisguised(t *testing.T) {
	run(t, &NameDisguised, []row{
		{"Cyrillic letters", "Аmаzon <a@mail.example>", "", wire.Danger},
		{"a digit for a letter", "Amaz0n <a@mail.example>", "", wire.Danger},
		{"one letter changed", "Amazom カスタマーサービス <a@mail.example>", "", wire.Danger},
		{"broken up", "A.m-a_z.o.n <a@mail.example>", "", wire.Danger},
		{"full width is a way to write it", "Ａｍａｚｏｎ <a@mail.example>", "", nothing},
		{"another word", "Amazing Shoes <a@shoes.example>", "", nothing},
		{"Amazon's own", amazon, "", nothing},
	})
}
