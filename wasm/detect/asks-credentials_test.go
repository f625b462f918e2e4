package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestAsksCredentials(t *testing.T) {
	run(t, &AsksCredentials, []row{
		{"a stranger", "Amazon <a@mail.example>", "<p>パスワードを入力してください。</p>", wire.Danger},
		{"a seller", seller, "<p>ご本人様確認のためパスワードの入力をお願いします。</p>", wire.CautionSign},
		{"Amazon itself: said, no alarm", amazon, "<p>パスワードを再設定するには次のボタンを押します。</p>" + link("https://www.amazon.co.jp/ap/x"), wire.Info},
		{"a field for it in the mail itself", amazon, `<form action="https://www.amazon.co.jp/"><input type="password"></form>`, wire.Danger},
		{"spaced to hide", "Amazon <a@mail.example>", "<p>パス ワード を 入力</p>", wire.Danger},
		{"nothing asked", amazon, "<p>発送しました。</p>", nothing},
	})
}
