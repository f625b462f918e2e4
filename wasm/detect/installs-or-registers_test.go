package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestInstallsOrRegisters(t *testing.T) {
	run(t, &InstallsOrRegisters, []row{
		{"an app", seller, "<p>専用アプリをインストールしてください。</p>", wire.CautionSign},
		{"a manual", seller, "<p>説明書の3ページをご覧ください。</p>", nothing},
	})
}
