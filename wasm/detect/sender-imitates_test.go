package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestSenderImitates(t *testing.T) {
	run(t, &SenderImitates, []row{
		{"one letter off", "Amazon <info@amazom.co.jp>", link("https://www.amazon.co.jp/"), wire.Danger},
		{"the name inside another's domain", "お知らせ <info@amazon-co-jp.example>", "", wire.Danger},
		{"Amazon's own", amazon, "", nothing},
		{"a shop", kutsu, "", nothing},
	})
}
