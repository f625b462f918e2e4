package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestCodeToScan(t *testing.T) {
	const picture = `<img src="cid:qr" width="200" height="200">`
	run(t, &CodeToScan, []row{
		{"to prove who one is", amazon, "<p>スマートフォンでQRコードを読み取り、本人確認を完了してください。</p>" + picture, wire.Danger},
		{"in English", amazon, "<p>Scan the QR code to verify your account.</p>" + picture, wire.Danger},
		{"from a seller", seller, "<p>QRコードを読み取って、お名前、住所をご入力ください。</p>" + picture, wire.CautionSign},
		{"nothing is asked for", amazon, "<p>店頭の端末にQRコードを読み取らせてください。</p>" + picture, nothing},
		{"a code to be shown", amazon, "<p>レジでQRコードをご提示ください。本人確認書類は不要です。</p>" + picture, nothing},
		{"in a shop's mail", kutsu, "<p>QRコードを読み取って、カード情報を入力してください。</p>" + picture, nothing},
	})
}
