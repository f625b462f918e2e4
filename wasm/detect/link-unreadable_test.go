package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestLinkUnreadable(t *testing.T) {
	run(t, &LinkUnreadable, []row{
		{"no host a browser would go to", amazon, link("https://amazon.co.jp%00.example/"), wire.Danger},
		{"a script", amazon, link("javascript:alert(1)"), wire.Danger},
		{"in a shop's mail", kutsu, link("https://ex ample/"), nothing},
	})
}
