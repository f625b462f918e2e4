package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestLinkTextDiffers(t *testing.T) {
	run(t, &LinkTextDiffers, []row{
		{"shows one, leads to the other", amazon, `<a href="https://kutsu.example/">https://www.amazon.co.jp/account</a>`, wire.Danger},
		{"a newsletter that counts clicks on its own host", kutsu, `<a href="https://kutsu.example/c/1">https://www.amazon.co.jp/dp/B0EXAMPLE1</a>`, wire.CautionSign},
		{"in anybody's mail that demands", kutsu, `<p>パスワードを入力してください。</p><a href="https://kutsu.example/">www.amazon.co.jp</a>`, wire.Danger},
		{"the name of the shop is no address", kutsu, `<a href="https://kutsu.example/">Amazon.co.jpで探す</a>`, nothing},
		{"click tracking that hides its end", kutsu, `<a href="https://bit.ly/x">https://www.amazon.co.jp/</a>`, nothing},
		{"leads where it says", amazon, `<a href="https://www.amazon.co.jp/x">https://www.amazon.co.jp/</a>`, nothing},
	})
}
