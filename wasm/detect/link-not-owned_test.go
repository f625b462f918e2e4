package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestLinkNotOwned(t *testing.T) {
	run(t, &LinkNotOwned, []row{
		{"another company's shop", amazon, link("https://kutsu.example/"), wire.Danger},
		{"Amazon's own short link", amazon, link("https://amzn.asia/d/x"), nothing},
		{"a carrier", amazon, link("https://toi.kuronekoyamato.co.jp/"), nothing},
		{"through the webmail's redirector", amazon, link("https://www.google.com/url?q=https://kutsu.example/"), wire.Danger},
		{"through the webmail's redirector to Amazon", amazon, link("https://www.google.com/url?q=https://www.amazon.co.jp/"), nothing},
		{"a shop that takes Amazon Pay", kutsu, "<p>Amazon Payをご利用いただけます。</p>" + link("https://kutsu.example/"), nothing},
		{"an unsubscribe link that is not Amazon's", amazon, link("https://www.amazon.co.jp/") + `<a href="https://kutsu.example/x">配信停止</a>`, wire.Danger},
		{"a social page in the footer", amazon, link("https://www.amazon.co.jp/") + `<a href="https://www.facebook.com/AmazonJP">Facebook</a> <a href="https://twitter.com/AmazonJP">X</a> <a href="https://www.amazon.co.jp/optout">配信停止</a>`, nothing},
		{"a social page above a foreign link", amazon, link("https://www.amazon.co.jp/") + `<a href="https://www.facebook.com/kutsu">Facebook</a><a href="https://kutsu.example/">配信停止</a>`, wire.Danger},
		{"a social page that forwards", amazon, link("https://www.amazon.co.jp/") + `<a href="https://www.facebook.com/flx/warn/?u=https%3A%2F%2Fkutsu.example">Facebook</a>`, wire.Danger},
		{"a social page as the call to act", amazon, link("https://www.amazon.co.jp/") + `<a href="https://www.facebook.com/kutsu">Facebookのサポート窓口で今すぐアカウントを確認する</a>`, wire.Danger},
		{"no address shown", "Amazon.co.jp ", link("https://kutsu.example/"), wire.Danger},
		{"no sign in the header, but signed and greeted as Amazon", "お知らせ <a@mail.example>",
			"<p>Amazon.co.jpをご利用いただきありがとうございます。アカウントを確認してください。</p>" + link("https://kutsu.example/") + "<p>Amazonカスタマーサービス</p>", wire.Danger},
		{"a newspaper that prints such words", "日刊くつ新聞 <news@kutsu.example>",
			"<p>「Amazon.co.jpをご利用いただきありがとうございます。アカウントを確認」といった文面にご注意ください。日刊くつ新聞</p>" + link("https://kutsu.example/"), nothing},
	})
}
