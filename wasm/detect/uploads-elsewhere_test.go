package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestUploadsElsewhere(t *testing.T) {
	run(t, &UploadsElsewhere, []row{
		{"somebody's cloud", seller, "<p>不具合の写真をアップロードしてください。</p>", wire.CautionSign},
		{"inside", seller, "<p>写真はメッセージに添付できます。</p>", nothing},
	})
}
