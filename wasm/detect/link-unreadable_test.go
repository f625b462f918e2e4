package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestLinkUnreadable(t *testing.T) {
	run(t, &LinkUnreadable, []row{
		{"no host a browser would go to", amazon, link("https://amazon.co.jp%00.example/"), wire.Danger},
		{"a script", amazon, link("javascript:alert(1)"), wire.Danger},
		{"a form without a destination", amazon, `<form><input type="text"><button>送る</button></form>`, wire.Danger},
		{"but its button is left of a form", amazon, `<div class="form"><button>サインイン</button></div>`, wire.Danger},
		{"a button in a link", amazon, `<a href="https://www.amazon.co.jp/"><button>注文履歴</button></a>`, nothing},
		{"a form with a destination", amazon, `<form action="https://www.amazon.co.jp/"><input type="text"><button>探す</button></form>`, nothing},
		{"boxes that only fold text", amazon, `<input type="checkbox">もっと見る`, nothing},
		{"a form of a seller's", seller, `<form><input type="text"></form>`, wire.CautionSign},
		{"in a shop's mail", kutsu, link("https://ex ample/"), nothing},
	})
}
