package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestInstallsOrRegisters(t *testing.T) {
	run(t, &InstallsOrRegisters, []row{
		{"an app", seller, "<p>専用アプリをインストールしてください。</p>", wire.CautionSign},
		{"a manual", seller, "<p>説明書の3ページをご覧ください。</p>", nothing},
		{"from one who is not Amazon", amazon, "<p>アプリをインストールしてください。</p>" + link("https://kutsu.example/"), wire.CautionSign},
		{"Amazon's own app", amazon, "<p>アプリをインストールしてください。</p>" + link("https://www.amazon.co.jp/"), nothing},
	})
}
