package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestSaltedWords(t *testing.T) {
	run(t, &SaltedWords, []row{
		{"zero-width characters in the name", "お知らせ <a@mail.example>", "<p>Ama\u200bzonをご確認ください。</p>", wire.CautionSign},
		{"hidden syllables", amazon, `<p>パス<i hidden>x</i>ワ<i hidden>x</i>ー<i hidden>x</i>ドを入力</p>`, wire.CautionSign},
		{"a hidden preview line", amazon, `<div style="display:none">ご注文の確認\u200c\u200c</div><p>Amazon.co.jpをご利用いただき、ありがとうございます。</p>`, nothing},
		{"no brand at all", kutsu, "<p>く\u200bつ</p>", nothing},
	})
}
