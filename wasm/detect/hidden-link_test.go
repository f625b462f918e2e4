package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestHiddenLink(t *testing.T) {
	run(t, &HiddenLink, []row{
		{"unseen and elsewhere", amazon, `<p>ご注文ありがとうございます。</p><div style="display:none"><a href="https://kutsu.example/">x</a></div>`, wire.CautionSign},
		{"unseen and Amazon's", amazon, `<div style="display:none"><a href="https://www.amazon.co.jp/">x</a></div>`, nothing},
		{"seen", amazon, link("https://kutsu.example/"), nothing},
	})
}
