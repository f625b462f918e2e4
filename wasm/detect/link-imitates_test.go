package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestLinkImitates(t *testing.T) {
	run(t, &LinkImitates, []row{
		{"the name inside another's domain", amazon, link("https://amazon.co.jp.kutsu.example/"), wire.Danger},
		{"in a mail that claims nothing", kutsu, link("https://amazon-login.kutsu.example/"), wire.CautionSign},
		{"Amazon's own", amazon, link("https://www.amazon.co.jp/"), nothing},
		{"unlike", amazon, link("https://kutsu.example/"), nothing},
	})
}
